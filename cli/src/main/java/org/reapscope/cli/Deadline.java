package org.reapscope.cli;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends the program when its work takes longer than allowed, whatever it is busy with: a job of a
 * build server must not hang on a pipe that nobody writes to. Result files not finished by then do
 * not appear.
 */
final class Deadline implements AutoCloseable {
  private final @Nullable Thread watch;

  /**
   * Starts the time.
   *
   * @param seconds the time allowed; 0 for all the time in the world
   * @param exit ends the program with a code
   */
  Deadline(int seconds, Console console, IntConsumer exit) {
    if (seconds == 0) {
      watch = null;
      return;
    }
    watch = new Thread(() -> await(seconds, console, exit), "deadline");
    watch.setDaemon(true);
    watch.start();
  }

  private static void await(int seconds, Console console, IntConsumer exit) {
    try {
      Thread.sleep(seconds * 1000L);
    } catch (InterruptedException inTime) {
      return;
    }
    console.say("not done after " + seconds + " s, the most that --timeout allows");
    exit.accept(ExitCode.INPUT);
  }

  /** The work is done. */
  @Override
  public void close() {
    if (watch != null) {
      watch.interrupt();
    }
  }
}

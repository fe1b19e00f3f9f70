package org.reapscope.cli.record;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Carries a log from its tracer to its file, counting it on the way. */
final class Pump {
  private static final int MOST = 1 << 16;

  private final InputStream from;
  private final @Nullable OutputStream to;
  private final @Nullable LogTap tap;
  private final LogTally tally;
  private final Thread thread;
  private volatile @Nullable IOException failure;

  /**
   * Begins.
   *
   * @param to null where the tracer writes the file itself
   * @param tap who else is to have the log, or null
   */
  Pump(InputStream from, @Nullable OutputStream to, @Nullable LogTap tap, LogTally tally) {
    this.from = from;
    this.to = to;
    this.tap = tap;
    this.tally = tally;
    this.thread = new Thread(this::run, "recording");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    byte[] bytes = new byte[MOST];
    try {
      int count;
      while ((count = from.read(bytes, 0, MOST)) > 0) {
        if (to != null && failure == null) {
          write(bytes, count);
        }
        if (tap != null) {
          tap.put(bytes, count);
        }
        tally.add(bytes, 0, count);
      }
    } catch (IOException closed) {
      // The tracer's side is gone: the recording ends here.
    }
  }

  /** A full disk must not stop the reading: the program would block on its tracer. */
  private void write(byte[] bytes, int count) {
    try {
      if (to != null) {
        to.write(bytes, 0, count);
      }
    } catch (IOException full) {
      failure = full;
    }
  }

  /** Why the file could not be written, or null. */
  @Nullable IOException failure() {
    return failure;
  }

  /** Waits until all is through, as long as it may take, but not for a tracer that hangs. */
  void join() throws InterruptedException {
    thread.join(30_000);
  }
}

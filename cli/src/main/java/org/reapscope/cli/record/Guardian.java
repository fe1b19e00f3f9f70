package org.reapscope.cli.record;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A small shell script that outlives this process, should it be killed or crash, and then ends what
 * the recording started, lets go of what it was attached to, and removes its tracing instance.
 *
 * <p>It learns of the death by the end of the pipe that it reads its orders from.
 */
final class Guardian implements Closeable {
  private final Process process;
  private final OutputStream orders;

  private Guardian(Process process) {
    this.process = process;
    this.orders = process.getOutputStream();
  }

  /** Starts a guardian of the program that carries {@code token}. */
  static Guardian start(String token) throws IOException {
    List<String> words = new ArrayList<>();
    // In a session of its own it outlives a signal to this one's whole process group as well.
    Commands.find("setsid").ifPresent(setsid -> words.add(setsid.toString()));
    words.addAll(List.of("sh", "-c", script(), "reapscope-guardian"));
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    Guardian guardian = new Guardian(builder.start());
    guardian.order("token", ProgramTree.VARIABLE + "=" + token);
    return guardian;
  }

  private static String script() throws IOException {
    try (InputStream in = Guardian.class.getResourceAsStream("guardian.sh")) {
      if (in == null) {
        throw new IOException("guardian.sh is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** The strace process that started the program. */
  void tracer(long pid) throws IOException {
    order("tracer", Long.toString(pid));
  }

  /** The strace process that was attached. */
  void attached(long pid) throws IOException {
    order("attached", Long.toString(pid));
  }

  /** The tracing instance to be removed. */
  void instance(String folder) throws IOException {
    order("instance", folder);
  }

  /** Whether the processes that the instance follows were started by the recording. */
  void endsFollowed() throws IOException {
    order("followed", "end");
  }

  /** The process that reads the instance's events. */
  void reader(long pid) throws IOException {
    order("reader", Long.toString(pid));
  }

  /** The named pipe that must not lose its last reader. */
  void pipe(String file) throws IOException {
    order("pipe", file);
  }

  private void order(String word, String value) throws IOException {
    orders.write((word + " " + value + "\n").getBytes(StandardCharsets.UTF_8));
    orders.flush();
  }

  /** All is in order: the guardian leaves without doing anything. */
  @Override
  public void close() throws IOException {
    try {
      order("done", "");
      orders.close();
    } catch (IOException gone) {
      // A guardian that was killed has nothing left to be told.
    }
    try {
      process.waitFor();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package org.reapscope.cli.record;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;

/**
 * A tracing instance of our own: buffers and settings that leave those of others alone.
 *
 * <p>Source: Documentation/trace/ftrace.rst, "Instances" and "set_event_pid".
 */
final class TraceInstance implements Closeable {
  private static final String PREFIX = "reapscope-";

  private final Path folder;

  private TraceInstance(Path folder) {
    this.folder = folder;
  }

  /** Where this process makes its instance. */
  static Path place(Tracefs tracefs) {
    return tracefs.folder().resolve("instances").resolve(PREFIX + ProcessHandle.current().pid());
  }

  /**
   * Makes one that follows nobody yet and is switched off.
   *
   * @param folder where
   * @param events those to be recorded
   * @param kilobytes buffer of each processor
   */
  static TraceInstance create(Path folder, List<String> events, long kilobytes)
      throws CannotRecordException, IOException {
    try {
      Files.createDirectory(folder);
    } catch (FileSystemException refused) {
      String reason = refused.getReason() == null ? "cannot be made" : refused.getReason();
      throw Explanations.tracefsForbidden(folder, reason);
    }
    TraceInstance instance = new TraceInstance(folder);
    try {
      instance.write("tracing_on", "0");
      instance.write("trace_clock", "mono");
      instance.write("buffer_size_kb", Long.toString(kilobytes));
      instance.write("options/record-tgid", "1");
      instance.write("options/event-fork", "1");
      for (String event : events) {
        instance.write("events/" + event + "/enable", "1");
      }
      return instance;
    } catch (IOException failed) {
      instance.close();
      throw failed;
    }
  }

  /** Where it is. */
  Path folder() {
    return folder;
  }

  /** The text of its events, taken out of the buffers as it is read. */
  Path pipe() {
    return folder.resolve("trace_pipe");
  }

  /** Follows further threads and what they start. */
  void follow(Set<Long> threads) throws IOException {
    StringBuilder text = new StringBuilder();
    threads.forEach(thread -> text.append(thread).append(' '));
    Files.writeString(folder.resolve("set_event_pid"), text.toString(), StandardOpenOption.APPEND);
  }

  /** The threads that are followed and alive. */
  Set<Long> followed() {
    Set<Long> threads = new TreeSet<>();
    Proc.text(folder.resolve("set_event_pid"))
        .ifPresent(
            text ->
                text.lines()
                    .filter(line -> line.matches("[0-9]{1,9}"))
                    .map(Long::parseLong)
                    .filter(Proc::alive)
                    .forEach(threads::add));
    return threads;
  }

  void on() throws IOException {
    write("tracing_on", "1");
  }

  /** Stops recording. */
  void off() throws IOException {
    write("tracing_on", "0");
  }

  /** Events that did not fit into the buffers, or were dropped. */
  long lost() {
    return sum("overrun: ") + sum("dropped events: ");
  }

  /** Events in the buffers, not read yet. */
  long unread() {
    return sum("entries: ");
  }

  /** Bytes not read yet in the buffer that holds most of them. */
  long mostUnreadBytes() {
    return figures("bytes: ").max().orElse(0);
  }

  private long sum(String field) {
    return figures(field).sum();
  }

  /** A figure of the statistics of each processor's buffer. */
  private LongStream figures(String field) {
    LongStream.Builder figures = LongStream.builder();
    try (DirectoryStream<Path> processors =
        Files.newDirectoryStream(folder.resolve("per_cpu"), "cpu*")) {
      for (Path processor : processors) {
        for (String line : stats(processor)) {
          if (line.startsWith(field)) {
            figures.add(Long.parseLong(line.substring(field.length()).strip()));
          }
        }
      }
    } catch (IOException | NumberFormatException gone) {
      return figures.build();
    }
    return figures.build();
  }

  private static List<String> stats(Path processor) {
    return Proc.text(processor.resolve("stats"))
        .map(text -> text.lines().toList())
        .orElse(List.of());
  }

  private void write(String file, String value) throws IOException {
    try {
      Files.write(folder.resolve(file), value.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException failed) {
      throw new IOException("cannot write " + value + " to " + folder.resolve(file), failed);
    }
  }

  /** Removes the instance; it may be busy for a moment after its last reader has left. */
  @Override
  public void close() throws IOException {
    IOException last = null;
    for (int tries = 0; tries < 100; tries++) {
      try {
        Files.deleteIfExists(folder);
        return;
      } catch (IOException busy) {
        last = busy;
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    if (last != null) {
      throw new IOException(
          "the tracing instance " + folder + " could not be removed; do it with rmdir", last);
    }
  }

  /** Instances that earlier runs left behind, whose makers are gone. */
  static List<Path> orphans(Tracefs tracefs) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(tracefs.folder().resolve("instances"), PREFIX + "[0-9]*")) {
      for (Path one : all) {
        long maker = Long.parseLong(one.getFileName().toString().substring(PREFIX.length()));
        if (ProcessHandle.of(maker).isEmpty()) {
          found.add(one);
        }
      }
    } catch (IOException | NumberFormatException unreadable) {
      return found;
    }
    return found;
  }
}

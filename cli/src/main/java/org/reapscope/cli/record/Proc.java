package org.reapscope.cli.record;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What /proc says about processes. A process may end at any moment, so everything about one is
 * optional.
 *
 * <p>Source: proc_pid_stat(5), proc_pid_status(5).
 */
final class Proc {
  private static final Path ROOT = Path.of("/proc");

  private Proc() {}

  /** Numbers of all processes. */
  static List<Long> all() {
    return numbers(ROOT);
  }

  /** Numbers of the threads of a process. */
  static List<Long> threads(long pid) {
    return numbers(ROOT.resolve(pid + "/task"));
  }

  private static List<Long> numbers(Path folder) {
    List<Long> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, "[0-9]*")) {
      entries.forEach(entry -> found.add(Long.parseLong(entry.getFileName().toString())));
    } catch (IOException | NumberFormatException gone) {
      return found;
    }
    return found;
  }

  /** A field of a process's status, such as TracerPid. */
  static Optional<String> status(long pid, String field) {
    return text(ROOT.resolve(pid + "/status"))
        .flatMap(
            text ->
                text.lines()
                    .filter(line -> line.startsWith(field + ":"))
                    .map(line -> line.substring(field.length() + 1).strip())
                    .findFirst());
  }

  /** The process that traces this one, 0 for none. */
  static long tracer(long pid) {
    return status(pid, "TracerPid").map(Proc::number).orElse(0L);
  }

  /** The parent, 0 for none. */
  static long parent(long pid) {
    return status(pid, "PPid").map(Proc::number).orElse(0L);
  }

  /** Whether it is there and not merely waiting to be reaped. */
  static boolean alive(long pid) {
    return status(pid, "State").filter(state -> !state.startsWith("Z")).isPresent();
  }

  /** Its command name. */
  static String name(long pid) {
    return text(ROOT.resolve(pid + "/comm")).map(String::strip).orElse("");
  }

  /** Whether its environment, as it was when its program began, holds {@code assignment}. */
  static boolean hasEnvironment(long pid, String assignment) {
    return text(ROOT.resolve(pid + "/environ"))
        .filter(text -> ("\0" + text).contains("\0" + assignment + "\0"))
        .isPresent();
  }

  /** This process and those that it descends from, nearest first. */
  static List<Long> selfAndAncestors() {
    List<Long> line = new ArrayList<>();
    for (long pid = ProcessHandle.current().pid(); pid > 0; pid = parent(pid)) {
      line.add(pid);
    }
    return line;
  }

  /**
   * Whether this process is in the foreground of its terminal, so that what is typed there reaches
   * what it started as well.
   */
  static boolean inForeground() {
    Optional<String> stat = text(ROOT.resolve("self/stat"));
    if (stat.isEmpty()) {
      return false;
    }
    String[] fields = stat.get().substring(stat.get().lastIndexOf(')') + 1).strip().split(" ");
    return fields.length > 5 && !fields[4].equals("0") && fields[2].equals(fields[5]);
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException odd) {
      return 0;
    }
  }

  /** A small file's text, nothing when it cannot be read. */
  static Optional<String> text(Path file) {
    try {
      return Optional.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}

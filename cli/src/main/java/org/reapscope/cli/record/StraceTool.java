package org.reapscope.cli.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.reapscope.traces.strace.StraceReader;

/**
 * The strace that is installed, and the options that it takes: each is tried on a short run, none
 * is guessed from the version.
 */
final class StraceTool {
  /** Options that every strace since 4.26 takes. */
  private static final List<String> PLAIN = List.of("-f", "-q", "-ttt", "-T", "-s", "256");

  /** Filters system calls in the kernel, so that the others run at full speed; only on a start. */
  private static final List<String> IN_KERNEL = List.of("--seccomp-bpf");

  /** Whole lists of polled descriptors, but not the whole environment of every program. */
  private static final List<String> WHOLE_LISTS = List.of("-e", "abbrev=execve,execveat");

  /** A pid namespace's numbers with those outside beside them. */
  private static final List<String> NAMESPACES = List.of("--decode-pids=pidns");

  /** Which process a pidfd is of: as found best, all that older ones know. */
  private static final List<List<String>> DESCRIPTORS =
      List.of(List.of("--decode-fds=path,pidfd"), List.of("-yy"), List.of("-y"));

  private static final String CALLS =
      StraceReader.recordedCalls().stream()
          // The question mark makes strace pass over names that it does not know.
          .map(name -> "?" + name)
          .collect(Collectors.joining(",", "trace=", ""));

  private final String version;
  private final List<String> options;
  private final boolean inKernel;

  private StraceTool(String version, List<String> options, boolean inKernel) {
    this.version = version;
    this.options = options;
    this.inKernel = inKernel;
  }

  /** A strace that takes the options that it has had since 4.26, for a machine not at hand. */
  static StraceTool elsewhere() {
    List<String> options = new ArrayList<>(PLAIN);
    options.addAll(WHOLE_LISTS);
    options.add("-yy");
    return new StraceTool("", options, false);
  }

  /**
   * Finds strace and tries what it takes.
   *
   * @throws CannotRecordException when it is missing or may not trace
   */
  static StraceTool find() throws CannotRecordException, IOException {
    if (Commands.find("strace").isEmpty()) {
      throw Explanations.noStrace();
    }
    Commands.Ran asked = Commands.run(List.of("strace", "-V"));
    String version = asked.text().lines().findFirst().orElse("").replaceFirst(".*version ", "");
    Commands.Ran plain = attempt(PLAIN);
    if (plain.code() != 0) {
      throw Explanations.of(plain.text(), 0);
    }
    List<String> options = new ArrayList<>(PLAIN);
    for (List<String> one : DESCRIPTORS) {
      if (taken(one)) {
        options.addAll(one);
        break;
      }
    }
    for (List<String> one : List.of(WHOLE_LISTS, NAMESPACES)) {
      if (taken(one)) {
        options.addAll(one);
      }
    }
    return new StraceTool(version, options, taken(IN_KERNEL));
  }

  private static boolean taken(List<String> more) throws IOException {
    List<String> both = new ArrayList<>(List.of("-f"));
    both.addAll(more);
    Commands.Ran ran = attempt(both);
    return ran.code() == 0 && !ran.text().contains("strace:");
  }

  private static Commands.Ran attempt(List<String> options) throws IOException {
    List<String> words = new ArrayList<>(List.of("strace"));
    words.addAll(options);
    words.addAll(List.of("-e", "trace=execve", "-o", "/dev/null", "--", "true"));
    return Commands.run(words);
  }

  /** Its version, such as 6.1. */
  String version() {
    return version;
  }

  /** Whether it filters system calls in the kernel. */
  boolean filtersInKernel() {
    return inKernel;
  }

  /** Whether it says which process a pidfd is of. */
  boolean showsPidfds() {
    return !options.contains("-y");
  }

  /** The command that starts a program and writes its log to {@code log}. */
  List<String> start(Path log, List<String> command) {
    List<String> words = common(log);
    if (inKernel) {
      words.addAll(IN_KERNEL);
    }
    words.add("--");
    words.addAll(command);
    return words;
  }

  /** The command that attaches to running processes. */
  List<String> attach(Path log, List<Long> pids) {
    List<String> words = common(log);
    pids.forEach(pid -> words.addAll(List.of("-p", Long.toString(pid))));
    return words;
  }

  private List<String> common(Path log) {
    List<String> words = new ArrayList<>(List.of("strace"));
    words.addAll(options);
    words.addAll(List.of("-e", CALLS, "-o", log.toString()));
    return words;
  }
}

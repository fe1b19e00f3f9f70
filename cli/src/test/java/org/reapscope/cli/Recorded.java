package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The program as a process that records another one, and what is left of it afterwards. */
final class Recorded {
  private static final String MARK = "REAPSCOPE_TEST";

  /**
   * A supervisor whose children outlive it, one of them a daemon; makes the file $1 when all run.
   */
  static final String SUPERVISOR =
      "sleep 300 & sleep 300 & (sleep 300 & exit 0); : >\"$1\";"
          + " while :; do true & wait $!; sleep 0.05; done";

  /** A process that reaps its own child with a wait for anyone, and then asks for it by number. */
  static final String THIEF =
      "my $p = fork; exit 7 unless $p; waitpid(-1, 0); exit(waitpid($p, 0) == -1 ? 5 : 6)";

  private final String mark = UUID.randomUUID().toString();
  private final Path folder;
  private final Process process;

  private Recorded(Path folder, String... args) throws IOException {
    this.folder = folder;
    ProcessBuilder builder =
        new ProcessBuilder(
            // A build in the background ignores ctrl-C, and so would all that it starts.
            "env",
            "--default-signal=INT",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "record");
    builder.command().addAll(List.of(args));
    builder.directory(folder.toFile()).environment().put(MARK, mark);
    builder.redirectOutput(folder.resolve("out.txt").toFile());
    builder.redirectError(folder.resolve("err.txt").toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    this.process = builder.start();
  }

  /** Starts {@code reapscope record ARGS} in a folder. */
  static Recorded start(Path folder, String... args) throws IOException {
    return new Recorded(folder, args);
  }

  /** The same, to its end. */
  static Recorded run(Path folder, String... args) throws Exception {
    Recorded recorded = start(folder, args);
    recorded.code();
    return recorded;
  }

  Process process() {
    return process;
  }

  /** Its exit code, once it has ended. */
  int code() throws InterruptedException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    return process.exitValue();
  }

  String out() throws IOException {
    return Files.readString(folder.resolve("out.txt"));
  }

  String err() throws IOException {
    return Files.readString(folder.resolve("err.txt"));
  }

  /** Everything that runs because of it: the tracer, the program, its children, helpers. */
  List<Long> alive() throws IOException {
    List<Long> found = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      for (Path one : all.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
        if (read(one.resolve("environ")).contains(MARK + "=" + mark)
            && !read(one.resolve("stat")).contains(") Z ")) {
          found.add(Long.parseLong(one.getFileName().toString()));
        }
      }
    }
    return found;
  }

  /** Waits until nothing runs any more; fails when something is left for good. */
  void leavesNothing() throws Exception {
    List<Long> left = alive();
    for (int i = 0; i < 100 && !left.isEmpty(); i++) {
      Thread.sleep(100);
      left = alive();
    }
    assertThat(left).as("processes left").isEmpty();
    assertThat(Path.of("/sys/kernel/tracing/instances/reapscope-" + process.pid())).doesNotExist();
  }

  /** Ends whatever a failed test left. */
  void clear() throws IOException {
    alive().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  /** Goes on only where this tracer works; says so when it does not. */
  static void assume(String tracer) throws Exception {
    if (tracer.startsWith("strace")) {
      Assumptions.assumeTrue(runs("strace", "-o", "/dev/null", "true"), "strace works here");
    } else {
      Assumptions.assumeTrue(
          Files.isWritable(Path.of("/sys/kernel/tracing/instances")), "tracefs is ours to use");
    }
  }

  /** Whether a command can be run and succeeds. */
  static boolean runs(String... words) throws Exception {
    try {
      Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}

package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Findings are told while the program still runs, and the report is that of the whole log. */
final class LiveAuditTest {
  /** As {@link Recorded#THIEF}, but it goes on for ever after the theft. */
  private static final String THIEF_THAT_STAYS =
      "my $p = fork; exit 7 unless $p; waitpid(-1, 0); waitpid($p, 0); sleep 1000";

  private static final String TOLD = "live: error: misreap: process";

  /** The first theft's owner gets its ECHILD in line 982 of 1,500. */
  private static final int PAST_FIRST = 1000;

  @TempDir private Path folder;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void nothingOfAFailedTestGoesOn() {
    started.forEach(Process::destroyForcibly);
  }

  @ParameterizedTest
  @ValueSource(strings = {"strace", "ftrace", "strace.zst"})
  void aTheftIsToldWhileItIsRecorded(String log) throws Exception {
    Recorded.assume(log);
    Assumptions.assumeTrue(Recorded.runs("perl", "-e", "1"), "perl is here");
    String tracer = log.substring(0, 6);
    Recorded run =
        Recorded.start(
            folder,
            "--live",
            "--with",
            tracer,
            "-o",
            "run." + log,
            "--",
            "perl",
            "-e",
            THIEF_THAT_STAYS);
    try {
      awaitText(folder.resolve("err.txt"), TOLD);
      assertThat(run.process().isAlive()).isTrue();
      Recorded.runs("kill", "-s", "TERM", Long.toString(run.process().pid()));
      assertThat(run.code()).as(run.err()).isEqualTo(1);
      assertThat(run.err()).doesNotContain("withdrawn").containsOnlyOnce(TOLD);
      RunResult whole = RunResult.of("audit", tracer + ":" + folder.resolve("run." + log));
      assertThat(run.out().replace("run." + log, "LOG"))
          .isEqualTo(whole.out().replace(folder.resolve("run." + log).toString(), "LOG"));
      run.leavesNothing();
    } finally {
      run.clear();
    }
  }

  @Test
  void aGrowingFileIsReadOnUntilASignal() throws Exception {
    List<String> lines = lines();
    Path log = folder.resolve("run.strace");
    Files.write(log, lines.subList(0, PAST_FIRST));
    Process audit = audit("--live", log.toString());
    awaitText(folder.resolve("err.txt"), "live: error: misreap");
    Files.write(log, lines.subList(PAST_FIRST, lines.size()), StandardOpenOption.APPEND);
    Thread.sleep(700);
    assertThat(audit.isAlive()).isTrue();
    audit.destroy();

    assertThat(audit.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(audit.exitValue()).isEqualTo(1);
    assertThat(Files.readString(folder.resolve("out.txt")))
        .isEqualTo(RunResult.of("audit", log.toString()).out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void aPipeIsReadToItsEndAndReportedLikeAFile(String format) throws Exception {
    List<String> lines = lines();
    Process audit = audit("--live", "--format", format, "-");
    try (OutputStream pipe = audit.getOutputStream()) {
      write(pipe, lines.subList(0, PAST_FIRST));
      awaitText(folder.resolve("err.txt"), "live: error: misreap");
      write(pipe, lines.subList(PAST_FIRST, lines.size()));
    }
    assertThat(audit.waitFor(60, TimeUnit.SECONDS)).isTrue();
    Path whole = Files.write(folder.resolve("whole"), lines);
    Process plain = audit("--format", format, "-", whole);

    assertThat(plain.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(folder.resolve("out.txt")))
        .isNotEmpty()
        .isEqualTo(Files.readString(folder.resolve("plain.txt")));
  }

  @Test
  void refusesWhatHasToBeReadTwice() {
    RunResult run = RunResult.of("audit", "--live", "--mark", "minimal", "-");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("twice");
    assertThat(RunResult.of("audit", "--live", "a", "b").code()).isEqualTo(2);
    assertThat(RunResult.of("audit", "--live", "missing").code()).isEqualTo(3);
  }

  private static List<String> lines() throws IOException {
    Path sample = Path.of(RunResult.sample("py_subprocess_reaper_thread/strace.log.zst"));
    try (InputStream in = new ZstdInputStream(Files.newInputStream(sample))) {
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).lines().toList();
    }
  }

  private static void write(OutputStream pipe, List<String> lines) throws IOException {
    pipe.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    pipe.flush();
  }

  private Process audit(String... args) throws IOException {
    return start(List.of(args), "out.txt", null);
  }

  private Process audit(String option, String format, String spec, Path input) throws IOException {
    return start(List.of(option, format, spec), "plain.txt", input);
  }

  private Process start(List<String> args, String out, Path input) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "audit"));
    words.addAll(args);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.redirectOutput(folder.resolve(out).toFile());
    builder.redirectError(folder.resolve("err.txt").toFile());
    if (input != null) {
      builder.redirectInput(input.toFile());
    }
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static void awaitText(Path file, String text) throws Exception {
    for (int i = 0; i < 600; i++) {
      if (Recorded.read(file).contains(text)) {
        return;
      }
      Thread.sleep(50);
    }
    assertThat(Recorded.read(file)).contains(text);
  }
}

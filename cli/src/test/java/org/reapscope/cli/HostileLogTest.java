package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A log whose every name, path and argument is hostile, under a hostile file name: what comes out,
 * in any form, holds no markup, escape sequence, reversing mark or formula.
 */
final class HostileLogTest {
  private static final String EVIL = "<script>alert(1)\033[31m\033]0;x\007\u202e=cmd|' C calc'!A0";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "csv", "markdown", "sarif", "junit", "html", "perfetto"})
  void nothingActsInAnyForm(String format) throws IOException {
    String log = log().toString();
    for (String command : List.of("audit", "replay", "cost")) {
      RunResult run = RunResult.of(command, "--format", format, "--fail-on", "none", log);
      assertThat(run.code()).as(run.err()).isZero();
      check(format, run.out());
      if (command.equals("audit") && format.equals("json")) {
        assertThat(run.out()).as("the theft is found").contains("misreap", "<script>alert");
      }
      assertThat(run.err()).doesNotContain("\033", "\u202e", "<script>alert(1)\033");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"csv", "json", "perfetto"})
  void nothingActsInEvents(String format) throws IOException {
    RunResult run = RunResult.of("events", "--format", format, log().toString());
    assertThat(run.code()).as(run.err()).isZero();
    check(format, run.out());
    assertThat(run.out()).as("the hostile name is there").contains("<script>alert(1");
    if (!format.equals("csv")) {
      assertThat(new ObjectMapper().readerFor(JsonNode.class).readValues(run.out()).readAll())
          .isNotEmpty();
    }
  }

  @Test
  void nothingActsInAReport() throws IOException {
    Path report = folder.resolve("report");
    RunResult run =
        RunResult.of("report", "--fail-on", "none", "-o", report.toString(), log().toString());
    assertThat(run.code()).as(run.err()).isZero();
    try (Stream<Path> files = Files.walk(report)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = file.getFileName().toString();
        String format = name.endsWith(".csv") ? "csv" : name.endsWith("html") ? "html" : name;
        check(format, Files.readString(file));
      }
    }
  }

  private static void check(String format, String out) {
    assertThat(out).isNotEmpty().doesNotContain("\033", "\007", "\u202e", "\u009b");
    assertThat(out.length()).isLessThan(1_000_000);
    if (List.of("html", "markdown", "junit").contains(format)) {
      assertThat(out).doesNotContain("<script>alert");
    }
    if (format.equals("csv")) {
      assertThat(out).doesNotContainPattern("(^|[,\\n]\"?)[=+@]");
    }
  }

  /** A stolen child, a hostile exec, a signal, a line of no meaning and one of ten megabytes. */
  private Path log() throws IOException {
    String stolen =
        """
        10 1795475800.000001 execve("EVIL", ["EVIL"], 0x7ff /* 3 vars */) = 0
        10 1795475800.000002 clone(child_stack=NULL, flags=SIGCHLD) = 11
        11 1795475800.000003 prctl(PR_SET_NAME, "EVIL") = 0
        11 1795475800.000003 execve("/EVIL", ["=1+1", "EVIL"], 0x7ff) = 0
        11 1795475800.000004 exit_group(3) = ?
        11 1795475800.000005 +++ exited with 3 +++
        10 1795475800.000006 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL) = 11
        10 1795475800.000007 wait4(11, 0x7ff, WNOHANG, NULL) = -1 ECHILD (No child processes EVIL)
        10 1795475800.000008 wait4(((EVIL
        EVIL
        """
            .replace("EVIL", EVIL);
    String log = stolen + "10 1795475800.000009 wait4(" + "y".repeat(10_000_000) + "\n";
    Path file = folder.resolve("<script>alert(1)<" + "\u202e=x[a](b).strace");
    return Files.write(file, log.getBytes(StandardCharsets.UTF_8));
  }
}

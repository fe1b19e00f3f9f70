package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exit codes are the contract's, and the sentence beside a failure names what failed. */
final class ExitCodeTest {
  private static final String CLEAN = RunResult.sample("tini_pid1_clean/strace.log.gz");

  @TempDir private Path folder;

  @Test
  void cleanTraceIsZero() {
    RunResult run = RunResult.of("audit", CLEAN);
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).contains("Fidelity");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void wrongUsageIsTwoAndOneSentence() {
    for (String[] args :
        new String[][] {
          {},
          {"audit"},
          {"xyzzy"},
          {"audit", "--format", "pdf", CLEAN},
          {"audit", "--no-such-option", CLEAN},
          {"audit", "--chart", "a.jpg", CLEAN},
          {"audit", "--chart", "a.svg", CLEAN, CLEAN},
          {"replay", "--semantics", "plan9", CLEAN},
          {"replay", "--mark", "sometimes", CLEAN}
        }) {
      RunResult run = RunResult.of(args);
      assertThat(run.code()).as(String.join(" ", args)).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).startsWith("reapscope: ").contains("--help").hasLineCount(2);
    }
  }

  @Test
  void sentencesNameTheBadValueAndWhatWouldBeRight() {
    assertThat(RunResult.of("audit", "--format", "pdf", CLEAN).err())
        .startsWith("reapscope: Invalid value for option '--format': 'pdf' is none of text, json,");
    assertThat(RunResult.of("audt", CLEAN).err())
        .startsWith("reapscope: there is no command 'audt'")
        .contains("audit");
    assertThat(RunResult.of("semantics", "linux", "freebsd").err())
        .startsWith("reapscope: 'freebsd' is one argument too many");
    assertThat(RunResult.of("audit", "dtrace:/none").err())
        .startsWith("reapscope: dtrace:/none: no such file or directory; before a colon may stand ")
        .contains("strace, ftrace");
    assertThat(RunResult.of("simulate", "/none").err())
        .isEqualTo("reapscope: /none: no such file or directory\n");
  }

  @Test
  void unreadableInputIsThree() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty.strace"));
    Path picture = Files.write(folder.resolve("a.jpg"), new byte[] {-1, -40, -1, -32, 0, 16, 74});
    for (String input :
        new String[] {
          folder.resolve("missing").toString(),
          folder.toString(),
          empty.toString(),
          picture.toString()
        }) {
      RunResult run = RunResult.of("audit", input);
      assertThat(run.code()).as(input).isEqualTo(3);
      assertThat(run.err()).contains(input).doesNotContain("\tat ");
    }
  }

  @Test
  void oneBadTraceDoesNotStopTheRest() {
    RunResult run = RunResult.of("audit", "--format", "json", "missing.strace", CLEAN);
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).contains("\"name\" : \"" + CLEAN).contains("\"failures\" : [ {");
    assertThat(run.err()).contains("missing.strace");
  }

  @Test
  void strictTurnsALineNotUnderstoodIntoThree() throws IOException {
    Path log = folder.resolve("bad.strace");
    Files.writeString(
        log,
        """
        10 1795475800.000001 clone(child_stack=NULL, flags=SIGCHLD) = 11
        10 1795475800.000002 wait4(((((
        11 1795475800.000003 exit_group(0) = ?
        11 1795475800.000004 +++ exited with 0 +++
        10 1795475800.000005 wait4(11, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 11
        """);
    assertThat(RunResult.of("audit", log.toString()).code()).isZero();
    RunResult strict = RunResult.of("audit", "--strict", log.toString());
    assertThat(strict.code()).isEqualTo(3);
    assertThat(strict.err()).contains("line 2");
    assertThat(RunResult.of("audit", "-v", log.toString()).out()).contains("line 2");
  }

  @Test
  void helpAndVersionAreZero() {
    assertThat(RunResult.of("--help").code()).isZero();
    assertThat(RunResult.of("--version").out()).startsWith("reapscope ");
    for (String command : new String[] {"audit", "replay", "cost"}) {
      RunResult run = RunResult.of(command, "--help");
      assertThat(run.code()).isZero();
      assertThat(run.out()).contains("Examples:").contains("reapscope " + command);
      assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    }
  }
}

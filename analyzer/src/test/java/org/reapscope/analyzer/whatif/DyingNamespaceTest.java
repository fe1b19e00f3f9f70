package org.reapscope.analyzer.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.traces.Traces;

/**
 * A pid namespace whose init dies with a marked zombie of its own never ends (semantics, E.3): on a
 * patched kernel the init was still exiting 1.4 s after its exit call. Its living marked children
 * and the marked zombies of other members are no hindrance.
 */
final class DyingNamespaceTest {
  private static final String INIT = "clone(child_stack=NULL, flags=CLONE_NEWPID|SIGCHLD) = 101";
  private static final String EXITED = "[{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL)";

  @TempDir Path folder;

  @Test
  void neverEndsWithAMarkedZombieOfItsInit() throws IOException {
    List<Finding> hangs =
        hangs(
            "wait-pidfd",
            "100 " + INIT,
            "101 clone(child_stack=NULL, flags=SIGCHLD) = 2",
            "102 exit_group(0) = ?",
            "102 +++ exited with 0 +++",
            "101 exit_group(0) = ?",
            "101 +++ exited with 0 +++",
            "100 wait4(101, " + EXITED + " = 101");

    assertThat(hangs).singleElement().extracting(each -> each.process().pid()).isEqualTo(101);
    assertThat(hangs.get(0).message()).contains("pid 1", "never finish exiting");
  }

  @Test
  void endsWithALivingMarkedChildOfItsInit() throws IOException {
    assertThat(
            hangs(
                "wait-pidfd",
                "100 " + INIT,
                "101 clone(child_stack=NULL, flags=SIGCHLD) = 2",
                "102 getpid() = 2",
                "101 exit_group(0) = ?",
                "102 +++ killed by SIGKILL +++",
                "101 +++ exited with 0 +++",
                "100 wait4(101, " + EXITED + " = 101"))
        .isEmpty();
  }

  @Test
  void endsWithAMarkedZombieOfAnotherMember() throws IOException {
    assertThat(
            hangs(
                "wait-pidfd",
                "100 " + INIT,
                "101 clone(child_stack=NULL, flags=SIGCHLD) = 2",
                "102 clone(child_stack=NULL, flags=SIGCHLD) = 3",
                "103 exit_group(0) = ?",
                "103 +++ exited with 0 +++",
                "101 exit_group(0) = ?",
                "102 +++ killed by SIGKILL +++",
                "101 +++ exited with 0 +++",
                "100 wait4(101, " + EXITED + " = 101"))
        .isEmpty();
  }

  @Test
  void endsWhereNothingIsHidden() throws IOException {
    assertThat(
            hangs(
                "linux",
                "100 " + INIT,
                "101 clone(child_stack=NULL, flags=SIGCHLD) = 2",
                "102 exit_group(0) = ?",
                "102 +++ exited with 0 +++",
                "101 exit_group(0) = ?",
                "101 +++ exited with 0 +++",
                "100 wait4(101, " + EXITED + " = 101"))
        .isEmpty();
  }

  private List<Finding> hangs(String semantics, String... lines) throws IOException {
    Path log = folder.resolve("namespace.strace");
    Files.writeString(log, String.join("\n", lines) + "\n");
    Analysis analysis =
        new Analysis(new AnalysisOptions(semantics, "all", false, Alternatives.ASKED));
    return analysis.finish("log", Traces.open(log.toString()).read(analysis)).findings().stream()
        .filter(each -> each.rule().equals("would-hang"))
        .toList();
  }
}

package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts and profiles are reached from the command line with the contract's exit codes. */
final class SimulateCommandTest {
  @TempDir private Path folder;

  @Test
  void playsEachScriptUnderTheProfileAskedFor() throws IOException {
    Path scripts = write("hidden\tP fork A F; A exit 3; P wait4 -1 => ?; P wait4 A => ?\n");
    RunResult linux = RunResult.of("simulate", scripts.toString());
    RunResult proposal = RunResult.of("simulate", "--semantics", "wait-pidfd", scripts.toString());
    assertThat(linux.out()).isEqualToNormalizingNewlines("hidden\tA:exit3 / ECHILD\n");
    assertThat(proposal.out()).isEqualToNormalizingNewlines("hidden\tECHILD / A:exit3\n");
    assertThat(linux.code() + proposal.code()).isZero();
  }

  @Test
  void explainsOnRequest() throws IOException {
    Path scripts = write("q\tP fork A F; A exit 3; P wait4 -1 => ?\n");
    RunResult run =
        RunResult.of("simulate", "--semantics", "wait-pidfd", "--explain", scripts.toString());
    assertThat(run.out()).contains("hidden by its flag", "q\tECHILD");
  }

  @Test
  void badScriptIsThreeAndTheOthersAreAnswered() throws IOException {
    Path scripts = write("bad\tP dance\ngood\tP wait4 -1 => ?\n");
    RunResult run = RunResult.of("simulate", scripts.toString());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out()).isEqualToNormalizingNewlines("good\tECHILD\n");
    assertThat(run.err()).startsWith("reapscope: line 1, bad: step 1 'P dance'");
  }

  @Test
  void missingFileIsThree() {
    RunResult run = RunResult.of("simulate", folder.resolve("missing").toString());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).contains("missing");
  }

  @Test
  void unknownProfileIsWrongUsage() throws IOException {
    Path scripts = write("q\tP wait4 -1 => ?\n");
    for (String[] args :
        new String[][] {
          {"simulate", "--semantics", "plan9", scripts.toString()},
          {"semantics", "plan9"},
          {"semantics", "linux+magic"}
        }) {
      RunResult run = RunResult.of(args);
      assertThat(run.code()).as(String.join(" ", args)).isEqualTo(2);
      assertThat(run.err()).startsWith("reapscope: no ").contains("--help");
    }
  }

  @Test
  void listsTheProfilesAndPrintsOne() {
    RunResult list = RunResult.of("semantics");
    assertThat(list.code()).isZero();
    assertThat(list.out()).contains("wait-pidfd-v0", "freebsd-original", "clear-on-reparent");
    RunResult one = RunResult.of("semantics", "wait-pidfd+clear-on-reparent");
    assertThat(one.code()).isZero();
    assertThat(one.out()).contains("waitid(P_PIDFD, fd)", "the marked child is");
  }

  private Path write(String scripts) throws IOException {
    return Files.writeString(folder.resolve("scripts.tsv"), scripts);
  }
}

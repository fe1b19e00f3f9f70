package org.reapscope.analyzer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.traces.Traces;

/**
 * Recordings from which single lines are gone: the log is said to lack some, what they can have
 * changed is unknown and not contradicted, and nobody is accused for certain whom the whole
 * recording does not accuse. Of a whole recording nothing of the kind is said.
 */
final class LostLinesTest {
  private static final String MISSING = "lines are missing from within this log";

  private static final List<String> LOGS =
      List.of(
          "kernel/host-s0004.plain.strace.gz",
          "kernel/host-s0037.plain.strace.gz",
          "kernel/host-s0045.plain.strace.gz",
          "kernel/uml-s0039.plain.strace.gz",
          "kernel/uml-s0058.plain.strace.gz",
          "kernel/uml-s0111.plain.strace.gz",
          "kernel/uml-s0118.plain.strace.gz",
          "kernel/oddities-both.strace.gz",
          "strace/dumb-init-stderr.strace.gz",
          "strace/tini-pidnscomm.strace.gz");

  @TempDir Path folder;

  private static boolean isSaid(TraceResult result) {
    return result.visibility().stream().anyMatch(sentence -> sentence.startsWith(MISSING));
  }

  private static Set<String> accused(TraceResult result, boolean certainly) {
    return result.findings().stream()
        .filter(each -> !each.rule().equals("polling"))
        .filter(each -> !certainly || !each.evidence().equals("probable"))
        .map(LostLinesTest::key)
        .collect(Collectors.toSet());
  }

  private static String key(Finding finding) {
    String child = finding.child() == null ? "nobody" : "" + finding.child().pid();
    return finding.rule() + " by " + finding.process().pid() + " of " + child;
  }

  @Test
  void ofAWholeRecordingNoneAreMissing() {
    RecordingsReplayTest.samples()
        .forEach(
            recording -> {
              Replay replay =
                  new Replay(Profiles.byName("linux"), MarkPolicy.NONE, new Observers(List.of()));
              recording.events().forEach(replay::accept);
              replay.finish();
              assertThat(replay.gaps().any()).as(recording.name()).isFalse();
            });
  }

  @Test
  void whatOneLineInAHundredCanHaveChangedIsUnknown() {
    long waits = 0;
    long contradicted = 0;
    long said = 0;
    long accusedFalsely = 0;
    for (String log : LOGS) {
      DamagedLog whole = DamagedLog.whole(log);
      Set<String> truth = accused(whole.audit(folder), false);
      for (int seed = 1; seed <= 6; seed++) {
        TraceResult result = whole.withoutOneIn(100, new SplittableRandom(seed)).audit(folder);
        waits += result.waits().total();
        contradicted += result.waits().contradicted();
        said += isSaid(result) ? 1 : 0;
        Set<String> more = accused(result, true);
        more.removeAll(truth);
        accusedFalsely += more.size();
      }
    }
    assertThat(contradicted).isLessThan(waits / 250);
    assertThat(said).isGreaterThan(50);
    assertThat(accusedFalsely).isLessThanOrEqualTo(3);
  }

  /** A run of nothing but whole calls leaves no sign: what it takes away is not excused. */
  @Test
  void whatARunOfLinesCanHaveChangedIsUnknownWhereItShows() {
    long waits = 0;
    long contradicted = 0;
    int said = 0;
    for (String log : LOGS) {
      DamagedLog whole = DamagedLog.whole(log);
      for (int tenth = 1; tenth < 10; tenth += 2) {
        TraceResult result = whole.withoutRun(whole.lines().size() * tenth / 10, 50).audit(folder);
        if (isSaid(result)) {
          said++;
          waits += result.waits().total();
          contradicted += result.waits().contradicted();
        }
      }
    }
    assertThat(said).isGreaterThan(30);
    assertThat(contradicted).isLessThan(waits / 200);
  }

  @ParameterizedTest(name = "without {0}")
  @ValueSource(strings = {"clone", "clone3", "vfork", "fork"})
  void aKindOfForksThatIsLeftOutIsMissed(String name) {
    Pattern call = Pattern.compile("(^|\\s)" + name + "\\(|<\\.\\.\\. " + name + " resumed");
    long waits = 0;
    long contradicted = 0;
    for (String log : LOGS) {
      DamagedLog whole = DamagedLog.whole(log);
      DamagedLog damaged = whole.only(line -> !call.matcher(line).find());
      TraceResult result = damaged.audit(folder);
      waits += result.waits().total();
      contradicted += result.waits().contradicted();
      assertThat(accused(whole.audit(folder), false))
          .as("%s without %s", log, name)
          .containsAll(accused(result, true));
    }
    assertThat(contradicted).isLessThan(waits / 100);
  }

  private TraceResult audit(String lines) throws IOException {
    Path log = folder.resolve("log.strace");
    Files.writeString(log, lines);
    Analysis analysis = new Analysis(AnalysisOptions.plain());
    return analysis.finish("log", Traces.open("strace:" + log).read(analysis));
  }

  /** strace prints one call of a task after the other. */
  @Test
  void aCallInsideAnotherLacksTheEndOfThat() throws IOException {
    TraceResult result =
        audit(
            """
            5 execve("./a", ["./a"], 0x7fff17488828 /* 35 vars */) = 0
            5 clone(child_stack=NULL, flags=SIGCHLD) = 6
            5 wait4(-1,  <unfinished ...>
            6 exit_group(0) = ?
            6 +++ exited with 0 +++
            5 rt_sigaction(SIGINT, {sa_handler=SIG_DFL, sa_mask=[], sa_flags=0}, NULL, 8) = 0
            5 wait4(-1, 0x7ffc8c44f7c0, 0, NULL) = -1 ECHILD (No child processes)
            """);
    assertThat(result.visibility())
        .anyMatch(each -> each.startsWith(MISSING + ": at least 1 half a call, as line 6 "));
    assertThat(result.waits().unknown()).isEqualTo(1);
    assertThat(result.waits().rules()).containsEntry("lines-missing", 1L);
    assertThat(result.contradictions()).isEmpty();
  }

  /** A false status stays false: no missing line changes what the child's own last line says. */
  @Test
  void aStatusIsContradictedWhateverIsMissing() throws IOException {
    TraceResult result =
        audit(
            """
            5 execve("./a", ["./a"], 0x7fff17488828 /* 35 vars */) = 0
            5 clone(child_stack=NULL, flags=SIGCHLD) = 6
            5 kill(6,  <unfinished ...>
            6 exit_group(3) = ?
            6 +++ exited with 3 +++
            5 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 4}], 0, NULL) = 6
            """);
    assertThat(isSaid(result)).isTrue();
    assertThat(result.waits().contradicted()).isEqualTo(1);
  }

  /**
   * With -p a task's first line may be the end of a call that began before, and births are not
   * shown.
   */
  @Test
  void aLogOfARunningProcessIsWhole() throws IOException {
    TraceResult result =
        audit(
            """
            5 <... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 4}], 0, NULL) = 6
            7 wait4(-1, 0x7ffc8c44f7c0, WNOHANG, NULL) = 0
            5 clone(child_stack=NULL, flags=SIGCHLD) = 9
            8 wait4(-1, 0x7ffc8c44f7c0, WNOHANG, NULL) = -1 ECHILD (No child processes)
            9 exit_group(0) = ?
            9 +++ exited with 0 +++
            5 --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=9, si_uid=0, si_status=0, si_utime=0, si_stime=0} ---
            """);
    assertThat(isSaid(result)).isFalse();
  }

  /** The kernel tells the parent after the tracer. */
  @Test
  void aDeathThatTheParentIsToldOfIsMissing() throws IOException {
    TraceResult result =
        audit(
            """
            5 execve("./a", ["./a"], 0x7fff17488828 /* 35 vars */) = 0
            5 clone(child_stack=NULL, flags=SIGCHLD) = 6
            5 clone(child_stack=NULL, flags=SIGCHLD) = 7
            6 rt_sigaction(SIGCHLD, NULL, NULL, 4) = -1 EINVAL (Invalid argument)
            7 exit_group(0) = ?
            7 +++ exited with 0 +++
            5 --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=6, si_uid=0, si_status=0, si_utime=0, si_stime=0} ---
            5 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 6
            """);
    assertThat(result.visibility())
        .anyMatch(each -> each.startsWith(MISSING + ": at least 1 death"));
    assertThat(result.contradictions()).isEmpty();
  }

  /**
   * kill finds a zombie, and nobody once it is reaped: the child that waitid took was the other.
   */
  @Test
  void aSignalThatArrivesIsNotLateForAChildThatNoLineNamesAsReaped() throws IOException {
    TraceResult result =
        audit(
            """
            5 execve("./a", ["./a"], 0x7fff17488828 /* 35 vars */) = 0
            5 clone(child_stack=NULL, flags=SIGCHLD) = 6
            5 clone(child_stack=NULL, flags=SIGCHLD) = 7
            6 exit_group(0) = ?
            6 +++ exited with 0 +++
            7 exit_group(0) = ?
            7 +++ exited with 0 +++
            5 waitid(P_ALL, 0, NULL, WNOHANG|WEXITED, NULL) = 0
            5 kill(6, SIGKILL) = 0
            5 kill(7, SIGKILL) = -1 ESRCH (No such process)
            """);
    assertThat(result.findings()).extracting(Finding::rule).doesNotContain("stale-signal");
  }

  /** wait4 alone was recorded, and the parent is told that the child is gone: waitid took it. */
  @Test
  void aChildThatItsParentIsToldToBeGoneIsNotLeaked() throws IOException {
    String log =
        """
        5 1.000000 execve("./a", ["./a"], 0x7fff17488828 /* 35 vars */) = 0
        5 1.100000 rt_sigaction(SIGCHLD, NULL, {sa_handler=SIG_DFL, sa_mask=[], sa_flags=0}, 8) = 0
        5 1.200000 clone(child_stack=NULL, flags=SIGCHLD) = 6
        6 1.300000 exit_group(0) = ?
        6 1.300001 +++ exited with 0 +++
        5 1.400000 wait4(%d, 0x7ffc8c44f7c0, 0, NULL) = -1 ECHILD (No child processes)
        5 9.400000 exit_group(0) = ?
        5 9.400001 +++ exited with 0 +++
        """;
    assertThat(audit(log.formatted(6)).findings())
        .extracting(Finding::rule)
        .doesNotContain("zombie-leak");
    TraceResult leaked = audit(log.formatted(9));
    assertThat(leaked.findings()).extracting(Finding::rule).contains("zombie-leak");
    assertThat(leaked.visibility()).anyMatch(each -> each.startsWith("no waitid was recorded"));
  }
}

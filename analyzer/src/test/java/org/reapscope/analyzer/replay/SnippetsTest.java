package org.reapscope.analyzer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.traces.Traces;

/**
 * A few lines each of what strace 6.1 wrote of random workloads on Linux 6.18, with the lines that
 * have no part in it left out: the kernel gave these results.
 */
final class SnippetsTest {
  @TempDir Path folder;

  private TraceResult audit(String lines) throws IOException {
    Path log = folder.resolve("log.strace");
    Files.writeString(log, lines);
    Analysis analysis = new Analysis(AnalysisOptions.plain());
    return analysis.finish("log", Traces.open("strace:" + log).read(analysis));
  }

  private static void holds(TraceResult result, long exact, long inferred, long unknown) {
    assertThat(result.contradictions()).isEmpty();
    assertThat(result.waits().exact()).isEqualTo(exact);
    assertThat(result.waits().inferred()).isEqualTo(inferred);
    assertThat(result.waits().unknown()).isEqualTo(unknown);
  }

  /** setup_new_exec resets the exit signal long before execve comes back. */
  @Test
  void anExecUnderWayHasChangedTheExitSignal() throws IOException {
    TraceResult result =
        audit(
            """
            5 execve("./wf", ["./wf"], 0x7fff17488828 /* 35 vars */) = 0
            5 clone3({flags=0, exit_signal=SIGUSR2, stack=NULL, stack_size=0}, 88) = 6
            5 waitid(P_PGID, 0, 0x7ffc8c44f7c0, WNOHANG|WEXITED, NULL) = -1 ECHILD (No child processes)
            6 execve("./wf", ["./wf", "-k", "34"], 0x7ffc8c44fac8 /* 35 vars */ <unfinished ...>
            5 wait4(-1, 0x7ffc8c44f7c0, WNOHANG|__WCLONE, NULL) = -1 ECHILD (No child processes)
            5 wait4(-1, 0x7ffc8c44f7c0, WNOHANG, NULL) = 0
            6 <... execve resumed>) = 0
            5 wait4(-1, 0x7ffc8c44f7c0, WNOHANG, NULL) = 0
            """);
    holds(result, 3, 1, 0);
    assertThat(result.waits().rules()).containsEntry("exec-in-flight", 1L);
  }

  /** strace prints the registers of an earlier call when the task is killed inside this one. */
  @Test
  void theLastResultOfAKilledTaskIsNotBelieved() throws IOException {
    TraceResult result =
        audit(
            """
            48 execve("./wf", ["./wf"], 0x7fff17488828 /* 35 vars */) = 0
            48 clone3({flags=CLONE_PIDFD, pidfd=0x7ffd, exit_signal=SIGCHLD} => {pidfd=[7]}, 88) = 58
            58 wait4(-1, 0x7ffdc2b0f860, WNOHANG, NULL) = -1 ECHILD (No child processes)
            58 clone3({flags=CLONE_PIDFD, pidfd=0x7ffd, exit_signal=SIGCHLD} => {pidfd=[7]}, 88) = 60
            58 wait4(0,  <unfinished ...>
            48 kill(58, SIGKILL <unfinished ...>
            58 <... wait4 resumed>0x7ffdc2b0f860, WNOHANG|__WALL, NULL) = -1 ECHILD (No child processes)
            48 <... kill resumed>)     = 0
            58 +++ killed by SIGKILL +++
            48 wait4(58, [{WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL}], 0, NULL) = 58
            """);
    holds(result, 2, 0, 1);
    assertThat(result.waits().rules()).containsEntry("unreadable-result", 1L);
  }

  /** Three threads take three children at once; the one that prints first had looked last. */
  @Test
  void severalOverlappingWaitsHaveTakenWhatThisOneDidNotFind() throws IOException {
    TraceResult result =
        audit(
            """
            6 execve("./wf", ["./wf"], 0x7fff17488828 /* 35 vars */) = 0
            6 clone(child_stack=NULL, flags=SIGCHLD) = 11
            6 clone(child_stack=NULL, flags=SIGCHLD) = 44
            6 clone(child_stack=NULL, flags=SIGCHLD) = 63
            6 clone3({flags=CLONE_VM|CLONE_SIGHAND|CLONE_THREAD, exit_signal=0}, 88) = 12
            6 clone3({flags=CLONE_VM|CLONE_SIGHAND|CLONE_THREAD, exit_signal=0}, 88) = 98
            6 wait4(-1,  <unfinished ...>
            12 wait4(-1,  <unfinished ...>
            98 wait4(-1,  <unfinished ...>
            11 +++ exited with 153 +++
            44 +++ exited with 44 +++
            63 +++ exited with 163 +++
            98 <... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 163}], 0, NULL) = 63
            12 <... wait4 resumed>NULL, 0, NULL) = 44
            6 <... wait4 resumed>NULL, 0, NULL) = 11
            """);
    assertThat(result.contradictions()).isEmpty();
    assertThat(result.waits().rules()).containsEntry("reaped-by-overlapping-wait", 2L);
  }

  /** exit_notify of a thread gives its children away just before its last line. */
  @Test
  void aThreadThatIsLeavingMayHaveGivenItsChildrenAway() throws IOException {
    TraceResult result =
        audit(
            """
            5 execve("./wf", ["./wf"], 0x7fff17488828 /* 35 vars */) = 0
            5 clone3({flags=CLONE_VM|CLONE_SIGHAND|CLONE_THREAD, exit_signal=0}, 88) = 60
            60 clone(child_stack=NULL, flags=SIGCHLD) = 77
            77 --- SIGSTOP {si_signo=SIGSTOP, si_code=SI_USER, si_pid=77, si_uid=0} ---
            77 --- stopped by SIGSTOP ---
            5 waitid(P_PGID, 0,  <unfinished ...>
            60 +++ exited with 0 +++
            5 <... waitid resumed>{si_signo=SIGCHLD, si_code=CLD_STOPPED, si_pid=77, si_uid=0, si_status=SIGSTOP, si_utime=0, si_stime=0}, WNOHANG|WSTOPPED|__WNOTHREAD, NULL) = 0
            """);
    holds(result, 0, 1, 0);
  }

  /** The same the other way: a call that began when the thread did, and found them still there. */
  @Test
  void aThreadThatIsLeavingMayStillHaveItsChildren() throws IOException {
    TraceResult result =
        audit(
            """
            5 execve("./wf", ["./wf"], 0x7fff17488828 /* 35 vars */) = 0
            5 clone3({flags=CLONE_VM|CLONE_SIGHAND|CLONE_THREAD, exit_signal=0}, 88) = 26
            5 clone3({flags=CLONE_VM|CLONE_SIGHAND|CLONE_THREAD, exit_signal=0}, 88) = 32
            5 clone(child_stack=NULL, flags=SIGCHLD) = 41
            32 clone(child_stack=NULL, flags=SIGCHLD) = 38
            41 +++ exited with 84 +++
            38 +++ exited with 195 +++
            32 exit(0 <unfinished ...>
            26 wait4(-1,  <unfinished ...>
            32 <... exit resumed>)     = ?
            26 <... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 195}], WNOHANG, NULL) = 38
            32 +++ exited with 0 +++
            26 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 84}], WNOHANG, NULL) = 41
            """);
    holds(result, 1, 1, 0);
  }

  /** setpgid(7, 1) by a process of group 1, the number of which nothing had shown. */
  @Test
  void aGroupNamedByItsNumberMayBeTheCallersOwn() throws IOException {
    TraceResult result =
        audit(
            """
            6 execve("./wf", ["./wf"], 0x7fff17488828 /* 35 vars */) = 0
            6 clone3({flags=0, exit_signal=SIGURG, stack=NULL, stack_size=0}, 88) = 7
            6 setpgid(7, 1)           = 0
            7 exit_group(46)          = ?
            7 +++ exited with 46 +++
            6 clone3({flags=0, exit_signal=SIGUSR2, stack=NULL, stack_size=0}, 88) = 15
            15 exit_group(100)        = ?
            15 +++ exited with 100 +++
            6 wait4(0, [{WIFEXITED(s) && WEXITSTATUS(s) == 46}], __WCLONE, NULL) = 7
            6 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 100}], __WCLONE, NULL) = 15
            """);
    holds(result, 1, 1, 0);
    assertThat(result.waits().rules()).containsEntry("pgid-bound", 1L);
  }

  /** SIGCONT wakes its target before kill comes back. */
  @Test
  void aContinueMayBeReportedBeforeKillComesBack() throws IOException {
    TraceResult result =
        audit(
            """
            7 execve("./wf", ["./wf"], 0x7fff17488828 /* 35 vars */) = 0
            7 clone3({flags=CLONE_VM|CLONE_SIGHAND|CLONE_THREAD, exit_signal=0}, 88) = 75
            7 clone(child_stack=NULL, flags=SIGCHLD) = 94
            94 --- SIGSTOP {si_signo=SIGSTOP, si_code=SI_USER, si_pid=94, si_uid=0} ---
            94 --- stopped by SIGSTOP ---
            7 wait4(-1, [{WIFSTOPPED(s) && WSTOPSIG(s) == SIGSTOP}], WSTOPPED, NULL) = 94
            75 kill(94, SIGCONT <unfinished ...>
            7 wait4(-1, [{WIFCONTINUED(s)}], WCONTINUED, NULL) = 94
            75 <... kill resumed>)     = 0
            7 wait4(-1, 0x7ff504f07000, WNOHANG|WCONTINUED, NULL) = 0
            """);
    holds(result, 2, 1, 0);
    assertThat(result.waits().rules()).containsEntry("continue-in-flight", 1L);
  }

  /** Whom a wait named whose first line is missing, nobody can tell: it is no theft. */
  @Test
  void aWaitWithoutItsBeginningAccusesNobody() throws IOException {
    TraceResult result =
        audit(
            """
            7 execve("./wf", ["./wf"], 0x7fff17488828 /* 35 vars */) = 0
            7 clone(child_stack=NULL, flags=SIGCHLD) = 94
            7 wait4(94, 0x7ff504f07000, WNOHANG, NULL) = 0
            94 +++ exited with 3 +++
            7 <... wait4 resumed>[{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL) = 94
            7 wait4(94, 0x7ff504f07000, 0, NULL) = -1 ECHILD (No child processes)
            """);
    holds(result, 2, 0, 1);
    assertThat(result.waits().rules()).containsEntry("arguments-not-in-log", 1L);
    assertThat(result.findings())
        .extracting(Finding::rule)
        .doesNotContain("misreap", "misreap-risk", "status-lost");
  }

  /** What a descriptor stands for is known from its decoration also when the child is gone. */
  @Test
  void aDescriptorOfAStolenChildStillNamesIt() throws IOException {
    TraceResult result =
        audit(
            """
            7 execve("./wf", ["./wf"], 0x7fff17488828 /* 35 vars */) = 0
            7 clone(child_stack=NULL, flags=SIGCHLD) = 94
            94 +++ exited with 3 +++
            7 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 3}], 0, NULL) = 94
            7 waitid(P_PIDFD, 5<pid:94>, {}, WEXITED, NULL) = -1 ECHILD (No child processes)
            """);
    holds(result, 2, 0, 0);
    assertThat(result.findings()).extracting(Finding::rule).containsExactly("misreap");
  }

  /** A wait for clones too is a wait for anybody: nothing here shows a debugger. */
  @Test
  void aWaitForAllKindsOfChildrenMayBeATheft() throws IOException {
    TraceResult result =
        audit(
            """
            7 execve("./wf", ["./wf"], 0x7fff17488828 /* 35 vars */) = 0
            7 vfork() = 94
            94 +++ exited with 127 +++
            7 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 127}], WNOHANG|__WALL, NULL) = 94
            7 kill(94, SIGKILL) = -1 ESRCH (No such process)
            7 wait4(94, 0x7fff9a30, 0, NULL) = -1 ECHILD (No child processes)
            """);
    holds(result, 2, 0, 0);
    assertThat(result.findings())
        .filteredOn(each -> each.rule().equals("misreap"))
        .extracting(Finding::evidence)
        .containsExactly("probable");
  }

  /**
   * The children of threads come in the order of the threads, which two clones at once leave open.
   */
  @Test
  void threadsMadeAtOnceStandInEitherOrder() throws IOException {
    TraceResult result =
        audit(
            """
            7 execve("./wf", ["./wf"], 0x7fff17488828 /* 35 vars */) = 0
            7 clone3({flags=CLONE_VM|CLONE_SIGHAND|CLONE_THREAD, exit_signal=0}, 88) = 9
            7 clone3({flags=CLONE_VM|CLONE_SIGHAND|CLONE_THREAD, exit_signal=0} <unfinished ...>
            9 clone3({flags=CLONE_VM|CLONE_SIGHAND|CLONE_THREAD, exit_signal=0} <unfinished ...>
            7 <... clone3 resumed>, 88) = 12
            9 <... clone3 resumed>, 88) = 11
            12 clone(child_stack=NULL, flags=SIGCHLD) = 18
            11 clone(child_stack=NULL, flags=SIGCHLD) = 25
            18 +++ exited with 175 +++
            25 +++ exited with 94 +++
            9 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 94}], 0, NULL) = 25
            9 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 175}], 0, NULL) = 18
            """);
    holds(result, 1, 1, 0);
    assertThat(result.waits().rules()).containsEntry("list-order-tie", 1L);
  }

  /**
   * strace had seen the death before the parent changed what becomes of it, and prints it after.
   */
  @Test
  void aDeathMayBeOlderThanItsLine() throws IOException {
    TraceResult result =
        audit(
            """
            39 execve("./wf", ["./wf"], 0x7fff17488828 /* 35 vars */) = 0
            39 clone(child_stack=NULL, flags=SIGCHLD) = 49
            49 exit_group(104 <unfinished ...>
            39 rt_sigaction(SIGCHLD, {sa_handler=SIG_DFL, sa_mask=[], sa_flags=SA_RESTORER|SA_NOCLDWAIT, sa_restorer=0x7f}, NULL, 8) = 0
            49 <... exit_group resumed>) = ?
            49 +++ exited with 104 +++
            39 waitid(P_ALL, -1, {si_signo=SIGCHLD, si_code=CLD_EXITED, si_pid=49, si_uid=0, si_status=104, si_utime=0, si_stime=0}, WEXITED, NULL) = 0
            """);
    holds(result, 0, 1, 0);
    assertThat(result.waits().rules()).containsEntry("sigaction-vs-death", 1L);
  }
}

package org.reapscope.traces.strace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reapscope.traces.Reading;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.Call.Disposition.Handler;
import org.reapscope.traces.event.Call.Wait.Descriptor;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.ChildReport.Kind;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.Outcome.State;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskNamed;
import org.reapscope.traces.event.TaskSuperseded;

/** The arguments and results of single calls, in the spellings of strace's decoders. */
final class CallsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{WIFEXITED(s) && WEXITSTATUS(s) == 3} ; EXITED ; 3",
        "{WIFSIGNALED(s) && WTERMSIG(s) == SIGKILL} ; KILLED ; 9",
        "{WIFSIGNALED(s) && WTERMSIG(s) == SIGSEGV && WCOREDUMP(s)} ; DUMPED ; 11",
        "{WIFSTOPPED(s) && WSTOPSIG(s) == SIGSTOP} ; STOPPED ; 19",
        "{WIFSTOPPED(s) && WSTOPSIG(s) == SIGTRAP} | PTRACE_EVENT_EXIT << 16 ; TRAPPED ; 5",
        "{WIFSTOPPED(s) && WSTOPSIG(s) == SIGTRAP}|PTRACE_EVENT_EXIT<<16 ; TRAPPED ; 5",
        "{WIFSTOPPED(s) && WSTOPSIG(s) == SIGTRAP | 0x80} ; TRAPPED ; 5",
        "{WIFSTOPPED(s) && WSTOPSIG(s) == SIGSTOP} | PTRACE_EVENT_STOP << 16 ; STOPPED ; 19",
        "{WIFCONTINUED(s)} ; CONTINUED ; 18",
        "? ; UNSHOWN ; -1",
      })
  void readsEveryWaitStatus(String status, Kind kind, int value) {
    Call.Wait wait =
        Reading.strace("812 wait4(-1, [" + status + "], WUNTRACED, NULL) = 900")
            .only(Call.Wait.class);
    assertThat(wait.report()).isEqualTo(new ChildReport(900, kind, value));
  }

  @ParameterizedTest
  @CsvSource({
    "CLD_EXITED, 7, EXITED, 7",
    "CLD_KILLED, SIGKILL, KILLED, 9",
    "CLD_DUMPED, SIGABRT, DUMPED, 6",
    "CLD_TRAPPED, SIGTRAP, TRAPPED, 5",
    "CLD_STOPPED, SIGTSTP, STOPPED, 20",
    "CLD_CONTINUED, SIGCONT, CONTINUED, 18",
    "1, 7, EXITED, 7",
    "0x1 /* CLD_EXITED */, 7, EXITED, 7",
  })
  void readsEverySiginfo(String code, String status, Kind kind, int value) {
    Call.Wait wait =
        Reading.strace(
                "812 waitid(P_ALL, 0, {si_signo=SIGCHLD, si_code="
                    + code
                    + ", si_pid=900, si_uid=0, si_status="
                    + status
                    + ", si_utime=0, si_stime=1 /* 0.01 s */}, WEXITED|WNOWAIT, NULL) = 0")
            .only(Call.Wait.class);
    assertThat(wait.idType()).isZero();
    assertThat(wait.options()).isEqualTo(0x1000004);
    assertThat(wait.report()).isEqualTo(new ChildReport(900, kind, value));
    assertThat(wait.visible()).isTrue();
  }

  @Test
  void tellsNothingReadyFromNothingShown() {
    assertThat(wait("waitid(P_PID, 900, {}, WNOHANG|WEXITED, NULL) = 0"))
        .matches(w -> w.report() == null && w.visible());
    assertThat(wait("waitid(P_PID, 900, NULL, WNOHANG|WEXITED, NULL) = 0"))
        .matches(w -> w.report() == null && !w.visible());
    assertThat(wait("wait4(-1, NULL, 0, NULL) = 900"))
        .matches(w -> ChildReport.pidOnly(900).equals(w.report()) && !w.visible());
    assertThat(wait("wait4(-1, 0x7ffc0a1b2c3d, WNOHANG, NULL) = 0"))
        .matches(w -> w.report() == null && w.visible());
    assertThat(wait("wait4(0xffffffff, 0x7ffc0a1b2c3d, 0x1, 0) = 0x384"))
        .matches(w -> w.id() == -1 && w.options() == 1)
        .matches(w -> ChildReport.pidOnly(900).equals(w.report()));
  }

  @Test
  void keepsAllOptionBits() {
    int all = 1 | 2 | 4 | 8 | 0x1000000 | 0x20000000 | 0x40000000 | 0x80000000;
    String words = "WNOHANG|WSTOPPED|WEXITED|WCONTINUED|WNOWAIT|__WNOTHREAD|__WALL|__WCLONE";
    assertThat(wait("wait4(-1, NULL, " + words + ", NULL) = 0").options()).isEqualTo(all);
    assertThat(wait("wait4(-1, NULL, WNOHANG|__WCLONE, NULL) = 0").options())
        .isEqualTo(0x80000001)
        .isNotEqualTo(Call.UNKNOWN);
    assertThat(wait("wait4(-900, NULL, 0x4 /* WEXITED */|0x100 /* W??? */, NULL) = 0").options())
        .isEqualTo(0x104);
  }

  private static Call.Wait wait(String call) {
    return Reading.strace("812 " + call).only(Call.Wait.class);
  }

  @ParameterizedTest
  @CsvSource({
    "5<pid:900>, PIDFD, 900",
    "5<anon_inode:[pidfd]>, PIDFD, 0",
    "5<pidfd:[1234]>, PIDFD, 0",
    "5</dev/console>, NOT_PIDFD, 0",
    "77, NOT_PIDFD, 0",
  })
  void judgesADescriptorWhereTheLogDecorates(String shown, Descriptor kind, int target) {
    Call.Wait wait =
        Reading.strace(
                "812 close(3</etc/passwd>) = 0",
                "812 waitid(P_PIDFD, " + shown + ", {}, WNOHANG|WEXITED, NULL) = 0")
            .only(Call.Wait.class);
    assertThat(wait.descriptor()).isEqualTo(kind);
    assertThat(wait.pidfdTarget()).isEqualTo(target);
  }

  @Test
  void judgesNoDescriptorWhereTheLogDoesNotDecorate() {
    Call.Wait wait =
        Reading.strace(
                "812 close(3) = 0", "812 waitid(0x3 /* P_PIDFD */, 5, {}, WEXITED, NULL) = 0")
            .only(Call.Wait.class);
    assertThat(wait.idType()).isEqualTo(3);
    assertThat(wait.id()).isEqualTo(5);
    assertThat(wait.descriptor()).isEqualTo(Descriptor.UNSHOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "clone(child_stack=NULL, flags=CLONE_CHILD_SETTID|SIGCHLD, child_tidptr=0x7f);"
            + " 0x1000000; 17; -1",
        "clone(child_stack=NULL, flags=SIGCHLD); 0; 17; -1",
        "clone(child_stack=NULL, flags=0); 0; 0; -1",
        "clone(child_stack=0x7f, flags=CLONE_VM|CLONE_VFORK); 0x4100; 0; -1",
        "clone(child_stack=0x7f, flags=CLONE_PIDFD|SIGUSR1, parent_tid=[21<anon_inode:[pidfd]>]);"
            + " 0x1000; 10; 21",
        "clone(child_stack=0x7f, flags=0x1200011, child_tidptr=0x7f); 0x1200000; 17; -1",
        "clone(0x1200011, 0, 0, 0x7f); 0x1200000; 17; -1",
        "clone3({flags=CLONE_PIDFD|0x8000000000, pidfd=0x7f, exit_signal=SIGCHLD, stack=NULL}"
            + " => {pidfd=[5<pid:900>]}, 88); 0x8000001000; 17; 5",
        "clone3({flags=0x8000000000 /* CLONE_??? */, exit_signal=0, stack=NULL}, 88);"
            + " 0x8000000000; 0; -1",
        "clone3({flags=CLONE_PIDFD|CLONE_PARENT_SETTID, pidfd=0x7f, parent_tid=0x7f,"
            + " exit_signal=SIGCHLD, stack=NULL, set_tid=[7, 812], set_tid_size=2}"
            + " => {pidfd=[5], parent_tid=[900]}, 88); 0x101000; 17; 5",
        "clone3(cl_args={flags=CLONE_VM, exit_signal=SIGCHLD}, size=88); 0x100; 17; -1",
        "fork(); 0; 17; -1",
        "vfork(); 0x4100; 17; -1",
      })
  void readsEverySpawn(String call, String flags, int signal, int pidfd) {
    Call.Spawn spawn = Reading.strace("812 " + call + " = 900").only(Call.Spawn.class);
    assertThat(spawn.flagsShown()).isTrue();
    assertThat(spawn.flags()).isEqualTo(Long.decode(flags));
    assertThat(spawn.exitSignal()).isEqualTo(signal);
    assertThat(spawn.pidfd()).isEqualTo(pidfd);
  }

  @Test
  void saysWhenCloneThreeIsNotShown() {
    CallReturned spawn =
        Reading.strace("812 clone3(0x7ffd00112233, 64) = -1 EINVAL (Invalid argument)")
            .calls(Call.Spawn.class)
            .get(0);
    assertThat(((Call.Spawn) spawn.call()).flagsShown()).isFalse();
    assertThat(spawn.outcome()).isEqualTo(Outcome.failed(22));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "900; RETURNED; 900",
        "900 <0.000045>; RETURNED; 900",
        "0x384; RETURNED; 900",
        "-1 ECHILD (No child processes) <0.1>; FAILED; 10",
        "-1 (errno 530); FAILED; 530",
        "-1 (errno 18446744073709551554); UNREADABLE; 0",
        "?; NEVER; 0",
        "? <unavailable>; UNREADABLE; 0",
        "? ERESTARTSYS (To be restarted if SA_RESTART is set) <2.5>; RESTART; 0",
        "? ERESTART_RESTARTBLOCK (Interrupted by signal); RESTART; 0",
        "900 (pid:[4026532201], mnt:[4026532199]); RETURNED; 900",
        "900 (DELAYED); RETURNED; 900",
        "900 (INJECTED) (DELAYED); INJECTED; 0",
        "-1 ECHILD (No child processes) (INJECTED) <0.000007>; INJECTED; 0",
        "900 (INJECTED: args, retval); INJECTED; 0",
        "900 (INJECTED: args); RETURNED; 900",
      })
  void readsEveryResult(String result, State state, long value) {
    CallReturned wait =
        Reading.strace("812 wait4(-1, NULL, 0, NULL) = " + result).calls(Call.Wait.class).get(0);
    assertThat(wait.outcome()).isEqualTo(new Outcome(state, value, 0));
  }

  @Test
  void readsDispositionsAndMasks() {
    Call.SigAction action =
        Reading.strace(
                "812 rt_sigaction(SIGCHLD, {sa_handler=SIG_IGN, sa_mask=[],"
                    + " sa_flags=SA_RESTORER|SA_NOCLDWAIT|SA_RESTART, sa_restorer=0x7f},"
                    + " {sa_handler=0x55d0c0de, sa_mask=[CHLD], sa_flags=0}, 8) = 0")
            .only(Call.SigAction.class);
    assertThat(action.signal()).isEqualTo(17);
    assertThat(action.set().handler()).isEqualTo(Handler.IGNORE);
    assertThat(action.set().flags()).isEqualTo(0x14000002);
    assertThat(action.old().handler()).isEqualTo(Handler.FUNCTION);
    assertThat(mask("SIG_BLOCK, [INT CHLD], NULL")).isEqualTo(mask(true, false));
    assertThat(mask("SIG_BLOCK, ~[RTMIN RT_1], [CHLD]")).isEqualTo(mask(true, false));
    assertThat(mask("SIG_SETMASK, [], NULL")).isEqualTo(mask(false, true));
    assertThat(mask("SIG_SETMASK, ~[CHLD], NULL")).isEqualTo(mask(false, true));
    assertThat(mask("SIG_UNBLOCK, [CHLD], NULL")).isEqualTo(mask(false, true));
    assertThat(mask("SIG_UNBLOCK, [INT], NULL")).isEqualTo(mask(false, false));
    assertThat(mask("SIG_BLOCK, NULL, [CHLD]")).isEqualTo(mask(false, false));
    assertThat(mask("0, [17], NULL")).isEqualTo(mask(true, false));
  }

  private static Call.SigMask mask(boolean blocks, boolean unblocks) {
    return new Call.SigMask("rt_sigprocmask", blocks, unblocks);
  }

  private static Call.SigMask mask(String arguments) {
    return Reading.strace("812 rt_sigprocmask(" + arguments + ", 8) = 0").only(Call.SigMask.class);
  }

  @Test
  void readsWhatLoopsSleepOn() {
    assertThat(
            Reading.strace(
                    "812 close(9<pipe:[1]>) = 0",
                    "812 poll([{fd=4<pipe:[1]>, events=POLLIN}, {fd=5<pid:900>, events=POLLIN},"
                        + " {fd=6<anon_inode:[pidfd]>, events=POLLIN}], 3, -1) = 1"
                        + " ([{fd=5<pid:900>, revents=POLLIN}])")
                .only(Call.LoopWait.class))
        .isEqualTo(new Call.LoopWait("poll", -1, List.of(5, 6), true));
    assertThat(
            Reading.strace("812 pselect6(7, [4 6], [], NULL, NULL, NULL) = 1 (in [4])")
                .only(Call.LoopWait.class))
        .isEqualTo(new Call.LoopWait("pselect6", -1, List.of(4, 6), false));
    Reading reads =
        Reading.strace(
            "812 read(4<anon_inode:[signalfd]>, \"\\21\\0\"..., 128) = 128",
            "812 read(5</etc/passwd>, \"root\"..., 128) = 128",
            "812 epoll_wait(3<anon_inode:[eventpoll]>, [], 64, 100) = 0");
    assertThat(reads.calls(Call.LoopWait.class))
        .extracting(e -> e.call().name())
        .containsExactly("read", "epoll_wait");
  }

  @Test
  void namesTasksAfterExecAndPrctl() {
    Reading reading =
        Reading.strace(
            "812 execve(\"/usr/bin/a-very-long-program-name\", [\"a\"], 0x7f /* 2 vars */) = 0",
            "812 execve(\"/usr/bin/none\", [\"a\"], 0x7f /* 2 vars */) = -1 ENOENT (No such file)",
            "812 prctl(PR_SET_NAME, \"worker\") = 0",
            "812 prctl(PR_SET_CHILD_SUBREAPER, 1) = 0");
    assertThat(reading.all(TaskNamed.class))
        .extracting(TaskNamed::comm)
        .containsExactly("a-very-long-pro", "worker");
    assertThat(reading.only(Call.SetSubreaper.class).on()).isTrue();
  }

  @Test
  void givesAnExecOfAThreadToTheLeader() {
    Reading reading =
        Reading.strace(
            "812 futex(0x7f, FUTEX_WAIT, 0, NULL <unfinished ...>",
            "815 execve(\"/bin/true\", [\"true\"], 0x7f /* 2 vars */ <unfinished ...>",
            "812 <... futex resumed>) = ?",
            "812 +++ superseded by execve in pid 815 +++",
            "812 <... execve resumed>) = 0",
            "812 exit_group(0) = ?",
            "812 +++ exited with 0 +++");
    assertThat(reading.all(TaskSuperseded.class))
        .hasSize(1)
        .first()
        .matches(e -> e.tid() == 812 && e.byTid() == 815);
    CallReturned exec = reading.calls(Call.Exec.class).get(0);
    assertThat(exec.tid()).isEqualTo(812);
    assertThat(exec.startLine()).isEqualTo(2);
    assertThat(exec.outcome().ok()).isTrue();
  }

  @Test
  void readsSignals() {
    Reading reading =
        Reading.strace(
            "812 --- SIGCHLD {si_signo=SIGCHLD, si_code=CLD_KILLED, si_pid=900, si_uid=0,"
                + " si_status=SIGKILL, si_utime=0, si_stime=0} ---",
            "812 --- SIGCHLD {si_signo=SIGCHLD, si_code=SI_NOINFO} ---");
    SignalDelivered first = reading.all(SignalDelivered.class).get(0);
    assertThat(first.signal()).isEqualTo(17);
    assertThat(first.code()).isEqualTo(2);
    assertThat(first.sender()).isEqualTo(900);
    assertThat(first.status()).isEqualTo(9);
    SignalDelivered second = reading.all(SignalDelivered.class).get(1);
    assertThat(second.code()).isEqualTo(Call.UNKNOWN);
    assertThat(second.sender()).isZero();
  }
}

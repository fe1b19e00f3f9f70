package org.reapscope.traces.ftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.EventsLost;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskExecuted;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskExited.GroupDead;
import org.reapscope.traces.event.TaskNamed;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskSpawned;

/** Every documented spelling of a tracefs line gives the event that the kernel meant. */
final class FtraceLinesTest {

  private static Recording read(String... lines) throws IOException {
    return Recording.of(FtraceReader::new, lines);
  }

  /** A line of task {@code who} with five flag columns. */
  private static String line(String who, String body) {
    return String.format("%20s [000] ..... 10.000001: %s", who, body);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "       s6-svscan-7       [002] d..1.  4021.337105: ",
        "       s6-svscan-7       [002] d..1  4021.337105: ",
        "       s6-svscan-7       [002]  4021.337105: ",
        "       s6-svscan-7     [002] DBZ.f  4021.337105: ",
        "       s6-svscan-7       (      7) [002] d..1.  4021.337105: ",
        "       s6-svscan-7       (-------) [002] d..1.  4021.337105: ",
        "s6-svscan-7 [002] d..1. 4021.337105: ",
        "           <...>-7       [002] d..1.  4021.337105: ",
        "    a-1 [000] b)-7       [002] d..1.  4021.337105: ",
        " a: 1.5: (x) [0]-7       [002] d..1.  4021.337105: ",
      })
  void splitsEveryHead(String head) throws IOException {
    Recording r = read(head + "sys_exit_group(error_code: 0)");

    CallEntered entered = r.only(CallEntered.class);
    assertThat(entered.tid()).isEqualTo(7);
    assertThat(entered.time()).isEqualTo(4_021_337_105_000L);
    assertThat(entered.call()).isEqualTo(new Call.Exit("exit_group", 0, true));
    assertThat(r.facts().unparsed()).isZero();
  }

  @Test
  void keepsAwkwardNamesWhole() throws IOException {
    Recording r = read("    a-1 [000] b)-7       [002] d..1.  1.000000: sys_setsid()");

    assertThat(r.only(TaskNamed.class).comm()).isEqualTo("a-1 [000] b)");
  }

  @Test
  void takesTheGroupColumn() throws IOException {
    Recording r = read("     worker-9       (      7) [002] d..1.  1.000000: sys_setsid()");

    assertThat(r.only(TaskSeen.class).group()).isEqualTo(7);
  }

  @Test
  void knowsNoTimeUnderACounterClock() throws IOException {
    Recording r = read("       s6-svscan-7       [002] d..1.       90210: sys_setsid()");

    assertThat(r.only(CallEntered.class).time()).isEqualTo(ProcessEvent.NO_TIME);
    assertThat(r.facts().clock()).contains("counter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sys_wait4(upid: ffffffffffffffff, stat_addr: 7ffc1a2b3c4d, options: 1b, ru: 0)",
        "sys_wait4(upid: ffffffff, stat_addr: 7ffc1a2b3c4d, options: 1b, ru: 0)",
        "sys_wait4(upid: 0xffffffffffffffff, stat_addr: 0x7ffc1a2b3c4d, options: 0x1b, ru: 0)",
        "sys_wait4(upid: 0xffffffff, stat_addr: 0x7ffc1a2b3c4d, options: 0x1b, ru: 0)",
        "sys_wait4(pid_t upid: 0xffffffff, int * stat_addr: 0x7ffc, int options: 0x1b,"
            + " struct rusage * ru: 0)",
        "sys_enter: NR 61 (ffffffff, 7ffc1a2b3c4d, 1b, 0, 0, 0)",
        "sys_enter_wait4: __syscall_nr=0x3d (61) upid=0xffffffffffffffff (18446744073709551615)"
            + " stat_addr=0x7ffc (32764) options=0x1b (27) ru=0x0 (0)",
      })
  void readsEveryArgumentStyle(String body) throws IOException {
    Recording r = read(line("sh-7", body));

    Call.Wait wait = (Call.Wait) r.only(CallEntered.class).call();
    assertThat(wait.id()).isEqualTo(-1);
    assertThat(wait.idType()).isEqualTo(-1);
    assertThat(wait.options()).isEqualTo(0x1b);
    assertThat(wait.visible()).isFalse();
  }

  @Test
  void readsBareTwoDigitValuesAsHexadecimal() throws IOException {
    Recording r = read(line("sh-7", "sys_wait4(upid: 10, stat_addr: 0, options: 10, ru: 0)"));

    Call.Wait wait = (Call.Wait) r.only(CallEntered.class).call();
    assertThat(wait.id()).isEqualTo(16);
    assertThat(wait.options()).isEqualTo(16);
  }

  @Test
  void pairsEntryAndReturn() throws IOException {
    Recording r =
        read(
            "              sh-7       [002] .....     1.000010: sys_wait4(upid: 0xffffffff, "
                + "stat_addr: 0, options: 0, ru: 0)",
            "              sh-7       [001] .....     1.000250: sys_wait4 -> 0x3a5");

    CallReturned returned = r.only(CallReturned.class);
    assertThat(returned.startLine()).isEqualTo(1);
    assertThat(returned.startTime()).isEqualTo(1_000_010_000L);
    assertThat(returned.duration()).isEqualTo(240_000);
    assertThat(returned.outcome()).isEqualTo(Outcome.returned(933));
    assertThat(r.call(Call.Wait.class).report()).isEqualTo(ChildReport.pidOnly(933));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sys_wait4 -> 0xfffffffffffffff6", "sys_exit: NR 61 = -10"})
  void readsErrors(String body) throws IOException {
    Recording r = read(line("sh-7", body));

    CallReturned returned = r.only(CallReturned.class);
    assertThat(returned.outcome()).isEqualTo(Outcome.failed(10));
    assertThat(returned.startLine()).isZero();
    assertThat(r.call(Call.Wait.class).id()).isEqualTo(Call.UNKNOWN);
    assertThat(r.call(Call.Wait.class).options()).isEqualTo(Call.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fffffffffffffe00", "fffffffffffffdff", "fffffffffffffdfc"})
  void tellsInterruptedCallsFromFailedOnes(String value) throws IOException {
    Recording r = read(line("sh-7", "sys_wait4 -> 0x" + value));

    assertThat(r.only(CallReturned.class).outcome()).isEqualTo(Outcome.of(Outcome.State.RESTART));
  }

  @Test
  void dropsTheChildsOwnReturnFromItsParentsCall() throws IOException {
    Recording r =
        read(
            line("sh-7", "sys_clone(clone_flags: 0x1200011, newsp: 0)"),
            line("sh-8", "sys_clone -> 0x0"),
            line("sh-7", "sys_clone -> 0x8"));

    assertThat(r.only(CallReturned.class).tid()).isEqualTo(7);
    assertThat(r.call(Call.Spawn.class))
        .isEqualTo(new Call.Spawn("clone", 0x1200000, true, 17, -1, null));
    assertThat(r.all(TaskSeen.class)).hasSize(2);
  }

  @Test
  void mergesTheTwoEventsOfOneSpawn() throws IOException {
    Recording r =
        read(
            line("sh-7", "sys_clone3(uargs: 0x7ffc, size: 0x58)"),
            line("sh-7", "task_newtask: pid=8 comm=sh clone_flags=8000001100 oom_score_adj=0"),
            line("sh-7", "sched_process_fork: comm=sh pid=7 child_comm=sh child_pid=8"),
            line("sh-7", "sys_clone3 -> 0x8"));

    TaskSpawned spawned = r.only(TaskSpawned.class);
    assertThat(spawned.child()).isEqualTo(8);
    assertThat(spawned.flags()).isEqualTo(0x8000001100L);
    assertThat(r.call(Call.Spawn.class))
        .isEqualTo(new Call.Spawn("clone3", 0x8000001100L, true, Call.UNKNOWN, Call.UNKNOWN, null));
  }

  @Test
  void knowsNothingOfClone3WithoutNewtask() throws IOException {
    Recording r =
        read(
            line("sh-7", "sys_clone3(uargs: 0x7ffc, size: 0x58)"),
            line("sh-7", "sched_process_fork: comm=sh pid=7 child_comm=sh child_pid=8"),
            line("sh-7", "sys_clone3 -> 0x8"));

    assertThat(r.only(TaskSpawned.class).flags()).isEqualTo(-1);
    assertThat(r.call(Call.Spawn.class).flagsShown()).isFalse();
    assertThat(r.call(Call.Spawn.class).exitSignal()).isEqualTo(Call.UNKNOWN);
    assertThat(r.facts().notes()).anyMatch(n -> n.contains("task_newtask"));
  }

  @Test
  void tellsTheChildsGlobalNumberFromTheNamespaceOne() throws IOException {
    Recording r =
        read(
            line("sh-7007", "sys_fork()"),
            line("sh-7007", "sched_process_fork: comm=sh pid=7007 child_comm=sh child_pid=7008"),
            line("sh-7007", "sys_fork -> 0x2"));

    assertThat(r.only(CallReturned.class).outcome())
        .isEqualTo(new Outcome(Outcome.State.RETURNED, 2, 7008));
  }

  @Test
  void learnsThePidfdsTargetFromTheWaitEvent() throws IOException {
    Recording r =
        read(
            line("sh-7", "sys_waitid(which: 3, upid: 5, infop: 0x7ffc, options: 4, ru: 0)"),
            line("sh-7", "sched_process_wait: comm=sh pid=933 prio=120"),
            line("sh-7", "sys_waitid -> 0x0"));

    Call.Wait wait = r.call(Call.Wait.class);
    assertThat(wait.descriptor()).isEqualTo(Call.Wait.Descriptor.PIDFD);
    assertThat(wait.pidfdTarget()).isEqualTo(933);
    assertThat(wait.report()).isNull();
  }

  @Test
  void readsSchedEventsAroundHostileNames() throws IOException {
    Recording r =
        read(
            line("x-7", "sched_process_exec: filename=/srv/a pid=1 old_pid=2 pid=7 old_pid=7"),
            line("x-7", "sched_process_exit: comm= pid=1 prio=1 pid=7 prio=120 group_dead=true"));

    assertThat(r.only(TaskExecuted.class).path()).isEqualTo("/srv/a pid=1 old_pid=2");
    assertThat(r.only(TaskExited.class).tid()).isEqualTo(7);
    assertThat(r.only(TaskExited.class).groupDead()).isEqualTo(GroupDead.YES);
  }

  @Test
  void followsAThreadThatTakesItsLeadersNumber() throws IOException {
    Recording r =
        read(
            line("app-9", "sys_execve(filename: 0x7ffc \"/bin/true\", argv: 0x1, envp: 0x2)"),
            line("app-7", "sched_process_exit: comm=app pid=7 prio=120 group_dead=false"),
            line("true-7", "sched_process_exec: filename=/bin/true pid=7 old_pid=9"),
            line("true-7", "sys_execve -> 0x0"));

    assertThat(r.only(TaskExecuted.class).oldTid()).isEqualTo(9);
    CallReturned returned = r.only(CallReturned.class);
    assertThat(returned.tid()).isEqualTo(7);
    assertThat(returned.startLine()).isEqualTo(1);
    assertThat(returned.call()).isEqualTo(new Call.Exec("execve", "/bin/true"));
  }

  @Test
  void neverPairsAcrossALossOnTheCallersCpu() throws IOException {
    String enter = "sys_wait4(upid: 0xffffffff, stat_addr: 0, options: 0, ru: 0)";
    Recording r =
        read(
            "              sh-7       [002] .....     1.000010: " + enter,
            "              sh-8       [001] .....     1.000011: " + enter,
            "CPU:2 [LOST 137 EVENTS]",
            "              sh-7       [002] .....     1.000250: sys_wait4 -> 0x3a5",
            "              sh-8       [001] .....     1.000251: sys_wait4 -> 0x3a6",
            "CPU:1 [LOST EVENTS]");

    assertThat(r.all(EventsLost.class))
        .extracting(EventsLost::cpu, EventsLost::count)
        .containsExactly(tuple(2, 137L), tuple(1, 0L));
    assertThat(r.all(CallReturned.class))
        .extracting(CallReturned::startLine)
        .containsExactly(0L, 2L);
    assertThat(r.facts().lost()).isEqualTo(137);
    assertThat(r.facts().complete()).isFalse();
  }

  @Test
  void countsWhatTheHeaderSaysWasOverwritten() throws IOException {
    Recording r =
        read(
            "# tracer: nop",
            "# entries-in-buffer/entries-written: 812/90210   #P:4",
            line("sh-7", "sys_setsid()"));

    assertThat(r.facts().lost()).isEqualTo(90210 - 812);
    assertThat(r.only(EventsLost.class).count()).isEqualTo(90210 - 812);
    assertThat(r.facts().complete()).isFalse();
  }

  @Test
  void skipsStacksAndAnnotations() throws IOException {
    Recording r =
        read(
            line("sh-7", "sys_setsid()"),
            line("sh-7", "<stack trace>"),
            " => do_syscall_64+0x10/0x20",
            " =>  <00007f5c43e8ea10>",
            "##### CPU 2 buffer started ####",
            "",
            line("sh-7", "tracing_mark_write: hello"));

    assertThat(r.facts().unparsed()).isZero();
    assertThat(r.all(CallEntered.class)).hasSize(1);
  }

  @Test
  void locatesLinesThatItCannotUse() throws IOException {
    Recording r =
        read(
            line("sh-7", "sys_setsid()"),
            "\u001b[31mnot a trace line",
            line("sh-7", "sched_process_exit: comm=sh"));

    assertThat(r.facts().unparsed()).isEqualTo(2);
    assertThat(r.facts().samples()).extracting(d -> d.line()).containsExactly(2L, 3L);
    assertThat(r.facts().samples().get(0).text()).startsWith("\\x1b[31mnot");
  }

  @Test
  void refusesTheLatencyFormat() {
    assertThatThrownBy(() -> read("# nop latency trace v1.1.5 on 6.8.0"))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("latency-format");
  }

  @Test
  void refusesRawOutput() {
    String[] lines = new String[300];
    Arrays.fill(lines, "2904 1 1548692345678 61 ffffffff 0");

    assertThatThrownBy(() -> read(lines))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("raw");
  }

  /** rt_sigreturn's number is struck out by its end; a call that a tracer forbids has none. */
  @Test
  void takesTheEndOfAStruckOutCallForTheHandlersReturn() throws IOException {
    Recording r =
        read(
            line("sh-7", "sys_enter: NR 15 (0, 0, 0, 0, 0, 0)"),
            line("sh-7", "sys_exit: NR -1 = -4"),
            line("sh-7", "sys_enter: NR -1 (ffffffff, 0, 0, 0, 0, 0)"),
            line("sh-7", "sys_exit: NR -1 = -10"));

    assertThat(r.facts().unparsed()).isZero();
    CallReturned returned = r.only(CallReturned.class);
    assertThat(returned.call()).isInstanceOf(Call.SigReturn.class);
    assertThat(returned.outcome()).isEqualTo(Outcome.failed(4));
  }

  /** What several processors did in one tick stands processor by processor. */
  @Test
  void refusesAClockOfTicks() {
    String[] lines = new String[120];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = String.format("%20s [00%d] .....  %d: sys_setsid()", "sh-7", i / 20 % 2, i / 40);
    }

    assertThatThrownBy(() -> read(lines))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("uptime");
  }

  @Test
  void refusesTheFilesOfProcessorsOneBehindTheOther() {
    String[] lines = new String[120];
    for (int i = 0; i < lines.length; i++) {
      lines[i] =
          String.format(
              "%20s [00%d] .....  1.%06d: sys_setsid()", "sh-7", i / 60, i % 60 * 1000 + i / 60);
    }

    assertThatThrownBy(() -> read(lines))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("line 61")
        .hasMessageContaining("per_cpu");
  }

  @Test
  void tellsATimeThatGoesBackwards() throws IOException {
    Recording r =
        read(
            "              sh-7       [002] .....     1.000010: sys_setsid()",
            "              sh-7       [002] .....     1.000009: sys_setsid -> 0x7");

    assertThat(r.facts().notes()).anyMatch(n -> n.startsWith("Time goes backwards 1 times"));
    assertThat(r.only(CallReturned.class).duration()).isEqualTo(-1);
  }
}

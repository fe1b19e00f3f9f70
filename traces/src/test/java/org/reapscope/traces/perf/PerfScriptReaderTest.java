package org.reapscope.traces.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.EventsLost;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.SignalGenerated;
import org.reapscope.traces.event.TaskExecuted;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskFreed;
import org.reapscope.traces.event.TaskNamed;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskSpawned;
import org.reapscope.traces.ftrace.Recording;

/** perf script's text gives the events that its lines show, and perf's own records besides. */
final class PerfScriptReaderTest {

  private static Recording read(String... lines) throws IOException {
    return Recording.of(PerfScriptReader::new, lines);
  }

  @ParameterizedTest
  @CsvSource({
    "glib-10, 1049, 18, 2, 6, 17, 17, 16, 0, 2, 16",
    "wait-oddities, 790, 45, 14, 22, 30, 5, 29, 5, 11, 29",
  })
  void countsWhatTheLinesSay(
      String name,
      long lines,
      int waits,
      long noChild,
      long reaped,
      int exits,
      int executed,
      int spawned,
      int generated,
      int delivered,
      int spawnCalls)
      throws IOException {
    Recording r = Recording.sample(PerfScriptReader::new, "perf/" + name + ".perfscript.gz");

    assertThat(r.facts().lines()).isEqualTo(lines);
    assertThat(r.facts().unparsed()).isZero();
    assertThat(r.entered(Call.Wait.class)).hasSize(waits);
    assertThat(r.returned(Call.Wait.class)).hasSize(waits);
    assertThat(r.waits(e -> e.outcome().equals(Outcome.failed(10)))).isEqualTo(noChild);
    assertThat(r.waits(e -> ((Call.Wait) e.call()).report() != null)).isEqualTo(reaped);
    assertThat(r.all(TaskExited.class)).hasSize(exits);
    assertThat(r.all(TaskExecuted.class)).hasSize(executed);
    assertThat(r.all(TaskSpawned.class)).hasSize(spawned);
    assertThat(r.all(SignalGenerated.class)).hasSize(generated);
    assertThat(r.all(SignalDelivered.class)).hasSize(delivered);
    assertThat(r.returned(Call.Spawn.class)).hasSize(spawnCalls);
    assertThat(r.events()).isSortedAccordingTo((a, b) -> Long.compare(a.line(), b.line()));
    byte[] bytes = Recording.bytes("perf/" + name + ".perfscript.gz");
    assertThat(PerfScriptReader.sniff(bytes, Math.min(bytes.length, 1 << 16))).isGreaterThan(85);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "        runsvdir    12 [002]  4021.337001: syscalls:",
        "        runsvdir    12 [002]  4021.337001:          1 syscalls:",
        "        runsvdir     7/12    [002]  4021.337001:         syscalls:",
        "        runsvdir    12  4021.337001: syscalls:",
        "        runsvdir    12 [-01]  4021.337001000: syscalls:",
        "       VM Thread    12 [002]  4021.337001: syscalls:",
        "runsvdir 12 [002] 4021.337001: syscalls:",
      })
  void splitsEveryHead(String head) throws IOException {
    Recording r = read(head + "sys_enter_exit_group: error_code: 0x00000007");

    CallEntered entered = r.only(CallEntered.class);
    assertThat(entered.tid()).isEqualTo(12);
    assertThat(entered.time()).isEqualTo(4_021_337_001_000L);
    assertThat(entered.call()).isEqualTo(new Call.Exit("exit_group", 7, true));
    assertThat(r.facts().unparsed()).isZero();
  }

  /** perf has no number for a task that has been reaped and still runs its last. */
  @Test
  void readsWhatATaskWithoutANumberTells() throws IOException {
    Recording r =
        read(
            "             :-1    -1 [000]  3095.089561:        sched:sched_process_free: comm=w"
                + " pid=595 prio=120");

    assertThat(r.facts().unparsed()).isZero();
    assertThat(r.only(TaskFreed.class).freed()).isEqualTo(595);
  }

  @Test
  void readsRawSystemCalls() throws IOException {
    Recording r =
        read(
            "  sh  12 [002]  1.000001: raw_syscalls:sys_enter: NR 61 (ffffffff, 7ffc, 1, 0, 0, 0)",
            "  sh  12 [002]  1.000002: raw_syscalls:sys_exit: NR 61 = 933");

    assertThat(r.call(Call.Wait.class).report()).isEqualTo(ChildReport.pidOnly(933));
    assertThat(r.only(CallReturned.class).duration()).isEqualTo(1000);
  }

  @Test
  void takesPerfsOwnRecordsOfForkAndExit() throws IOException {
    Recording r = Recording.sample(PerfScriptReader::new, "perf/task-events.perfscript.gz");

    assertThat(r.all(TaskSpawned.class))
        .extracting(TaskSpawned::tid, TaskSpawned::child)
        .containsExactly(tuple(20652, 20654), tuple(20652, 20655));
    assertThat(r.all(TaskExited.class))
        .extracting(TaskExited::tid)
        .containsExactly(20654, 20655, 20652);
    assertThat(r.all(TaskNamed.class))
        .extracting(TaskNamed::tid, TaskNamed::comm)
        .contains(tuple(20654, "sleep"), tuple(20652, "sh"));
    assertThat(r.facts().unparsed()).isZero();
  }

  @Test
  void tellsOneSpawnOnceWhenBothRecordsShowIt() throws IOException {
    Recording r =
        read(
            "  sh  12 [002]  1.000001: task:task_newtask: pid=13 comm=sh clone_flags=1200000 x=0",
            "  sh  12 [002]  1.000002: PERF_RECORD_FORK(13:13):(12:12)",
            "  sh  12 [002]  1.000003: sched:sched_process_fork: comm=sh pid=12 child_comm=sh"
                + " child_pid=13",
            "  sh  13 [002]  1.000004: sched:sched_process_exit: comm=sh pid=13 prio=120",
            "  sh  13 [002]  1.000005: PERF_RECORD_EXIT(13:13):(12:12)");

    assertThat(r.only(TaskSpawned.class).flags()).isEqualTo(0x1200000);
    assertThat(r.only(TaskExited.class).tid()).isEqualTo(13);
  }

  @Test
  void followsTheNameInTheColumn() throws IOException {
    Recording r =
        read(
            "    old  12 [002]  1.000001: syscalls:sys_enter_setsid:",
            "    new  12 [002]  1.000002: syscalls:sys_exit_setsid: 0xc");

    assertThat(r.all(TaskNamed.class)).extracting(TaskNamed::comm).containsExactly("old", "new");
    assertThat(r.all(TaskSeen.class)).hasSize(1);
  }

  @Test
  void countsLostRecords() throws IOException {
    Recording r =
        read(
            "    sh  12 [002]  1.000001: syscalls:sys_enter_setsid:",
            "    sh  12 [002]  1.000002: PERF_RECORD_LOST lost 42");

    assertThat(r.only(EventsLost.class).count()).isEqualTo(42);
    assertThat(r.facts().lost()).isEqualTo(42);
  }

  @Test
  void passesOverHeadersAndStacks() throws IOException {
    Recording r =
        read(
            "# captured on    : Mon Nov 23 23:05:07 2026",
            "    sh  12 [002]  1.000001: syscalls:sys_enter_setsid:",
            "\t    7f5c43e8ea10 __setsid+0x10 (/usr/lib/libc.so.6)",
            "            7f5c43e8ea10 main+0x10 (/usr/bin/sh)",
            "",
            "    sh  12 [002]  1.000001:     1   cycles:u:  7f5c main (/bin/sh)");

    assertThat(r.facts().unparsed()).isZero();
    assertThat(r.all(CallEntered.class)).hasSize(1);
  }
}

package org.reapscope.traces.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.EventsLost;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalGenerated;
import org.reapscope.traces.event.TaskExecuted;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskExited.GroupDead;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskSpawned;
import org.reapscope.traces.ftrace.Recording;

/** perf trace's text gives the events that its lines show, in the order of their times. */
final class PerfTraceReaderTest {

  private static Recording read(String... lines) throws IOException {
    return Recording.of(PerfTraceReader::new, lines);
  }

  @ParameterizedTest
  @CsvSource({
    "glib-10, 618, 18, 2, 6, 0, 17, 17, 16, 0",
    "wait-oddities, 539, 45, 14, 22, 1, 30, 5, 29, 5",
  })
  void countsWhatTheLinesSay(
      String name,
      long lines,
      int waits,
      long noChild,
      long reaped,
      long empty,
      int exits,
      int executed,
      int spawned,
      int generated)
      throws IOException {
    Recording r = Recording.sample(PerfTraceReader::new, "perf/" + name + ".perftrace.gz");

    assertThat(r.facts().lines()).isEqualTo(lines);
    assertThat(r.facts().unparsed()).isZero();
    assertThat(r.returned(Call.Wait.class)).hasSize(waits);
    assertThat(r.waits(e -> e.outcome().equals(Outcome.failed(10)))).isEqualTo(noChild);
    assertThat(r.waits(e -> ((Call.Wait) e.call()).report() != null)).isEqualTo(reaped);
    assertThat(r.waits(e -> e.outcome().state() == Outcome.State.UNSHOWN)).isEqualTo(empty);
    assertThat(r.all(TaskExited.class)).hasSize(exits);
    assertThat(r.all(TaskExecuted.class)).hasSize(executed);
    assertThat(r.all(TaskSpawned.class)).hasSize(spawned);
    assertThat(r.all(SignalGenerated.class)).hasSize(generated);
    assertThat(r.all(TaskSeen.class)).extracting(ProcessEvent::tid).doesNotHaveDuplicates();
    assertThat(r.events()).isSortedAccordingTo((a, b) -> Long.compare(a.time(), b.time()));
    byte[] bytes = Recording.bytes("perf/" + name + ".perftrace.gz");
    assertThat(PerfTraceReader.sniff(bytes, Math.min(bytes.length, 1 << 16))).isGreaterThan(85);
  }

  @Test
  void readsACallThatOneLineShowsWhole() throws IOException {
    Recording r =
        read("     0.512 ( 3.204 ms): runsvdir/12 wait4(upid: -1, stat_addr: 0x7ffc)   = 933 (sh)");

    CallReturned returned = r.only(CallReturned.class);
    assertThat(returned.startLine()).isEqualTo(1);
    assertThat(returned.startTime()).isEqualTo(512_000);
    assertThat(returned.time()).isEqualTo(3_716_000);
    assertThat(returned.duration()).isEqualTo(3_204_000);
    assertThat(returned.outcome()).isEqualTo(Outcome.returned(933));
    assertThat(r.call(Call.Wait.class).id()).isEqualTo(-1);
    assertThat(r.call(Call.Wait.class).options()).isZero();
    assertThat(r.all(CallEntered.class)).isEmpty();
  }

  @Test
  void joinsACallThatOtherLinesInterrupt() throws IOException {
    Recording r =
        read(
            "     0.512 (         ): sh/12 wait4(upid: -1, options: NOHANG|UNTRACED|0x8)    ...",
            "     1.000 (         ): sh/12 sched:sched_process_wait(comm: \"sh\", prio: 120)",
            "     0.512 ( 3.204 ms): sh/12  ... [continued]: wait4())                  = 933 (sh)");

    CallReturned returned = r.only(CallReturned.class);
    assertThat(returned.startLine()).isEqualTo(1);
    assertThat(returned.line()).isEqualTo(3);
    assertThat(returned.duration()).isEqualTo(3_204_000);
    assertThat(r.call(Call.Wait.class).options()).isEqualTo(11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"wait4", "clone"})
  void takesAnEmptyReturnForSuccessNotShown(String call) throws IOException {
    Recording r =
        read(
            "     0.512 (         ): sh/12 " + call + "()                                 ...",
            "     0.512 ( 3.204 ms): sh/12  ... [continued]: " + call + "())              = ");

    assertThat(r.only(CallReturned.class).outcome()).isEqualTo(Outcome.of(Outcome.State.UNSHOWN));
  }

  @Test
  void takesANumberAloneForTheThread() throws IOException {
    Recording r =
        read(
            "         ? (         ): 12  ... [continued]: execve())                        = 0",
            "     0.512 ( 0.002 ms): 12 wait4(upid: -1, options: NOHANG)                   = 0");

    assertThat(r.facts().unparsed()).isZero();
    assertThat(r.all(CallReturned.class)).extracting(CallReturned::tid).containsOnly(12);
    assertThat(r.call(Call.Wait.class).options()).isEqualTo(1);
  }

  @Test
  void knowsThatWaitidReturnsZeroWhereNothingIsPrinted() throws IOException {
    Recording r =
        read("     0.512 ( 0.002 ms): sh/12 waitid(which: 3, upid: 5 (kworker), options: 0x4) = ");

    assertThat(r.only(CallReturned.class).outcome()).isEqualTo(Outcome.returned(0));
    assertThat(r.call(Call.Wait.class).idType()).isEqualTo(3);
    assertThat(r.call(Call.Wait.class).id()).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-1 ECHILD (No child processes) | FAILED | 10",
        "-1 (unknown) (INTERNAL ERROR: strerror_r(512, [buf], 128)=22) | RESTART | 0",
        "0 | RETURNED | 0",
      })
  void readsResults(String text, Outcome.State state, long value) throws IOException {
    Recording r = read("     0.512 ( 0.002 ms): sh/12 wait4(upid: -1)     = " + text);

    assertThat(r.only(CallReturned.class).outcome()).isEqualTo(new Outcome(state, value, 0));
  }

  @Test
  void readsNamedValues() throws IOException {
    Recording r =
        read(
            "     1.000 ( 0.002 ms): sh/12 clone(clone_flags: CHILD_CLEARTID|CLONE_PARENT|0x11)"
                + " = 13 (sh)",
            "     2.000 ( 0.002 ms): sh/12 kill(pid: 13 (sh), sig: TERM)           = 0",
            "     3.000 ( 0.002 ms): sh/12 prctl(option: SET_CHILD_SUBREAPER, arg2: 1) = 0",
            "     4.000 ( 0.002 ms): sh/12 close(fd: 4</srv/a (b), c>)             = 0");

    assertThat(r.call(Call.Spawn.class))
        .isEqualTo(new Call.Spawn("clone", 0x208000, true, 17, -1, null));
    assertThat(r.call(Call.Kill.class).signal()).isEqualTo(15);
    assertThat(r.call(Call.Kill.class).pid()).isEqualTo(13);
    assertThat(r.call(Call.SetSubreaper.class).on()).isTrue();
    assertThat(r.call(Call.Close.class).first()).isEqualTo(4);
  }

  @Test
  void findsTheThreadBehindAwkwardNames() throws IOException {
    Recording r =
        read(
            "     1.000 ( 0.002 ms): (sd-pam)/12 setsid()             = 12",
            "     2.000 ( 0.002 ms): a b/c 7/13 setsid()              = 13",
            "     3.000 ( 0.002 ms): :14/14 setsid()                  = 14");

    assertThat(r.all(CallReturned.class)).extracting(CallReturned::tid).containsExactly(12, 13, 14);
    assertThat(r.facts().unparsed()).isZero();
  }

  @Test
  void dropsTheChildsOwnReturnAndPutsLinesInOrder() throws IOException {
    Recording r =
        read(
            "         ? (         ): :13/13  ... [continued]: clone())                 = ",
            "     1.400 ( 0.010 ms): :13/13 setsid()                                   = 13",
            "     1.200 (         ): sh/12 sched:sched_process_fork(parent_comm: \"sh\","
                + " parent_pid: 12 (sh), child_comm: \"sh\", child_pid: 13 (sh))");

    assertThat(r.events().stream().filter(e -> !(e instanceof TaskSeen)).toList().get(0).line())
        .isEqualTo(3);
    assertThat(r.all(CallReturned.class)).hasSize(1);
    assertThat(r.only(TaskSpawned.class).time()).isEqualTo(1_200_000);
  }

  @Test
  void readsExitsAndTheCallThatNeverReturns() throws IOException {
    Recording r =
        read(
            "     1.000 (         ): w/12 exit_group(error_code: 7)             = ?",
            "     1.100 (         ): w/12 sched:sched_process_exit(comm: \"w\", pid: 12 (w),"
                + " prio: 120, group_dead: 1)");

    assertThat(r.only(CallEntered.class).call()).isEqualTo(new Call.Exit("exit_group", 7, true));
    assertThat(r.all(CallReturned.class)).isEmpty();
    assertThat(r.only(TaskExited.class).groupDead()).isEqualTo(GroupDead.YES);
  }

  @Test
  void countsLossesAndSkipsTheSummary() throws IOException {
    Recording r =
        read(
            "     1.000 (         ): w/12 wait4(upid: -1)             ...",
            "LOST 23 events!",
            "     1.000 ( 5.000 ms): w/12  ... [continued]: wait4())  = 13",
            "",
            " Summary of events:",
            "",
            " w (12), 6 events, 100.0%",
            "   syscall            calls  errors  total       min       avg       max");

    assertThat(r.only(EventsLost.class).count()).isEqualTo(23);
    assertThat(r.only(CallReturned.class).startLine()).isZero();
    assertThat(r.facts().unparsed()).isZero();
    assertThat(r.facts().lines()).isEqualTo(8);
  }
}

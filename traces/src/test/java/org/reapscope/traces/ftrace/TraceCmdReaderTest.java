package org.reapscope.traces.ftrace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.EventsLost;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.SignalGenerated;
import org.reapscope.traces.event.TaskExecuted;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskExited.GroupDead;
import org.reapscope.traces.event.TaskNamed;
import org.reapscope.traces.event.TaskSpawned;

/** trace-cmd's report gives the same events whatever options it was printed with. */
final class TraceCmdReaderTest {

  private static Recording sample(String name) throws IOException {
    return Recording.sample(TraceCmdReader::new, "trace-cmd/" + name + ".report.gz");
  }

  private static Recording read(String... lines) throws IOException {
    return Recording.of(TraceCmdReader::new, lines);
  }

  @ParameterizedTest
  @CsvSource({
    "dash-jobs, 1402, 60, 14, 29, 35, 27, 34, 41, 31, 34",
    "wait-oddities, 815, 45, 14, 22, 30, 5, 29, 30, 11, 29",
    "two-files, 1883, 63, 16, 28, 47, 22, 45, 47, 13, 45",
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
    Recording r = sample(name);

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
  }

  @ParameterizedTest
  @ValueSource(strings = {"-R", "-l"})
  void readsOtherRenderingsAlike(String option) throws IOException {
    UnaryOperator<List<ProcessEvent>> known =
        // -l cuts the names in its columns to eight bytes, so none are taken from there.
        events -> events.stream().filter(e -> !(e instanceof TaskNamed)).toList();

    assertThat(known.apply(sample("wait-oddities" + option).events()))
        .isEqualTo(known.apply(sample("wait-oddities").events()));
  }

  @Test
  void ignoresTheTimeDifferences() throws IOException {
    Recording plain = sample("wait-oddities-t");
    Recording differences = sample("wait-oddities-t-ts-diff");

    assertThat(differences.events()).isEqualTo(plain.events());
    assertThat(differences.facts().dialect()).contains("-t", "--ts-diff");
  }

  @Test
  void readsRawTimesAsACounter() throws IOException {
    Recording raw = sample("wait-oddities-raw-ts");

    assertThat(raw.events()).hasSameSizeAs(sample("wait-oddities").events());
    assertThat(raw.events()).allMatch(e -> e.time() == ProcessEvent.NO_TIME);
  }

  @Test
  void readsNanoseconds() throws IOException {
    assertThat(sample("wait-oddities-t").events().get(0).time()).isEqualTo(4_054_837_455_721L);
  }

  @Test
  void namesTheFilesThatAReportJoins() throws IOException {
    assertThat(sample("two-files").facts().notes())
        .anyMatch(n -> n.contains("wait-oddities.dat") && n.contains("glib-10.dat"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "        runsvdir-12    [002]  4021.337001: ",
        "        runsvdir-12    [002] .....  4021.337001: ",
        "        runsvdir-12    [002] d..1   4021.337001: ",
        "        runsvdir-12    [002]  4021.337001: (+104)   ",
        "host.dat:         runsvdir-12    [002] .....  4021.337001: ",
        "    my instance:         runsvdir-12    [002] .....  4021.337001: ",
        "runsvdir-12      2d..1.  4021.337001: ",
      })
  void splitsEveryHead(String head) throws IOException {
    Recording r =
        read(
            "cpus=4",
            head
                + "sys_enter_wait4:      upid: 0xffffffff, stat_addr: 0x7ffc1a2b3c4d,"
                + " options: 0x00000001, ru: 0x00000000");

    CallEntered entered = r.only(CallEntered.class);
    assertThat(entered.tid()).isEqualTo(12);
    assertThat(entered.time()).isEqualTo(4_021_337_001_000L);
    assertThat(((Call.Wait) entered.call()).id()).isEqualTo(-1);
    assertThat(((Call.Wait) entered.call()).options()).isEqualTo(1);
    assertThat(r.facts().unparsed()).isZero();
  }

  @Test
  void readsGroupDeadAsANumberToo() throws IOException {
    Recording r =
        read(
            "              sh-12    [002]  1.000001: sched_process_exit:   "
                + " comm=sh pid=12 prio=120 group_dead=0");

    assertThat(r.only(TaskExited.class).groupDead()).isEqualTo(GroupDead.NO);
  }

  @ParameterizedTest
  @CsvSource({"CPU:2 [137 EVENTS DROPPED], 137", "CPU:2 [EVENTS DROPPED], 0"})
  void neverPairsAcrossALoss(String loss, long count) throws IOException {
    Recording r =
        read(
            "              sh-12    [002]  1.000001: sys_enter_setsid:   ",
            loss,
            "              sh-12    [002]  1.000002: sys_exit_setsid:      0xc");

    assertThat(r.only(EventsLost.class).cpu()).isEqualTo(2);
    assertThat(r.only(EventsLost.class).count()).isEqualTo(count);
    assertThat(r.only(CallReturned.class).startLine()).isZero();
    assertThat(r.facts().complete()).isFalse();
  }

  @Test
  void passesOverRemarks() throws IOException {
    Recording r =
        read(
            "version = 7",
            "CPU 1 is empty",
            "cpus=2",
            "CPU:0 [SUBBUFFER START]",
            "              sh-12    [002]  1.000001: sys_enter_setsid:   ");

    assertThat(r.facts().unparsed()).isZero();
    assertThat(r.all(CallEntered.class)).hasSize(1);
  }

  @Test
  void refusesWhatIsNoReport() {
    String[] lines = new String[300];
    Arrays.fill(lines, "ffffffff81000000 _text");

    assertThatThrownBy(() -> read(lines))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("trace-cmd report");
  }
}

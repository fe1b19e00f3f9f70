package org.reapscope.traces.strace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reapscope.traces.Reading;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.Outcome.State;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskStopped;

/** Real recordings of every form give exactly what grep counts in them, with no line unused. */
final class RecordingsTest {

  @ParameterizedTest
  @CsvSource({
    "dbus-z.strace,                427,  29, 0,  22,  23, 23, 0,  23",
    "fuzz-flag.strace.gz,          800,  96, 1,  37,  38, 46, 1,  38",
    "glib-comm.strace,             228,   5, 0,   2,   3,  2, 0,   3",
    "glib-k.strace,                 55,   1, 0,   1,   2,  1, 0,   2",
    "go-reaper.strace.zst,        3966,  49, 0,  22,  23, 26, 0,  23",
    "lua-r.strace,                 157,   3, 0,   2,   3,  2, 0,   3",
    "nginx-attach.strace.gz,      1390,  25, 0,  10,  11, 26, 0,  11",
    "oddities-k.strace,             20,   0, 0,   2,   0,  0, 0,   3",
    "oddities-y.strace,            421,  35, 2,  25,  25, 26, 1,  26",
    "py-steals.strace.zst,        1934,   6, 0,   2,   3,  2, 0,   3",
    "shell-ni.strace.gz,          1194,  11, 0,   7,   8,  5, 0,   8",
    "shell-rt.strace.gz,          1213,  11, 0,   7,   8,  5, 0,   8",
    "shell-xraw.strace.gz,        1330,  11, 0,   7,   8,  5, 0,   8",
    "shell-xverb.strace.gz,       1322,  11, 0,   7,   8,  5, 0,   8",
    "tini-pidnscomm.strace.gz,    1654, 169, 0, 103, 105, 68, 0, 105",
    "glib-ff,                      320,  65, 0,  11,  12, 10, 0,  12",
  })
  void givesWhatGrepCounts(
      String file,
      long lines,
      long waits,
      long restarts,
      long spawns,
      int exits,
      int signals,
      int stops,
      int tasks)
      throws Exception {
    Reading reading = Reading.sample(file);
    assertThat(reading.facts().lines()).isEqualTo(lines);
    assertThat(reading.facts().unparsed()).isZero();
    assertThat(reading.count(Call.Wait.class, RecordingsTest::completed)).isEqualTo(waits);
    assertThat(reading.count(Call.Wait.class, o -> o.state() == State.RESTART)).isEqualTo(restarts);
    assertThat(reading.count(Call.Spawn.class, o -> o.ok() && o.value() > 0)).isEqualTo(spawns);
    assertThat(reading.all(TaskExited.class)).hasSize(exits);
    assertThat(reading.all(SignalDelivered.class)).hasSize(signals);
    assertThat(reading.all(TaskStopped.class)).hasSize(stops);
    assertThat(reading.all(TaskSeen.class)).hasSize(tasks);
    assertThat(reading.events()).hasSize((int) reading.facts().events());
  }

  private static boolean completed(Outcome outcome) {
    return outcome.state() == State.RETURNED || outcome.state() == State.FAILED;
  }

  @Test
  void findsEveryTaskInStandardErrorWithTheProgramsOutputInIt() throws Exception {
    Reading reading = Reading.sample("dumb-init-stderr.strace.gz");
    assertThat(reading.facts().unparsed()).as("lines that begin with [dumb-init]").isEqualTo(91);
    assertThat(reading.facts().samples()).allMatch(s -> s.text().startsWith("[dumb-init]"));
    assertThat(reading.all(TaskExited.class)).hasSize(105);
    assertThat(reading.all(TaskSeen.class)).hasSize(105).noneMatch(seen -> seen.tid() == 0);
    assertThat(reading.count(Call.Spawn.class, Outcome::ok)).as("all but two roots").isEqualTo(103);
    assertThat(reading.facts().complete()).isTrue();
  }

  @Test
  void saysThatAnAttachedLogHasNoHead() throws Exception {
    Reading reading = Reading.sample("nginx-attach.strace.gz");
    assertThat(reading.facts().complete()).isFalse();
    assertThat(reading.facts().notes()).anyMatch(note -> note.contains("attached"));
  }

  @Test
  void namesTheCallingFrameOutsideTheCLibrary() throws Exception {
    Stream<CallReturned> spawns =
        Reading.sample("oddities-k.strace").calls(Call.Spawn.class).stream();
    assertThat(spawns.map(e -> ((Call.Spawn) e.call()).site())).contains("/srv/lab/odd(main+0x2a)");
  }

  @Test
  void keepsFlagBitsThatStraceHasNoNameFor() throws Exception {
    Reading reading = Reading.sample("fuzz-flag.strace.gz");
    assertThat(reading.calls(Call.Spawn.class).stream().map(e -> (Call.Spawn) e.call()))
        .filteredOn(spawn -> (spawn.flags() & 0x8000000000L) != 0)
        .isNotEmpty()
        .allMatch(spawn -> spawn.exitSignal() >= 0 && spawn.exitSignal() <= 64)
        .allMatch(spawn -> (spawn.flags() & 0xff) == 0);
  }

  @Test
  void readsBothNumbersOfANamespacedProcess() {
    Reading reading =
        Reading.strace(
            "812<tini> 1790000000.000001 wait4(5<w> /* 900 in strace's PID NS */,"
                + " [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL)"
                + " = 5<w> /* 900 in strace's PID NS */ <0.000009>");
    CallReturned wait = reading.calls(Call.Wait.class).get(0);
    assertThat(((Call.Wait) wait.call()).id()).isEqualTo(5);
    assertThat(((Call.Wait) wait.call()).outerId()).isEqualTo(900);
    assertThat(wait.outcome()).isEqualTo(new Outcome(State.RETURNED, 5, 900));
    assertThat(wait.duration()).isEqualTo(9000);
  }
}

package org.reapscope.traces.ftrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.traces.Reading;
import org.reapscope.traces.Traces;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.SignalGenerated;
import org.reapscope.traces.event.TaskExecuted;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskFreed;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskSpawned;

/** Real tracefs recordings yield as many events of each kind as independent line counts say. */
final class FtraceRecordingsTest {

  @ParameterizedTest
  @CsvSource({
    "dash-jobs, 1420, 62, 14, 29, 35, 0, 27, 34, 41, 31, 34",
    "go-reaper, 2220, 48, 15, 15, 22, 22, 16, 21, 34, 30, 21",
    "gunicorn-arbiter, 1042, 12, 3, 5, 7, 10, 4, 6, 9, 8, 6",
    "old-style-6.1, 1837, 95, 67, 13, 38, 0, 3, 37, 1059, 32, 40",
    "tini-pid1, 436, 15, 4, 8, 9, 9, 9, 8, 9, 3, 8",
    "wait-oddities-wide, 858, 45, 14, 22, 30, 28, 5, 29, 32, 11, 29",
  })
  void countsWhatTheLinesSay(
      String name,
      long lines,
      int waits,
      long noChild,
      long reaped,
      int exits,
      int freed,
      int executed,
      int spawned,
      int generated,
      int delivered,
      int spawnCalls)
      throws IOException {
    Recording r = Recording.sample(FtraceReader::new, "ftrace/" + name + ".ftrace.gz");

    assertThat(r.facts().lines()).isEqualTo(lines);
    assertThat(r.facts().events()).isEqualTo(r.events().size());
    assertThat(r.facts().unparsed()).isZero();
    assertThat(r.facts().lost()).isZero();
    assertThat(r.entered(Call.Wait.class)).hasSize(waits);
    assertThat(r.returned(Call.Wait.class)).hasSize(waits);
    assertThat(r.waits(e -> e.outcome().equals(Outcome.failed(10)))).isEqualTo(noChild);
    assertThat(r.waits(e -> ((Call.Wait) e.call()).report() != null)).isEqualTo(reaped);
    assertThat(r.all(TaskExited.class)).hasSize(exits);
    assertThat(r.all(TaskFreed.class)).hasSize(freed);
    assertThat(r.all(TaskExecuted.class)).hasSize(executed);
    assertThat(r.all(TaskSpawned.class)).hasSize(spawned);
    assertThat(r.all(SignalGenerated.class)).hasSize(generated);
    assertThat(r.all(SignalDelivered.class)).hasSize(delivered);
    assertThat(r.returned(Call.Spawn.class)).hasSize(spawnCalls);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dash-jobs",
        "go-reaper",
        "gunicorn-arbiter",
        "old-style-6.1",
        "tini-pid1",
        "wait-oddities-wide"
      })
  void keepsLineOrderAndPairsEveryCall(String name) throws IOException {
    Recording r = Recording.sample(FtraceReader::new, "ftrace/" + name + ".ftrace.gz");

    assertThat(r.events()).isSortedAccordingTo((a, b) -> Long.compare(a.line(), b.line()));
    assertThat(r.all(TaskSeen.class)).extracting(ProcessEvent::tid).doesNotHaveDuplicates();
    assertThat(r.all(CallReturned.class))
        .allSatisfy(
            e -> {
              assertThat(e.startLine()).isBetween(1L, e.line() - 1);
              assertThat(e.duration()).isEqualTo(e.time() - e.startTime()).isNotNegative();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dash-jobs",
        "go-reaper",
        "gunicorn-arbiter",
        "old-style-6.1",
        "tini-pid1",
        "wait-oddities-wide"
      })
  void isRecognisedByItsFirstBytes(String name) throws IOException {
    byte[] bytes = Recording.bytes("ftrace/" + name + ".ftrace.gz");

    assertThat(FtraceReader.sniff(bytes, Math.min(bytes.length, 1 << 16))).isGreaterThan(90);
  }

  /** Written by hand: four flags, bare hexadecimal values, no TGID, loss of every kind. */
  @Test
  void readsFourFlagsAndCountsTheLoss() throws IOException {
    Reading reading =
        Reading.of(Traces.open(Path.of("samples", "ftrace", "four-flags-loss.ftrace").toString()));
    // 21 - 9 before the first line, 137 in the middle; the third loss has no number.
    assertThat(reading.facts().lost()).isEqualTo(12 + 137);
    assertThat(reading.facts().unparsed()).isZero();
    assertThat(reading.facts().dialect())
        .contains("4 flags", "no TGID column", "bare hexadecimal values");
    assertThat(reading.facts().complete()).isFalse();
    // Three ends of wait4, one of them behind a loss and so without its beginning.
    assertThat(reading.calls(Call.Wait.class)).hasSize(3);
    assertThat(reading.all(TaskExited.class)).hasSize(1);
  }
}

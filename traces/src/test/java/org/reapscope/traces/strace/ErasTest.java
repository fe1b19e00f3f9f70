package org.reapscope.traces.strace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.traces.Reading;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.Outcome;

/** One scene told in the words of every strace era is read as the same scene. */
final class ErasTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "era-4.8.strace",
        "era-4.26.strace",
        "era-5.5.strace",
        "era-5.16-comm.strace",
        "era-6.8.strace",
        "era-6.16.strace",
        "era-7.2-names.strace",
        "era-7.2-colour.strace",
        "quoted-6.16.strace",
      })
  void tellsTheSameScene(String file) throws IOException {
    Reading reading = Reading.sample(file);
    List<CallReturned> waits = reading.calls(Call.Wait.class);
    assertThat(waits).hasSize(3);

    Call.Wait any = (Call.Wait) waits.get(0).call();
    assertThat(any.id()).isEqualTo(-1);
    assertThat(any.options()).isZero();
    assertThat(any.report()).isEqualTo(new ChildReport(900, ChildReport.Kind.EXITED, 3));
    assertThat(waits.get(0).startTime()).isEqualTo(1790000000_002000_000L);
    assertThat(waits.get(0).time()).isEqualTo(1790000000_002300_000L);
    assertThat(waits.get(0).duration()).isEqualTo(300_000);

    Call.Wait one = (Call.Wait) waits.get(1).call();
    assertThat(one.idType()).isEqualTo(1);
    assertThat(one.id()).isEqualTo(901);
    assertThat(one.options()).isEqualTo(4);
    assertThat(one.report()).isEqualTo(new ChildReport(901, ChildReport.Kind.EXITED, 0));

    assertThat(((Call.Wait) waits.get(2).call()).options()).isEqualTo(1);
    assertThat(waits.get(2).outcome()).isEqualTo(Outcome.failed(10));

    List<CallReturned> spawns = reading.calls(Call.Spawn.class);
    assertThat(spawns).extracting(e -> e.outcome().value()).containsExactly(900L, 901L);
    assertThat(spawns)
        .allSatisfy(
            e -> {
              Call.Spawn spawn = (Call.Spawn) e.call();
              assertThat(spawn.flags()).isEqualTo(0x1200000);
              assertThat(spawn.exitSignal()).isEqualTo(17);
              assertThat(spawn.pidfd()).isEqualTo(-1);
            });
    assertThat(reading.calls(Call.Exec.class)).hasSize(1);
    assertThat(reading.calls(Call.Exit.class)).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "era-4.26.strace, 4.26 or older",
    "era-5.5.strace, 5.0 to 6.15",
    "era-6.16.strace, 6.16 or newer",
  })
  void namesTheEra(String file, String era) throws IOException {
    assertThat(Reading.sample(file).facts().dialect()).contains("-f -ttt -T").contains(era);
  }

  @Test
  void tellsWhatAMailPutAroundTheLog() throws IOException {
    Reading reading = Reading.sample("quoted-6.16.strace");
    assertThat(reading.facts().samples()).extracting(s -> s.line()).containsExactly(1L, 3L);
    assertThat(reading.facts().notes())
        .anyMatch(note -> note.contains("code block, 2 times, first at line 2"))
        .anyMatch(
            note -> note.contains("quotation mark before the line, 15 times, first at line 4"))
        .anyMatch(note -> note.contains("the spelling of HTML, 8 times, first at line 4"));
  }
}

package org.reapscope.traces.ftrace.dat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.ftrace.Recording;
import org.reapscope.traces.ftrace.TraceCmdReader;

/**
 * A trace.dat gives the events that trace-cmd's own report of it gives, and damage to it costs a
 * diagnostic or a clear refusal, nothing else.
 */
final class TraceDatReaderTest {

  private static byte[] bytes(String name) throws IOException {
    return Recording.bytes("trace-cmd/" + name + ".dat.gz");
  }

  /** Events as text without the numbers of their lines, which a report counts from its head on. */
  private static List<String> unnumbered(List<ProcessEvent> events) {
    return events.stream().map(e -> e.toString().replaceAll("(l|startL)ine=\\d+", "")).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "dash-jobs-v7-zstd, dash-jobs-t",
    "dash-jobs-v7-plain, dash-jobs-t",
    "dash-jobs-v6, dash-jobs-t",
    "wait-oddities-v7-zstd, wait-oddities-t",
  })
  void agreesWithTraceCmdsReport(String dat, String report) throws IOException {
    Recording binary = Recording.of(TraceDatReader::new, bytes(dat));
    Recording text = Recording.sample(TraceCmdReader::new, "trace-cmd/" + report + ".report.gz");

    assertThat(unnumbered(binary.events())).isEqualTo(unnumbered(text.events()));
    assertThat(binary.facts().lines()).isEqualTo(text.facts().lines() - 1);
    assertThat(binary.facts().unparsed()).isZero();
    assertThat(binary.facts().complete()).isTrue();
    assertThat(binary.facts().clock()).startsWith("local");
    assertThat(TraceDatReader.sniff(bytes(dat), 100)).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash-jobs-v6", "dash-jobs-v7-plain", "wait-oddities-v7-zstd"})
  void survivesBeingCutAnywhere(String name) throws IOException {
    byte[] whole = bytes(name);
    long all = Recording.of(TraceDatReader::new, whole).facts().lines();

    for (int length = 0; length < whole.length; length += 1000) {
      byte[] cut = Arrays.copyOf(whole, length);
      try {
        Recording r = Recording.of(TraceDatReader::new, cut);
        long read = r.facts().lines() - r.facts().unparsed();
        assertThat(read).isLessThanOrEqualTo(all);
        assertThat(r.facts().unparsed()).isLessThanOrEqualTo(r.facts().lines());
        assertThat(r.facts().complete() && read < all).isFalse();
        assertThat(r.facts().complete() || r.facts().unparsed() > 0).isTrue();
      } catch (TraceException e) {
        assertThat(e).hasMessageContaining("trace.dat");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash-jobs-v6", "dash-jobs-v7-plain", "wait-oddities-v7-zstd"})
  void survivesChangedBytes(String name) throws IOException {
    byte[] whole = bytes(name);
    Random random = new Random(7);

    for (int round = 0; round < 50; round++) {
      byte[] changed = whole.clone();
      for (int i = 0; i < 20; i++) {
        // The recorded pages are the last tenth; the tables stand before them.
        int from = i % 2 == 0 ? 0 : whole.length * 9 / 10;
        changed[from + random.nextInt(whole.length - from)] = (byte) random.nextInt();
      }
      try {
        TraceFacts facts = Recording.of(TraceDatReader::new, changed).facts();
        assertThat(facts.format()).isEqualTo("trace.dat");
        assertThat(facts.unparsed()).isLessThanOrEqualTo(facts.lines());
      } catch (TraceException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void locatesDataThatTheFileLacks() throws IOException {
    byte[] whole = bytes("dash-jobs-v6");
    Recording r = Recording.of(TraceDatReader::new, Arrays.copyOf(whole, whole.length - 9000));

    assertThat(r.facts().complete()).isFalse();
    assertThat(r.facts().samples())
        .anyMatch(d -> d.text().equals("CPU 1") && d.why().contains("past the file's end"));
    assertThat(r.events()).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "8", "7x", ""})
  void refusesOtherVersions(String version) {
    byte[] head =
        ("\u0017\bDtracing" + version + "\0\0\b\0\20\0\0")
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    assertThatThrownBy(() -> Recording.of(TraceDatReader::new, head))
        .isInstanceOf(TraceException.class)
        .hasMessageContaining("versions 6 and 7");
  }

  @Test
  void refusesWhatIsNoTraceDat() {
    assertThatThrownBy(() -> Recording.of(TraceDatReader::new, new byte[] {1, 2, 3}))
        .isInstanceOf(TraceException.class);
  }
}

package org.reapscope.traces.ftrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.reapscope.traces.TraceException;
import org.reapscope.traces.TraceReader;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.perf.PerfScriptReader;
import org.reapscope.traces.perf.PerfTraceReader;

/** Whatever bytes a kernel trace text holds, every line is accounted for and nothing is thrown. */
final class HostileTextTest {

  /** A reader and a recording of its dialect to do damage to. */
  enum Dialect {
    TRACEFS(FtraceReader::new, "ftrace/go-reaper.ftrace.gz"),
    OLD_TRACEFS(FtraceReader::new, "ftrace/old-style-6.1.ftrace.gz"),
    REPORT(TraceCmdReader::new, "trace-cmd/wait-oddities.report.gz"),
    LATENCY_REPORT(TraceCmdReader::new, "trace-cmd/wait-oddities-l.report.gz"),
    PERF_SCRIPT(PerfScriptReader::new, "perf/wait-oddities.perfscript.gz"),
    PERF_TRACE(PerfTraceReader::new, "perf/wait-oddities.perftrace.gz");

    private final Function<InputStream, TraceReader> reader;
    private final String sample;

    Dialect(Function<InputStream, TraceReader> reader, String sample) {
      this.reader = reader;
      this.sample = sample;
    }
  }

  private static void check(Dialect dialect, byte[] bytes) throws IOException {
    Recording r;
    try {
      r = Recording.of(dialect.reader, bytes);
    } catch (TraceException refused) {
      assertThat(refused.getMessage()).isNotBlank();
      return;
    }
    assertThat(r.facts().lines()).isEqualTo(lines(bytes));
    assertThat(r.facts().unparsed()).isLessThanOrEqualTo(r.facts().lines());
    assertThat(r.facts().events()).isEqualTo(r.events().size());
    assertThat(r.events())
        .extracting(ProcessEvent::line)
        .allMatch(line -> line >= 1 && line <= r.facts().lines());
    assertThat(r.facts().samples())
        .allMatch(d -> d.text().chars().allMatch(c -> c >= ' ' && c < 0x7f));
  }

  private static long lines(byte[] bytes) {
    long newlines = 0;
    for (byte b : bytes) {
      newlines += b == '\n' ? 1 : 0;
    }
    return bytes.length == 0 || bytes[bytes.length - 1] == '\n' ? newlines : newlines + 1;
  }

  @ParameterizedTest
  @EnumSource
  void survivesChangedBytes(Dialect dialect) throws IOException {
    byte[] whole = Recording.bytes(dialect.sample);
    Random random = new Random(11);
    byte[] telling = " \n-:=()[]|<>\"/0x9fF\u001b\0,.".getBytes("ISO-8859-1");

    for (int round = 0; round < 40; round++) {
      byte[] changed = whole.clone();
      for (int i = 0; i < changed.length / 50; i++) {
        byte next =
            random.nextBoolean()
                ? telling[random.nextInt(telling.length)]
                : (byte) random.nextInt();
        changed[random.nextInt(changed.length)] = next;
      }
      check(dialect, changed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void survivesMissingAndDoubledPieces(Dialect dialect) throws IOException {
    byte[] whole = Recording.bytes(dialect.sample);
    Random random = new Random(13);

    for (int round = 0; round < 40; round++) {
      byte[] mixed = new byte[whole.length];
      for (int at = 0; at < mixed.length; ) {
        int length = Math.min(mixed.length - at, 1 + random.nextInt(300));
        System.arraycopy(whole, random.nextInt(whole.length - length + 1), mixed, at, length);
        at += length;
      }
      check(dialect, mixed);
    }
  }

  @ParameterizedTest
  @EnumSource
  void survivesAnyBytes(Dialect dialect) throws IOException {
    Random random = new Random(17);

    for (int round = 0; round < 40; round++) {
      byte[] bytes = new byte[random.nextInt(20_000)];
      random.nextBytes(bytes);
      check(dialect, bytes);
    }
  }

  @ParameterizedTest
  @EnumSource
  void survivesBeingCutAnywhere(Dialect dialect) throws IOException {
    byte[] whole = Recording.bytes(dialect.sample);

    for (int length = 1; length < whole.length; length += 997) {
      check(dialect, java.util.Arrays.copyOf(whole, length));
    }
  }
}

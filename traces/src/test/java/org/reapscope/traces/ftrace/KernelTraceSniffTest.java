package org.reapscope.traces.ftrace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntBiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reapscope.traces.ftrace.dat.TraceDatReader;
import org.reapscope.traces.perf.PerfScriptReader;
import org.reapscope.traces.perf.PerfTraceReader;
import org.reapscope.traces.strace.StraceReader;

/** Every kernel trace sample looks most like its own dialect, and clearly so. */
final class KernelTraceSniffTest {
  private static final Map<String, ToIntBiFunction<byte[], Integer>> SNIFFERS = sniffers();

  private static Map<String, ToIntBiFunction<byte[], Integer>> sniffers() {
    Map<String, ToIntBiFunction<byte[], Integer>> all = new LinkedHashMap<>();
    all.put(".ftrace", FtraceReader::sniff);
    all.put(".report", TraceCmdReader::sniff);
    all.put(".dat", TraceDatReader::sniff);
    all.put(".perfscript", PerfScriptReader::sniff);
    all.put(".perftrace", PerfTraceReader::sniff);
    all.put(".strace", StraceReader::sniff);
    return all;
  }

  static List<String> samples() {
    try (Stream<Path> files =
        Stream.of("ftrace", "trace-cmd", "perf")
            .flatMap(
                folder -> {
                  try {
                    return Files.list(Path.of("samples", folder));
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                })) {
      return files.map(f -> Path.of("samples").relativize(f).toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void looksMostLikeItsOwnDialect(String sample) throws IOException {
    byte[] bytes = Recording.bytes(sample);
    int length = Math.min(bytes.length, 1 << 16);

    SNIFFERS.forEach(
        (ending, sniffer) -> {
          int score = sniffer.applyAsInt(bytes, length);
          if (sample.replaceFirst("\\.gz$", "").endsWith(ending)) {
            assertThat(score).as(ending).isBetween(80, 100);
          } else {
            assertThat(score).as(ending).isBetween(0, 50);
          }
        });
  }
}

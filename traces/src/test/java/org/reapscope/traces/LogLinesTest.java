package org.reapscope.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.TaskExited;

/** A quoted line is the line that its event was read from, whatever the dialect. */
final class LogLinesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "py_subprocess_reaper_thread/strace.log.zst",
        "tini_pid1_clean/strace.log.gz",
        "strace/lua-r.strace",
        "strace/glib-ff",
        "ftrace/dash-jobs.ftrace.gz",
        "trace-cmd/dash-jobs.report.gz",
        "perf/glib-10.perfscript.gz",
        "perf/glib-10.perftrace.gz"
      })
  void lineOfAnEventTellsOfIt(String sample) throws IOException {
    String spec = samples().resolve(sample).toString();
    Map<Long, String> words = new TreeMap<>();
    Traces.open(spec)
        .read(
            event -> {
              if (event instanceof CallReturned call && call.line() > 0) {
                String name = call.call().name();
                words.put(call.line(), name.equals("waitpid") ? "wait" : name);
              } else if (event instanceof TaskExited) {
                words.put(event.line(), "exit");
              }
            });
    SortedMap<Long, String> lines = LogLines.read(spec, new TreeSet<>(words.keySet()));
    assertThat(lines.keySet()).containsExactlyElementsOf(words.keySet());
    lines.forEach((number, text) -> assertThat(text).contains(words.get(number)));
  }

  @Test
  void binaryTraceHasNoLines() throws IOException {
    String spec = samples().resolve("trace-cmd/dash-jobs-v6.dat.gz").toString();
    assertThat(LogLines.read(spec, new TreeSet<>(List.of(1L, 2L)))).isEmpty();
  }

  @Test
  void longLinesAreCutAndOthersAreNotReadFurther() throws IOException {
    String log = "one\n" + "x".repeat(10_000_000) + "\nthree\nfour\n";
    InputStream in = new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8));
    SortedMap<Long, String> lines = LogLines.lines(in, new TreeSet<>(List.of(2L, 3L)));
    assertThat(lines.get(2L)).hasSize(LogLines.WIDTH + 1).endsWith("…");
    assertThat(lines.get(3L)).isEqualTo("three");
    assertThat(lines).hasSize(2);
  }

  private static Path samples() {
    Path here = Path.of("samples");
    return Files.isDirectory(here) ? here : Path.of("traces/samples");
  }
}

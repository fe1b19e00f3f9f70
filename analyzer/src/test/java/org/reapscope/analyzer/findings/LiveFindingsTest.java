package org.reapscope.analyzer.findings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.reapscope.analyzer.LiveAnalysis;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.Traces;
import org.reapscope.traces.event.ProcessEvent;

/**
 * While a log is written, nothing is told that the whole log does not bear out, and who was robbed
 * is told as soon as it is written, not at the end.
 */
final class LiveFindingsTest {
  private static final long BEAT = 250_000_000L;

  static Stream<Path> recordings() throws IOException {
    try (Stream<Path> files = Files.walk(Sample.SAMPLES)) {
      return files
          .filter(file -> file.getFileName().toString().matches(".*[.](strace|ftrace)([.].*)?"))
          .filter(file -> !file.toString().endsWith(".txt"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void theWholeLogBearsOutWhatWasTold(Path recording) throws IOException {
    assertThat(keys(Sample.audited(recording))).containsAll(keys(told(recording)));
  }

  @ParameterizedTest
  @MethodSource("org.reapscope.analyzer.findings.RulesOnRecordingsTest#samples")
  void whoeverWasRobbedIsTold(Sample sample) throws IOException {
    List<Finding> told = told(Sample.FOLDER.resolve(sample.name() + ".strace.zst"));

    assertThat(children(told, "misreap")).isEqualTo(sample.children("misreap"));
    assertThat(children(told, "stale-signal")).isEqualTo(sample.children("stale-signal"));
    assertThat(children(told, "double-wait")).isEqualTo(sample.children("double-wait"));
  }

  @Test
  void eachTheftIsToldOnceAndBeforeTheLogEnds() throws IOException {
    Path log = Sample.SAMPLES.resolve("py_subprocess_reaper_thread/strace.log.zst");
    List<Long> at = new ArrayList<>();
    long[] line = new long[1];
    LiveAnalysis live = new LiveAnalysis(finding -> at.add(line[0]));
    Traces.open(log.toString())
        .read(
            new Clocked(live) {
              @Override
              public void accept(ProcessEvent event) {
                line[0] = event.line();
                super.accept(event);
              }
            });

    // The program says that three were stolen; the log ends 7 ms after the last owner's ECHILD.
    assertThat(at).hasSize(2);
    assertThat(at.get(0)).isBetween(982L, 1232L);
    assertThat(at.get(1)).isBetween(1233L, 1463L);
  }

  /** What is told of a recording whose lines come when their clock says, and which then rests. */
  private static List<Finding> told(Path recording) throws IOException {
    List<Finding> told = new ArrayList<>();
    LiveAnalysis live = new LiveAnalysis(told::add);
    Traces.open(recording.toString()).read(new Clocked(live));
    live.finish();
    return told;
  }

  private static Set<String> keys(List<Finding> findings) {
    Set<String> keys = new TreeSet<>();
    for (Finding finding : findings) {
      Finding.Child child = finding.child();
      keys.add(
          finding.rule()
              + " "
              + finding.process().pid()
              + " "
              + (child == null ? "" : child.pid() + " at ")
              + Findings.line(finding));
    }
    return keys;
  }

  private static Set<Integer> children(List<Finding> findings, String rule) {
    return new Sample("", findings, List.of()).children(rule);
  }

  /** Beats as time passes by the log's own clock; every 50 events where it has none. */
  private static class Clocked implements EventSink {
    private final LiveAnalysis live;
    private long last = ProcessEvent.NO_TIME;
    private int events;

    Clocked(LiveAnalysis live) {
      this.live = live;
    }

    @Override
    public void accept(ProcessEvent event) {
      long now = event.time();
      boolean due = now == ProcessEvent.NO_TIME ? ++events % 50 == 0 : now - last >= BEAT;
      if (due || last == ProcessEvent.NO_TIME) {
        // As often as time has passed: a log that rests is beaten on.
        live.beat();
        live.beat();
        last = now;
      }
      live.accept(event);
    }
  }
}

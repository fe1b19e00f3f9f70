package org.reapscope.reports;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.reapscope.analyzer.result.Processes;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.result.WaitTotals;
import org.reapscope.traces.TraceFacts;

/** The counts of a trace in words, shared by the reports for people. */
public final class Numbers {
  private Numbers() {}

  /** Pairs of a heading and a sentence. */
  public static List<String[]> of(TraceResult result) {
    WaitTotals waits = result.waits();
    Processes processes = result.processes();
    return List.of(
        new String[] {
          "Waits",
          Times.count(waits.total(), "call", "calls")
              + parts(
                  ": ",
                  waits.generic(),
                  "generic",
                  waits.focused(),
                  "focused",
                  waits.reaping(),
                  "took a child",
                  waits.empty(),
                  "found nothing",
                  waits.echild(),
                  "met ECHILD",
                  waits.interrupted(),
                  "interrupted")
        },
        new String[] {
          "Fidelity",
          waits.total() == 0
              ? "no wait call to compare"
              : percent(waits.exact(), waits.total())
                  + " of recorded results replayed exactly"
                  + parts(
                      "; ",
                      waits.inferred(),
                      "inferred",
                      waits.unknown(),
                      "unknown",
                      waits.contradicted(),
                      "contradicted")
        },
        new String[] {"Scanned", Times.count(waits.tasksScanned(), "task", "tasks") + " in waits"},
        new String[] {
          "Processes",
          Times.count(processes.created())
              + " created"
              + parts(
                  ", ",
                  processes.threads(),
                  "further threads",
                  processes.exited(),
                  "ended",
                  processes.reaped(),
                  "reaped",
                  processes.autoreaped(),
                  "reaped by the kernel",
                  processes.reparented(),
                  "reparented",
                  processes.zombiesAtEnd(),
                  "zombies at the end",
                  processes.aliveAtEnd(),
                  "alive at the end")
        });
  }

  /** What the log holds: its clock, its calls, whether it is whole. */
  public static List<String> coverage(TraceResult result) {
    TraceFacts facts = result.facts();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        facts.clock().startsWith("none")
            ? "It has no clock: order is known, durations are not."
            : "Its clock: " + facts.clock() + ".");
    if (!facts.calls().isEmpty()) {
      sentences.add(
          "System calls that it shows at least once, of those that matter here: "
              + String.join(", ", facts.calls().stream().sorted().toList())
              + ".");
    }
    sentences.add(
        facts.complete()
            ? "It is whole, as far as its first and last lines tell."
            : "It is not whole: it begins, ends or breaks off in the middle of things.");
    if (facts.lost() == 0) {
      sentences.add("The tracer reports no lost events.");
    }
    return sentences;
  }

  /** What the log can and cannot show, as the analysis and the reader say it. */
  public static List<String> visibility(TraceResult result) {
    TraceFacts facts = result.facts();
    List<String> sentences = new ArrayList<>(result.visibility());
    for (String note : facts.notes()) {
      if (!sentences.contains(note)) {
        sentences.add(note);
      }
    }
    if (facts.lost() > 0) {
      sentences.add(
          "The tracer says that it lost " + Times.count(facts.lost(), "event", "events") + ".");
    }
    return sentences;
  }

  /** 100 % only when nothing is missing: 99.99 does not become it by rounding. */
  private static String percent(long part, long whole) {
    double share = Math.floor(part * 10_000.0 / whole) / 100.0;
    return String.format(Locale.US, part == whole ? "%.0f %%" : "%.2f %%", share);
  }

  /** The pairs of count and word whose count is not zero. */
  private static String parts(String before, Object... pairs) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      long count = ((Number) pairs[i]).longValue();
      if (count != 0) {
        parts.add(Times.count(count) + " " + pairs[i + 1]);
      }
    }
    return parts.isEmpty() ? "" : before + String.join(", ", parts);
  }
}

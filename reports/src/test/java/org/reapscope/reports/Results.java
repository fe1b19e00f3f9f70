package org.reapscope.reports;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.reapscope.analyzer.result.Alternative;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Contradiction;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Finding.Severity;
import org.reapscope.analyzer.result.Growth;
import org.reapscope.analyzer.result.Life;
import org.reapscope.analyzer.result.Plan;
import org.reapscope.analyzer.result.PlanRow;
import org.reapscope.analyzer.result.PollStretch;
import org.reapscope.analyzer.result.Polling;
import org.reapscope.analyzer.result.PopulationSample;
import org.reapscope.analyzer.result.Processes;
import org.reapscope.analyzer.result.ProgramTotals;
import org.reapscope.analyzer.result.ReaperCost;
import org.reapscope.analyzer.result.ReapingCost;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.result.TracerOverhead;
import org.reapscope.analyzer.result.WaitTotals;
import org.reapscope.analyzer.result.WhatIf;
import org.reapscope.analyzer.result.ZombieCost;
import org.reapscope.reports.Run.Detail;
import org.reapscope.reports.Run.Style;
import org.reapscope.traces.Diagnostic;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.event.ProcessEvent;

/** Results made by hand, with every field filled. */
public final class Results {
  private Results() {}

  /** A result in which every piece of text is {@code word}. */
  public static TraceResult filledWith(String word) {
    return recorded(word)
        .edit()
        .alternatives(whatIf(word), List.of(whatIf(word)), plan(word))
        .done();
  }

  private static WhatIf whatIf(String word) {
    return new WhatIf(word, word, 3, 1, 0, 1, 1, 0, 0, 1, 1, 0, 5, 6, 2, 40, List.of());
  }

  private static Plan plan(String word) {
    PlanRow.Effect effect = new PlanRow.Effect(1, 0, 1, 1, 0);
    PlanRow row =
        new PlanRow(
            word, "main thread", word, word, word, 3, 3, 1, word, true, effect, word, word, word);
    return new Plan(
        List.of(row),
        List.of(new Plan.ProgramVerdict(word, "mark these", word)),
        true,
        1,
        whatIf(word));
  }

  private static TraceResult recorded(String word) {
    Finding note =
        new Finding(
            "polling",
            Severity.NOTE,
            "inferred",
            word,
            new Finding.Party(7, word),
            null,
            null,
            null,
            null);
    Finding error =
        new Finding(
            "misreap",
            Severity.ERROR,
            "exact",
            word,
            new Finding.Party(7, word),
            new Finding.Child(15, word, 3, 9, word),
            new Finding.Act(8, 11, 1_795_475_800_123_456_000L, word),
            new Finding.Victim(7, 12, ProcessEvent.NO_TIME, word, "ECHILD"),
            new Finding.UnderFlag("fixed", word));
    return new TraceResult(
        word,
        new TraceFacts(
            "strace",
            word,
            20,
            18,
            1,
            List.of(new Diagnostic(4, word, word)),
            2,
            false,
            "unix",
            Set.of("wait4"),
            List.of(word)),
        word,
        List.of(word),
        new Processes(3, 1, 3, 2, 0, 1, 1, 0),
        new WaitTotals(5, 3, 1, 0, 1, 2, 3, 2, 1, 1, 1, 99, new TreeMap<>(Map.of(word, 1L))),
        List.of(new Contradiction(13, 7, word, word, word, word)),
        // The less serious first, so that order in a report is the report's doing.
        List.of(note, error),
        List.of(new Polling(7, word, 4, 40, 38, 10, 0.25, 1500.5, 2)),
        List.of(
            new CallRow(
                12,
                7,
                1_500_000_000L,
                word,
                word,
                word,
                Evidence.INFERRED,
                word,
                3,
                7,
                10,
                1_400_000_000L,
                100_000_000L,
                false,
                0),
            new CallRow(
                14,
                7,
                ProcessEvent.NO_TIME,
                "wait4(-1)",
                "0",
                "15",
                Evidence.EXACT,
                "",
                1,
                7,
                14,
                ProcessEvent.NO_TIME,
                -1,
                true,
                0)),
        List.of(
            new PopulationSample(1_000_000_000L, 1, 0),
            new PopulationSample(1_500_000_000L, 3, 1),
            new PopulationSample(4_000_000_000L, 0, 0)),
        List.of(new ProgramTotals(word, 5, 2, 99, 1, 0, 38, 36)),
        List.of(
            new Life(
                15,
                7,
                word,
                word,
                3,
                1_000_000_000L,
                9,
                1_200_000_000L,
                11,
                1_300_000_000L,
                8,
                false),
            new Life(
                16,
                7,
                word,
                "",
                4,
                ProcessEvent.NO_TIME,
                0,
                ProcessEvent.NO_TIME,
                0,
                ProcessEvent.NO_TIME,
                0,
                false)),
        new TreeMap<>(Map.of(3L, word, 9L, word, 10L, word, 11L, word, 12L, word)),
        cost(word));
  }

  private static ReapingCost cost(String word) {
    ReaperCost.Work work = new ReaperCost.Work(4, 40, 2, 38, 40, 400, 0.25, 0.125, 0.0625, 0.5);
    Growth growth =
        new Growth(
            List.of(
                new Growth.Size(2, 2, 2, 2, 4, 9_000, 400),
                new Growth.Size(10, 2, 10, 10, 100, 41_000, 2_000)),
            List.of(
                new Growth.Fit(
                    "calls",
                    Growth.Order.LINEAR,
                    4,
                    0,
                    1,
                    1,
                    1,
                    1,
                    0,
                    0,
                    1,
                    1,
                    1,
                    1,
                    "a steady rise"),
                new Growth.Fit(
                    "nanoseconds",
                    Growth.Order.LINEAR,
                    4,
                    1_000,
                    4_000,
                    3_900,
                    4_100,
                    0.99,
                    50,
                    1_000,
                    4_000,
                    0.98,
                    0.9,
                    1.1,
                    "a steady rise")),
            List.of(new Growth.Hurt("1 ms a round", 250, Double.NaN, Double.POSITIVE_INFINITY)));
    return new ReapingCost(
        new TracerOverhead(word, 40, 86, 3_900, 3_000, 9_000),
        word,
        List.of(
            new ReaperCost(
                7,
                word,
                List.of(new ReaperCost.LoopTurns(word, 9, 4, 0)),
                work,
                work,
                work,
                growth,
                growth,
                List.of(
                    new Alternative("as recorded", word, 40, 0, 40, 400, 8e-6, 7e-6, 9e-6, ""),
                    new Alternative("pidfd", word, 2, 6, 2, 9, 1e-6, 9e-7, 2e-6, word)))),
        List.of(
            new PollStretch(1_000_000_000L, 1_000_000, 1, 19),
            new PollStretch(1_001_000_000L, 1_000_000, 1, 19)),
        new ZombieCost(
            1,
            2.5,
            new ZombieCost.Latency(2, 1, 5e6, 5e6, 9e6, 9e6, 1e7),
            List.of(new ZombieCost.Bin(0, 1_000, 1), new ZombieCost.Bin(1_000, 2_000, 1)),
            List.of(
                new ZombieCost.Reaper(
                    7, word, new ZombieCost.Latency(2, 1, 5e6, 5e6, 9e6, 9e6, 1e7))),
            new ZombieCost.ChildSignals(2, 1, 1)));
  }

  /** The text of a whole report on {@code results}. */
  public static String report(ReportFormat format, String command, TraceResult... results)
      throws IOException {
    return report(format, command, new Style(false, Detail.VERBOSE), results);
  }

  /** The text of a whole report on {@code results}, styled. */
  public static String report(
      ReportFormat format, String command, Style style, TraceResult... results) throws IOException {
    StringWriter out = new StringWriter();
    Report report = format.open(new Run("1.2.3", command, "linux", "none", style), out);
    for (TraceResult result : results) {
      report.add(result);
    }
    report.end();
    return out.toString();
  }
}

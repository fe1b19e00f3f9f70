package org.reapscope.analyzer;

import java.util.List;
import java.util.TreeMap;
import org.reapscope.analyzer.result.Processes;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.result.WaitTotals;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.event.ProcessEvent;

/** One analysis of one trace: takes its events in line order, then gives the result. */
public final class Analysis implements EventSink {
  private final AnalysisOptions options;

  /** Prepares an analysis; an unknown profile or marking is an IllegalArgumentException. */
  public Analysis(AnalysisOptions options) {
    this.options = options;
  }

  @Override
  public void accept(ProcessEvent event) {
    throw new UnsupportedOperationException("being built: " + options);
  }

  /** Ends the analysis. */
  public TraceResult finish(String name, TraceFacts facts) {
    return new TraceResult(
        name,
        facts,
        "",
        List.of(),
        new Processes(0, 0, 0, 0, 0, 0, 0, 0),
        new WaitTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, new TreeMap<>()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}

package org.reapscope.cli;

import java.io.IOException;
import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.FirstPass;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Quotation;
import org.reapscope.reports.Sanitizer;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.LogLines;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.Traces;

/** Opens, reads and analyses one trace. */
final class TraceRun {
  private static final int NAME_ON_TERMINAL = 40;

  private final Console console;
  private final boolean progress;

  TraceRun(Console console, boolean quiet) {
    this.console = console;
    this.progress = console.errTerminal() && !quiet;
  }

  /** The analysis of the trace that {@code spec} names. */
  TraceResult analyse(String spec, AnalysisOptions options) throws IOException {
    if (!options.needsFirstPass() && !options.keepLines()) {
      Analysis analysis = new Analysis(options);
      return analysis.finish(spec, read(spec, spec, analysis));
    }
    try (SpooledTrace trace = SpooledTrace.of(spec)) {
      TraceResult result =
          options.alternatives() == Alternatives.BESIDE
              ? compared(spec, options, trace)
              : replayed(spec, options, trace);
      return options.keepLines() ? quoted(result, trace) : result;
    }
  }

  private TraceResult replayed(String spec, AnalysisOptions options, SpooledTrace trace)
      throws IOException {
    Analysis analysis;
    if (options.needsFirstPass()) {
      FirstPass first = options.firstPass();
      analysis = first.then(read(spec, trace.spec(), first));
    } else {
      analysis = new Analysis(options);
    }
    return analysis.finish(spec, read(spec, trace.spec(), analysis));
  }

  /**
   * The result with the migration plan, and with every profile under the plan's marking.
   *
   * <p>Two readings: what is to be marked is known only at the log's end. The first replays the run
   * and surveys it, the second plays it on in both ways.
   */
  private TraceResult compared(String spec, AnalysisOptions options, SpooledTrace trace)
      throws IOException {
    Analysis recorded = new Analysis(options);
    FirstPass planning = beside("wait-pidfd", Alternatives.PLAN).firstPass();
    FirstPass marking = beside("linux", Alternatives.EVERY_PROFILE).firstPass();
    TraceFacts facts =
        read(
            spec,
            trace.spec(),
            event -> {
              recorded.accept(event);
              planning.accept(event);
              marking.accept(event);
            });
    TraceResult result = recorded.finish(spec, facts);
    Analysis planned = planning.then(facts);
    Analysis everywhere = marking.then(facts);
    TraceFacts again =
        read(
            spec,
            trace.spec(),
            event -> {
              planned.accept(event);
              everywhere.accept(event);
            });
    return result
        .edit()
        .alternatives(
            null, everywhere.finish(spec, again).comparison(), planned.finish(spec, again).plan())
        .done();
  }

  private static AnalysisOptions beside(String semantics, Alternatives under) {
    return new AnalysisOptions(semantics, "minimal", false, under);
  }

  private static TraceResult quoted(TraceResult result, SpooledTrace trace) throws IOException {
    return result.edit().quotes(LogLines.read(trace.spec(), Quotation.wanted(result))).done();
  }

  /** Reads one trace to its end, with progress shown under the name that the user gave. */
  private TraceFacts read(String name, String spec, EventSink sink) throws IOException {
    EventSink watched = new HeapWatch(sink);
    if (!progress) {
      return Traces.open(spec).read(watched);
    }
    try (Progress shown =
        new Progress(watched, console.err(), Sanitizer.clean(name, NAME_ON_TERMINAL))) {
      return Traces.open(spec).read(shown);
    }
  }
}

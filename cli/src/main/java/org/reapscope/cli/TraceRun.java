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
      Analysis analysis = prepared(spec, options, trace);
      TraceResult result = analysis.finish(spec, read(spec, trace.spec(), analysis));
      if (options.alternatives() == Alternatives.BESIDE) {
        result = compared(spec, result, trace);
      }
      return options.keepLines() ? quoted(result, trace) : result;
    }
  }

  /** The result with the migration plan, and with every profile under the plan's marking. */
  private TraceResult compared(String spec, TraceResult result, SpooledTrace trace)
      throws IOException {
    TraceResult plan = again(spec, trace, "wait-pidfd", Alternatives.PLAN);
    TraceResult all = again(spec, trace, "linux", Alternatives.EVERY_PROFILE);
    return result.edit().alternatives(null, all.comparison(), plan.plan()).done();
  }

  private TraceResult again(String spec, SpooledTrace trace, String semantics, Alternatives under)
      throws IOException {
    AnalysisOptions options = new AnalysisOptions(semantics, "minimal", false, under);
    Analysis analysis = prepared(spec, options, trace);
    return analysis.finish(spec, read(spec, trace.spec(), analysis));
  }

  private Analysis prepared(String spec, AnalysisOptions options, SpooledTrace trace)
      throws IOException {
    if (!options.needsFirstPass()) {
      return new Analysis(options);
    }
    FirstPass first = options.firstPass();
    return first.then(read(spec, trace.spec(), first));
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

package org.reapscope.cli;

import java.io.IOException;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Quotation;
import org.reapscope.reports.Sanitizer;
import org.reapscope.traces.RereadTrace;
import org.reapscope.traces.TraceReader;
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
    if (!options.keepLines()) {
      return analyse(spec, options, Traces.open(spec));
    }
    try (RereadTrace trace = RereadTrace.of(spec)) {
      TraceResult result = analyse(spec, options, trace.open());
      return result.edit().quotes(trace.lines(Quotation.wanted(result))).done();
    }
  }

  private TraceResult analyse(String spec, AnalysisOptions options, TraceReader reader)
      throws IOException {
    Analysis analysis = new Analysis(options);
    if (!progress) {
      return analysis.finish(spec, reader.read(analysis));
    }
    try (Progress shown =
        new Progress(analysis, console.err(), Sanitizer.clean(spec, NAME_ON_TERMINAL))) {
      return analysis.finish(spec, reader.read(shown));
    }
  }
}

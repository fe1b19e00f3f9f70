package org.reapscope.fleet;

import java.io.IOException;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.FirstPass;
import org.reapscope.analyzer.result.TraceResult;

/** Reads one trace as the plain tool does. */
final class TraceAudit {
  private TraceAudit() {}

  /**
   * The result; {@code opener} is asked twice where a marking needs a first look.
   *
   * @throws IOException when the trace is none or cannot be read
   */
  static TraceResult of(String name, AnalysisOptions options, UnitReader.Opener opener)
      throws IOException {
    Analysis analysis;
    if (options.needsFirstPass()) {
      FirstPass first = options.firstPass();
      analysis = first.then(opener.open().read(first));
    } else {
      analysis = new Analysis(options);
    }
    return analysis.finish(name, opener.open().read(analysis));
  }
}

package org.reapscope.analyzer.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.traces.Traces;

/** Analyses of recordings below the traces module's samples. */
final class Samples {
  static final Path POLLING = Path.of("..", "traces", "samples", "polling");

  private Samples() {}

  static TraceResult analysed(Path file) {
    return analysed(file, AnalysisOptions.plain().inFull());
  }

  static TraceResult analysed(Path file, AnalysisOptions options) {
    try {
      Analysis analysis = new Analysis(options);
      return analysis.finish(file.toString(), Traces.open(file.toString()).read(analysis));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

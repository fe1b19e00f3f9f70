package org.reapscope.cli;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.TraceResult;

/**
 * What became of one trace: a result, or why there is none.
 *
 * @param code the exit code that a failure means, {@link ExitCode#CLEAN} for a file of a directory
 *     that is no trace
 * @param fault the exception nobody foresaw, if that was it
 */
record TraceOutcome(
    String trace,
    @Nullable TraceResult result,
    @Nullable String why,
    int code,
    @Nullable Throwable fault) {

  static TraceOutcome done(String trace, TraceResult result) {
    return new TraceOutcome(trace, result, null, ExitCode.CLEAN, null);
  }

  static TraceOutcome failed(String trace, String why, int code) {
    return new TraceOutcome(trace, null, why, code, null);
  }
}

package org.reapscope.analyzer;

import org.reapscope.analyzer.cost.Calibration;

/**
 * What to replay a trace under.
 *
 * @param semantics profile name, such as {@code linux} or {@code wait-pidfd}
 * @param mark marking policy, such as {@code none} or {@code pidfd,comm=worker*}
 * @param keepCalls whether every wait call is kept as a row of the result
 * @param calibration prices of calls, for predictions; {@link Calibration#NONE} predicts nothing
 */
public record AnalysisOptions(
    String semantics, String mark, boolean keepCalls, Calibration calibration) {
  /** Without predictions. */
  public AnalysisOptions(String semantics, String mark, boolean keepCalls) {
    this(semantics, mark, keepCalls, Calibration.NONE);
  }

  /** The same with other prices. */
  public AnalysisOptions pricedBy(Calibration prices) {
    return new AnalysisOptions(semantics, mark, keepCalls, prices);
  }

  /** Plain audit: today's Linux, nothing marked. */
  public static AnalysisOptions plain() {
    return new AnalysisOptions("linux", "none", false);
  }
}

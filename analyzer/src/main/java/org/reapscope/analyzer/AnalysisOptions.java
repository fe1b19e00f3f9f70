package org.reapscope.analyzer;

/**
 * What to replay a trace under.
 *
 * @param semantics profile name, such as {@code linux} or {@code wait-pidfd}
 * @param mark marking policy, such as {@code none} or {@code pidfd,comm=worker*}
 * @param keepCalls whether every wait call is kept as a row of the result
 */
public record AnalysisOptions(String semantics, String mark, boolean keepCalls) {
  /** Plain audit: today's Linux, nothing marked. */
  public static AnalysisOptions plain() {
    return new AnalysisOptions("linux", "none", false);
  }
}

package org.reapscope.analyzer;

/**
 * What to replay a trace under.
 *
 * @param semantics profile name, such as {@code linux} or {@code wait-pidfd}
 * @param mark marking policy, such as {@code none} or {@code pidfd,comm=worker*}
 * @param keepCalls whether every wait call and every life is kept as a row of the result
 * @param keepLines whether whoever opened the trace is to read again the lines that findings name,
 *     so that a report can quote them
 */
public record AnalysisOptions(
    String semantics, String mark, boolean keepCalls, boolean keepLines) {
  /** Without lines to quote. */
  public AnalysisOptions(String semantics, String mark, boolean keepCalls) {
    this(semantics, mark, keepCalls, false);
  }

  /** The same, keeping all that a page with pictures and quotations needs. */
  public AnalysisOptions inFull() {
    return new AnalysisOptions(semantics, mark, true, true);
  }

  /** Plain audit: today's Linux, nothing marked. */
  public static AnalysisOptions plain() {
    return new AnalysisOptions("linux", "none", false);
  }
}

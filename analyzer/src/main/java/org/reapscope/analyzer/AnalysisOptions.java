package org.reapscope.analyzer;

import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.analyzer.whatif.Hindsight;
import org.reapscope.analyzer.whatif.Marking;

/**
 * What to replay a trace under.
 *
 * @param semantics profile name, such as {@code linux} or {@code wait-pidfd}
 * @param mark marking policy, such as {@code none} or {@code pidfd,comm=worker*}
 * @param keepCalls whether every wait call and every life is kept as a row of the result
 * @param keepLines whether whoever opened the trace is to read again the lines that findings name,
 *     so that a report can quote them
 */
public record AnalysisOptions(String semantics, String mark, boolean keepCalls, boolean keepLines) {
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

  /**
   * Checks the names.
   *
   * @throws IllegalArgumentException for an unknown profile or marking
   */
  public void check() {
    Profiles.byName(semantics);
    Marking.parse(mark);
  }

  /**
   * Whether the marking can only be told after the log was read once.
   *
   * @throws IllegalArgumentException for an unknown marking
   */
  public boolean needsFirstPass() {
    return Marking.parse(mark).needsFirstPass();
  }

  /**
   * The first pass that the marking needs.
   *
   * @throws IllegalArgumentException for an unknown profile or marking
   */
  public Hindsight firstPass() {
    Marking marking = Marking.parse(mark);
    return new Hindsight(marking, recordedUnder(marking));
  }

  /**
   * A log whose own flags mark children comes from a kernel with these rules, any other from Linux.
   */
  private Semantics recordedUnder(Marking marking) {
    return Profiles.byName(marking.marksAsRecorded() ? semantics : "linux");
  }
}

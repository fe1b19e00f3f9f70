package org.reapscope.analyzer.result;

import java.util.List;

/**
 * How to move to the flag: what to mark, what to change, and the proof.
 *
 * @param rows one a spawn site, by program
 * @param programs one verdict a program
 * @param exact whether the set of marked sites is proved to be the smallest
 * @param bound at most this many times the smallest when it is not
 * @param proof the run played on with exactly the marked sites marked
 */
public record Plan(
    List<PlanRow> rows, List<ProgramVerdict> programs, boolean exact, double bound, WhatIf proof) {
  public Plan {
    rows = List.copyOf(rows);
    programs = List.copyOf(programs);
  }

  /** The verdict on a program, empty for one that the plan does not know. */
  public String verdictOn(String program) {
    return programs.stream()
        .filter(each -> each.program().equals(program))
        .map(ProgramVerdict::verdict)
        .findFirst()
        .orElse("");
  }

  /**
   * What a program's owner has to do.
   *
   * @param verdict one of {@code safe as it is}, {@code mark these}, {@code mark these and change
   *     that}, {@code do not mark: it would hang}
   */
  public record ProgramVerdict(String program, String verdict, String why) {}
}

package org.reapscope.analyzer.findings;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Finding.Severity;

/**
 * Two focused waits for one child: one got it, the other ECHILD.
 *
 * <p>No theft, since both name the child, and no rule of wait can help. Two waits at once are two
 * owners, a warning; one after the other may be one owner that asks twice or makes sure, a note.
 */
final class DoubleWait implements Detector {
  private final List<CaseFile> twice = new ArrayList<>();

  @Override
  public void closed(CaseFile file) {
    Asking reap = file.reap;
    if (file.fate == CaseFile.Fate.WAITED
        && reap != null
        && reap.call().isFocused()
        && file.refused != null) {
      twice.add(file);
    }
  }

  @Override
  public List<Finding> findings(Coverage coverage) {
    List<Finding> found = new ArrayList<>();
    for (CaseFile file : twice) {
      Asking reap = file.reap;
      Asking second = file.refused;
      if (reap != null
          && second != null
          && !file.book.guessed
          && coverage.whole(file.from(), second.line())) {
        found.add(finding(file, reap, second));
      }
    }
    return found;
  }

  private static Finding finding(CaseFile file, Asking reap, Asking second) {
    boolean same = reap.caller() == second.caller();
    boolean atOnce = !same && second.startLine() < reap.line();
    return new Finding(
        FindingRule.DOUBLE_WAIT.id(),
        atOnce ? Severity.WARNING : Severity.NOTE,
        reap.evidence() == Evidence.EXACT ? "exact" : "inferred",
        Words.who(reap.caller())
            + " collected "
            + file.words()
            + " with "
            + reap.call().words()
            + " at line "
            + reap.line()
            + "; "
            + (same ? "it asked again with " : Words.who(second.caller()) + " asked too, with ")
            + second.call().words()
            + (atOnce ? " since line " + second.startLine() : "")
            + ", and got ECHILD at line "
            + second.line()
            + (atOnce ? ": the child has two owners, and which one wins is chance" : ""),
        file.book.party(),
        file.described(),
        null,
        second.victim("ECHILD"),
        new Finding.UnderFlag(
            "unchanged", "Both waits name the child, so a mark hides it from neither."));
  }
}

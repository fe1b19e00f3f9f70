package org.reapscope.analyzer.whatif;

import org.reapscope.analyzer.result.ChildOutcome;
import org.reapscope.analyzer.result.ChildOutcome.Outcome;
import org.reapscope.analyzer.result.Finding;

/** A marked child's bad end as a finding: {@code would-leak} or {@code would-hang}. */
final class OutcomeFinding {
  private OutcomeFinding() {}

  static Finding of(ChildOutcome child) {
    boolean hangs = child.outcome() == Outcome.HANGS;
    return new Finding(
        hangs ? "would-hang" : "would-leak",
        hangs ? Finding.Severity.ERROR : Finding.Severity.WARNING,
        child.evidence(),
        "Marked, child "
            + child.pid()
            + (child.comm().isEmpty() ? "" : " (" + child.comm() + ")")
            + (hangs ? " would hang its parent: " : " would leak: ")
            + child.note(),
        child.parent(),
        new Finding.Child(child.pid(), child.comm(), child.spawnLine(), 0, ""),
        null,
        null,
        new Finding.UnderFlag(child.outcome().word(), child.note()));
  }
}

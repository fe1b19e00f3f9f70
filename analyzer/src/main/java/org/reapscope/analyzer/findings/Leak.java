package org.reapscope.analyzer.findings;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Finding.Severity;

/**
 * A zombie that stays until its parent dies or the log ends.
 *
 * <p>Every child is a zombie for a moment, and a program about to exit need not reap. What makes a
 * leak is time: far more of it than any wake-up takes, or, without a usable clock, wait calls and
 * event-loop turns of the parent that passed the zombie over.
 */
abstract class Leak implements Detector {
  private final FindingRule rule;
  private final boolean orphans;
  private final List<Left> zombies = new ArrayList<>();

  /** A zombie at the end of its time with its parent. */
  private record Left(Lingering zombie, Finding.Party parent) {}

  Leak(FindingRule rule, boolean orphans) {
    this.rule = rule;
    this.orphans = orphans;
  }

  @Override
  public void left(CaseFile file, Leaving how) {
    Lingering zombie = file.orphan == orphans ? Lingering.of(file, how) : null;
    if (zombie != null) {
      zombies.add(new Left(zombie, file.book.party()));
    }
  }

  @Override
  public List<Finding> findings(Coverage coverage) {
    List<Finding> found = new ArrayList<>();
    for (Left left : zombies) {
      if (left.zombie.isShown(coverage)) {
        found.add(finding(left));
      }
    }
    return found;
  }

  private Finding finding(Left left) {
    Lingering zombie = left.zombie;
    boolean over = zombie.how().parentDied();
    String message =
        zombie.file().words()
            + " was a zombie from line "
            + zombie.since()
            + (over ? " until its parent died at line " : " to the end of the log, line ")
            + zombie.how().line()
            + (zombie.age() < 0 ? "" : ", " + Words.seconds(zombie.age()))
            + ": "
            + Words.process(left.parent)
            + (orphans ? ", which inherited it, never reaped it" : " never reaped it")
            + (zombie.chances() > 0
                ? " although it waited or turned its event loop "
                    + Words.count(zombie.chances(), "time", "times")
                    + " meanwhile"
                : "");
    return new Finding(
        rule.id(),
        orphans || !over ? Severity.WARNING : Severity.NOTE,
        "exact",
        message,
        left.parent,
        zombie.file().described(),
        null,
        null,
        new Finding.UnderFlag(
            "unchanged",
            "CLONE_WAIT_PIDFD reaps nothing by itself: a marked child that nobody waits for by pid"
                + " or pidfd stays a zombie as well."));
  }
}

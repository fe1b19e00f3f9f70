package org.reapscope.analyzer.findings;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Finding.Severity;
import org.reapscope.traces.event.ProcessEvent;

/**
 * A zombie that stays until its parent dies or the log ends.
 *
 * <p>Every child is a zombie for a moment, and a program about to exit need not reap. What makes a
 * leak is time: far more of it than any wake-up takes, or, without a usable clock, wait calls and
 * event-loop turns of the parent that passed the zombie over.
 */
abstract class Leak implements Detector {
  /** Longer than a wake-up takes under a tracer on a busy machine, and than most loops sleep. */
  private static final long LONG_ENOUGH = 500_000_000L;

  /** The same for clocks of whole seconds. */
  private static final long LONG_ENOUGH_IN_SECONDS = 2_000_000_000L;

  private static final long SECOND = 1_000_000_000L;

  /** Waits and event-loop turns that pass over a zombie before it counts, where no clock tells. */
  private static final long CHANCES = 3;

  private final FindingRule rule;
  private final boolean orphans;
  private final List<Left> zombies = new ArrayList<>();

  /** A zombie at the end of its time with its parent. */
  private record Left(
      CaseFile file, Finding.Party parent, Leaving how, long since, long age, long chances) {}

  Leak(FindingRule rule, boolean orphans) {
    this.rule = rule;
    this.orphans = orphans;
  }

  @Override
  public void left(CaseFile file, Leaving how) {
    if (file.orphan != orphans || file.zombieLine == 0) {
      return;
    }
    long age =
        how.time() == ProcessEvent.NO_TIME || file.zombieTime == ProcessEvent.NO_TIME
            ? -1
            : how.time() - file.zombieTime;
    long chances = file.book.waits - file.waitsBefore + file.book.turns - file.turnsBefore;
    if (isLong(age, how.time(), file.zombieTime) || (age < 0 && chances >= CHANCES)) {
      zombies.add(new Left(file, file.book.party(), how, file.zombieLine, age, chances));
    }
  }

  private static boolean isLong(long age, long end, long start) {
    boolean wholeSeconds = end % SECOND == 0 && start % SECOND == 0;
    return age >= (wholeSeconds ? LONG_ENOUGH_IN_SECONDS : LONG_ENOUGH);
  }

  @Override
  public List<Finding> findings(Coverage coverage) {
    List<Finding> found = new ArrayList<>();
    for (Left left : zombies) {
      TracedTask child = left.file.child;
      long from = child == null ? 0 : child.spawnLine();
      boolean explained =
          !left.how.parentDied() && !coverage.facts().complete() && left.chances == 0;
      if (coverage.showsWaits() && coverage.whole(from, left.how.line()) && !explained) {
        found.add(finding(left));
      }
    }
    return found;
  }

  private Finding finding(Left left) {
    boolean over = left.how.parentDied();
    String message =
        left.file.words()
            + " was a zombie from line "
            + left.since
            + (over ? " until its parent died at line " : " to the end of the log, line ")
            + left.how.line()
            + (left.age < 0 ? "" : ", " + Words.seconds(left.age))
            + ": "
            + Words.process(left.parent)
            + (orphans ? ", which inherited it, never reaped it" : " never reaped it")
            + (left.chances > 0
                ? " although it waited or turned its event loop "
                    + Words.count(left.chances, "time", "times")
                    + " meanwhile"
                : "");
    return new Finding(
        rule.id(),
        orphans || !over ? Severity.WARNING : Severity.NOTE,
        "exact",
        message,
        left.parent,
        left.file.described(),
        null,
        null,
        new Finding.UnderFlag(
            "unchanged",
            "CLONE_WAIT_PIDFD reaps nothing by itself: a marked child that nobody waits for by pid"
                + " or pidfd stays a zombie as well."));
  }
}

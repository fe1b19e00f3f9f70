package org.reapscope.reports.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.reapscope.analyzer.result.Life;

/**
 * How many children live, and how many are dead and not reaped, along the log; thinned out so that
 * the peaks stay.
 */
final class Crowd {
  private static final int CELLS = 1_000;

  /** The counts from a line on. */
  record Count(long line, long time, int live, int dead) {}

  private record Change(long line, long time, int live, int dead) {}

  private Crowd() {}

  /** The counts of those whose birth is in the log. */
  static List<Count> of(List<Life> lives, long lines) {
    List<Change> changes = new ArrayList<>();
    for (Life life : lives) {
      if (life.spawnLine() <= 0) {
        continue;
      }
      changes.add(new Change(life.spawnLine(), life.spawnTime(), 1, 0));
      if (life.exitLine() > 0) {
        changes.add(new Change(life.exitLine(), life.exitTime(), -1, life.autoreaped() ? 0 : 1));
      }
      if (life.reapLine() > 0 && !life.autoreaped()) {
        boolean seenDying = life.exitLine() > 0;
        changes.add(
            new Change(life.reapLine(), life.reapTime(), seenDying ? 0 : -1, seenDying ? -1 : 0));
      }
    }
    changes.sort(Comparator.comparingLong(Change::line));
    return thinned(changes, Math.max(1, lines / CELLS));
  }

  private static List<Count> thinned(List<Change> changes, long cell) {
    List<Count> counts = new ArrayList<>();
    int live = 0;
    int dead = 0;
    long at = -1;
    int low = 0;
    for (Change change : changes) {
      live += change.live();
      dead += change.dead();
      Count count = new Count(change.line(), change.time(), live, dead);
      if (change.line() / cell != at) {
        at = change.line() / cell;
        low = counts.size();
      }
      // At most three of a cell stay: most alive, most dead, and the last.
      counts.add(count);
      if (counts.size() - low > 3) {
        counts.remove(least(counts, low));
      }
    }
    return counts;
  }

  /** The index of a count in the cell that is neither a peak nor the last. */
  private static int least(List<Count> counts, int low) {
    int mostLive = low;
    int mostDead = low;
    for (int i = low; i < counts.size() - 1; i++) {
      mostLive = counts.get(i).live() > counts.get(mostLive).live() ? i : mostLive;
      mostDead = counts.get(i).dead() > counts.get(mostDead).dead() ? i : mostDead;
    }
    for (int i = low; i < counts.size() - 1; i++) {
      if (i != mostLive && i != mostDead) {
        return i;
      }
    }
    return counts.size() - 2;
  }
}

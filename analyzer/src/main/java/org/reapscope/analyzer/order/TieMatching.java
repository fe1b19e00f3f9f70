package org.reapscope.analyzer.order;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Matches forks whose children's outer numbers are not shown with tasks whose creation is not: both
 * stand in one order, since outer numbers rise with time, except that forks which overlap may stand
 * either way. Of all such matchings the one that contradicts the fewest records is taken: how each
 * task ended and how its parent was told, its own number, its first line, and forks that were
 * killed inside, which account for tasks as well.
 */
final class TieMatching {
  private static final int FORK_ALONE = 24;
  private static final int TASK_ALONE = 6;
  private static final int LOST_FORK_ALONE = 1;
  private static final int IMPOSSIBLE = 1000;
  private static final int WRONG_END = 16;
  private static final int WRONG_NUMBER = 16;

  private final TieFacts facts;
  private final List<Slot> forks;
  private final List<Candidate> tasks;

  /**
   * A fork, between two lines.
   *
   * @param number what it returned; 0 when it was killed inside
   * @param newNamespace whether its child has another number for itself
   */
  record Slot(int caller, int number, long from, long to, boolean newNamespace) {
    boolean isLost() {
      return number == 0;
    }
  }

  /** A task whose creation is not shown, and its first line. */
  record Candidate(int tid, long first) {}

  /**
   * {@code tasks} in the order of their making.
   *
   * @param oneNamespace whether all forks that returned are of one namespace, whose numbers tell
   *     their order
   */
  TieMatching(TieFacts facts, List<Slot> forks, List<Candidate> tasks, boolean oneNamespace) {
    this.facts = facts;
    this.tasks = tasks;
    this.forks = new ArrayList<>();
    forks.stream()
        .filter(each -> !each.isLost())
        .sorted(
            oneNamespace
                ? Comparator.comparingInt(Slot::number)
                : Comparator.comparingLong(Slot::from))
        .forEach(this.forks::add);
    forks.stream().filter(Slot::isLost).forEach(this::insert);
  }

  private void insert(Slot lost) {
    int at = 0;
    while (at < forks.size() && forks.get(at).from <= lost.from) {
      at++;
    }
    forks.add(at, lost);
  }

  /**
   * Which fork made which task; forks killed inside, and what nothing is known of, are left out.
   */
  Map<Slot, Integer> match() {
    int[] taskOf = align();
    swapOverlapping(taskOf);
    Map<Slot, Integer> ties = new HashMap<>();
    for (int i = 0; i < taskOf.length; i++) {
      if (taskOf[i] >= 0 && !forks.get(i).isLost()) {
        ties.put(forks.get(i), tasks.get(taskOf[i]).tid());
      }
    }
    return ties;
  }

  private int cost(Slot fork, Candidate task) {
    if (task.first < fork.from || task.tid == fork.caller) {
      return IMPOSSIBLE;
    }
    if (fork.isLost()) {
      return 0;
    }
    int cost = 0;
    int own = facts.ownNumber(task.tid);
    if (own > 0 && !fork.newNamespace && own != fork.number) {
      cost += WRONG_NUMBER;
    }
    if (!facts.endsAsTold(task.tid, fork.caller, fork.number, fork.from)) {
      cost += WRONG_END;
    }
    return cost;
  }

  private static int alone(Slot fork) {
    return fork.isLost() ? LOST_FORK_ALONE : FORK_ALONE;
  }

  /** The cheapest alignment of the two sequences; for each fork its task, or -1. */
  private int[] align() {
    int n = forks.size();
    int m = tasks.size();
    int[][] best = new int[n + 1][m + 1];
    for (int i = n; i >= 0; i--) {
      for (int j = m; j >= 0; j--) {
        if (i == n) {
          best[i][j] = (m - j) * TASK_ALONE;
        } else if (j == m) {
          best[i][j] = best[i + 1][j] + alone(forks.get(i));
        } else {
          int skip = Math.min(best[i + 1][j] + alone(forks.get(i)), best[i][j + 1] + TASK_ALONE);
          best[i][j] = Math.min(skip, best[i + 1][j + 1] + cost(forks.get(i), tasks.get(j)));
        }
      }
    }
    int[] taskOf = new int[n];
    int i = 0;
    int j = 0;
    while (i < n) {
      taskOf[i] = -1;
      if (j < m && best[i][j] == best[i + 1][j + 1] + cost(forks.get(i), tasks.get(j))) {
        taskOf[i++] = j++;
      } else if (j < m && best[i][j] == best[i][j + 1] + TASK_ALONE) {
        j++;
      } else {
        i++;
      }
    }
    return taskOf;
  }

  /** Forks that overlap may have got their numbers in the other order. */
  private void swapOverlapping(int[] taskOf) {
    boolean better = true;
    for (int round = 0; better && round < 8; round++) {
      better = false;
      for (int i = 0; i < taskOf.length; i++) {
        for (int j = i + 1; j < taskOf.length && forks.get(j).from < forks.get(i).to; j++) {
          if (swapsWell(i, taskOf[i], j, taskOf[j])) {
            int task = taskOf[i];
            taskOf[i] = taskOf[j];
            taskOf[j] = task;
            better = true;
          }
        }
      }
    }
  }

  private boolean swapsWell(int i, int first, int j, int second) {
    int before = costOf(i, first) + costOf(j, second);
    int after = costOf(i, second) + costOf(j, first);
    if (after != before) {
      return after < before;
    }
    // One namespace numbers its members in the order of their making.
    Slot one = forks.get(i);
    Slot other = forks.get(j);
    return one.caller == other.caller && one.number > other.number && first >= 0 && first < second;
  }

  private int costOf(int fork, int task) {
    return task < 0 ? alone(forks.get(fork)) : cost(forks.get(fork), tasks.get(task));
  }
}

package org.reapscope.analyzer.order;

import java.util.Comparator;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.IntMap;
import org.reapscope.traces.event.TaskSeen;

/**
 * First lines of tasks that no fork has accounted for yet, and whether the forks in the look-ahead
 * window will account for all of them.
 *
 * <p>In most logs nobody asks for that. Once somebody does, which is for each fork anew, tasks are
 * kept by line and forks by number, and lines whose tasks were found accounted for are not looked
 * through again.
 */
final class Unaccounted {
  private static final Comparator<TaskSeen> BY_LINE =
      (a, b) ->
          a.line() == b.line()
              ? Integer.compare(a.tid(), b.tid())
              : Long.compare(a.line(), b.line());

  private final IntMap<TaskSeen> tasks = new IntMap<>();

  /** All of them by line, null while nobody has asked. */
  private @Nullable TreeSet<TaskSeen> byLine;

  /** The forks in the window by the number that they give, the latest for each. */
  private final IntMap<Maker> makers = new IntMap<>();

  /** The lines between which all were found accounted for; none while the first is the greater. */
  private long foundFrom = 1;

  private long foundTo;
  private int innerThen;

  private record Maker(int caller, long end) {}

  /** Takes in a task, unless it is in. */
  void add(TaskSeen seen) {
    if (!tasks.containsKey(seen.tid())) {
      tasks.put(seen.tid(), seen);
      if (byLine != null) {
        byLine.add(seen);
        foundTo = seen.line() > foundTo ? foundTo : 0;
      }
    }
  }

  /** A fork has accounted for a task; false when it is none of these. */
  boolean remove(int tid) {
    TaskSeen seen = tasks.remove(tid);
    if (seen != null && byLine != null) {
      byLine.remove(seen);
    }
    return seen != null;
  }

  boolean contains(int tid) {
    return tasks.containsKey(tid);
  }

  /** Calls for each of them. */
  void forEach(IntMap.Visitor<TaskSeen> visitor) {
    tasks.forEach(visitor);
  }

  /** Whether forks are to be told of: {@link #leaves} has been asked for. */
  boolean isAsked() {
    return byLine != null;
  }

  /** From now on it is asked whether {@link #leaves} any; the forks in the window come next. */
  void ask() {
    TreeSet<TaskSeen> lines = new TreeSet<>(BY_LINE);
    tasks.forEach((tid, seen) -> lines.add(seen));
    byLine = lines;
  }

  /** A fork has come into the window; {@code end} is its last line. */
  void comes(int number, int caller, long end) {
    makers.put(number, new Maker(caller, end));
  }

  /** It has left. */
  void goes(int number, long end) {
    Maker maker = makers.get(number);
    if (maker != null && maker.end == end) {
      makers.remove(number);
    }
  }

  /**
   * Whether a task may be left that speaks from this line on and for which no fork in the window
   * accounts; false only when there is none.
   *
   * @param isInner whether a task's forks give numbers of an inner namespace, and account for none
   * @param inner of how many tasks that is known
   */
  boolean leaves(long line, IntPredicate isInner, int inner) {
    TreeSet<TaskSeen> lines = byLine;
    if (lines == null) {
      return !tasks.isEmpty();
    }
    boolean follows = inner == innerThen && line >= foundFrom && line <= foundTo + 1;
    long from = follows ? foundTo + 1 : line;
    TaskSeen start = new TaskSeen(from, 0, Integer.MIN_VALUE, 0);
    for (TaskSeen seen : lines.tailSet(start, true)) {
      Maker maker = makers.get(seen.tid());
      if (maker == null || isInner.test(maker.caller)) {
        return true;
      }
    }
    if (!lines.isEmpty()) {
      foundFrom = follows ? foundFrom : line;
      foundTo = Math.max(from - 1, lines.last().line());
      innerThen = inner;
    }
    return false;
  }
}

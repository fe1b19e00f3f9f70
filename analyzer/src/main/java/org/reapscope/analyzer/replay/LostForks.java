package org.reapscope.analyzer.replay;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.traces.event.Call;

/**
 * Forks whose result is not in the log: the caller was killed inside, or the line is missing (R8).
 *
 * <p>A task of unknown origin that appears later came from one of them. Numbers are given in rising
 * order, which rules some out; with more than one left nobody is accused of parenthood.
 */
final class LostForks {
  private static final int KEPT = 256;
  private static final int REMEMBERED = 1024;
  private final List<Entry> entries = new ArrayList<>();
  private final ArrayDeque<Known> known = new ArrayDeque<>();

  /** A fork without a result, between these lines. */
  record Entry(TracedTask caller, Call.Spawn call, long line, long end) {}

  /** A fork that gave a number, between these lines. */
  private record Known(int number, long from, long to) {}

  void add(TracedTask caller, Call.Spawn call, long line, long end) {
    if (entries.size() == KEPT) {
      entries.remove(0);
    }
    entries.add(new Entry(caller, call, line, end));
  }

  /** A fork has given this number. */
  void gave(int number, long from, long to) {
    known.add(new Known(number, from, to));
    if (known.size() > REMEMBERED) {
      known.removeFirst();
    }
  }

  /** Takes the only fork that a task of unknown origin can have come from; null when unclear. */
  @Nullable Entry claim(int tid) {
    List<Entry> possible = candidates(tid);
    if (possible.size() != 1) {
      return null;
    }
    entries.remove(possible.get(0));
    return possible.get(0);
  }

  /**
   * The forks that can have given this number: none that began after a higher number was given, and
   * none that was over before a lower one was asked for.
   */
  List<Entry> candidates(int tid) {
    List<Entry> possible = new ArrayList<>(1);
    if (entries.isEmpty()) {
      return possible;
    }
    long higherGiven = Long.MAX_VALUE;
    long lowerAsked = Long.MIN_VALUE;
    for (Known fork : known) {
      if (fork.number > tid) {
        higherGiven = Math.min(higherGiven, fork.to);
      } else {
        lowerAsked = Math.max(lowerAsked, fork.from);
      }
    }
    for (Entry entry : entries) {
      if (higherGiven >= entry.line && lowerAsked <= entry.end) {
        possible.add(entry);
      }
    }
    return possible;
  }

  /** The task turned out to come from this one. */
  void settle(Entry entry) {
    entries.remove(entry);
  }

  /** Whether the process may have a child that has not appeared yet. */
  boolean mayHaveChild(TracedTask caller) {
    for (Entry entry : entries) {
      Task forker = entry.caller.task;
      if (forker.group() == caller.task.group() || !forker.isAlive()) {
        return true;
      }
    }
    return false;
  }

  /** A call that did come back after all. */
  void settle(TracedTask caller, long line) {
    for (Iterator<Entry> i = entries.iterator(); i.hasNext(); ) {
      Entry entry = i.next();
      if (entry.caller == caller && entry.line == line) {
        i.remove();
      }
    }
  }
}

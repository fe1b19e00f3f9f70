package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.traces.event.Call;

/**
 * Forks whose result is not in the log: the caller was killed inside, or the line is missing (R8).
 *
 * <p>A task of unknown origin that appears later came from one of them; with more than one
 * candidate nobody is accused of parenthood.
 */
final class LostForks {
  private static final int KEPT = 256;
  private final List<Entry> entries = new ArrayList<>();

  /** A fork without a result. */
  record Entry(TracedTask caller, Call.Spawn call, long line) {}

  void add(TracedTask caller, Call.Spawn call, long line) {
    if (entries.size() == KEPT) {
      entries.remove(0);
    }
    entries.add(new Entry(caller, call, line));
  }

  /** Takes the only fork that a task of unknown origin can have come from; null when unclear. */
  @Nullable Entry claim() {
    return entries.size() == 1 ? entries.remove(0) : null;
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

package org.reapscope.traces.strace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Holds events back while the number of the first task is unknown.
 *
 * <p>On standard error strace prints no pid while one task is alive. The number comes out later:
 * from getpid and its kin, or from the first {@code [pid N]} that is nobody's new child. If it
 * never does, or not in time, the task stands as 0.
 */
final class NamelessTask implements EventSink {
  private static final int MOST_EVENTS = 1 << 17;

  private final EventSink out;
  private final List<ProcessEvent> waiting = new ArrayList<>();
  private final Set<Integer> children = new HashSet<>();
  private boolean settled;

  NamelessTask(EventSink out) {
    this.out = out;
  }

  @Override
  public void accept(ProcessEvent event) {
    if (settled) {
      out.accept(event);
      return;
    }
    waiting.add(event);
    if (waiting.size() >= MOST_EVENTS) {
      settle(0);
    }
  }

  /** Notes a number that belongs to another task. */
  void child(long tid) {
    if (!settled && tid > 0 && tid <= Integer.MAX_VALUE) {
      children.add((int) tid);
    }
  }

  /** True when the number is known to be another task's. */
  boolean isChild(int tid) {
    return children.contains(tid);
  }

  /** True once events are no longer held back. */
  boolean settled() {
    return settled;
  }

  /** Sends on what was held back, as events of {@code tid} where they had no number. */
  void settle(int tid) {
    if (settled) {
      return;
    }
    settled = true;
    for (ProcessEvent event : waiting) {
      out.accept(event.tid() == 0 && tid != 0 ? Renumbered.task(event, tid) : event);
    }
    waiting.clear();
    children.clear();
  }
}

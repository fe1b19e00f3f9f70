package org.reapscope.analyzer.order;

/**
 * Whether the log shows how waits of one kind end. That none does is no sign by itself: a process
 * may sleep in its only one to the last line. A task that goes on must have come back.
 */
final class WaitEnds {
  private final TaskNumbers inside = new TaskNumbers();
  private boolean shown;
  private boolean missed;

  /** A task is inside a wait from now on. */
  void begins(int tid) {
    if (!shown) {
      inside.add(tid);
    }
  }

  /** The log shows how one ended. */
  void ends() {
    shown = true;
  }

  /** A task makes another call. */
  void goesOn(int tid) {
    missed |= !shown && inside.remove(tid);
  }

  /** Whether some have ended and no end is in the log. */
  boolean areMissing() {
    return missed && !shown;
  }
}

package org.reapscope.analyzer.cost;

import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.replay.JudgedWait;

/** One drain loop: generic WNOHANG waits until one finds nothing. */
final class Drain {
  final String wakeup;
  int calls;

  /** Calls that found nothing, or no child at all. */
  int wasted;

  int reaped;
  long scanned;
  private long nanos;
  private int timed;

  /** Begins a loop in an event-loop turn of this kind. */
  Drain(String wakeup) {
    this.wakeup = wakeup;
  }

  /** Takes in one call; true when it was the last. */
  boolean add(JudgedWait wait) {
    calls++;
    scanned += wait.scanned();
    reaped += wait.consumed() ? 1 : 0;
    long inside = Clock.inside(wait.end());
    if (inside >= 0) {
      timed++;
      nanos += inside;
    }
    boolean last = foundNothing(wait) || wait.failedWith(Errno.ECHILD);
    wasted += last ? 1 : 0;
    return last;
  }

  /** Where the log does not show what a call reported, the model knows whether it did. */
  private static boolean foundNothing(JudgedWait wait) {
    return wait.isEmpty()
        || (wait.end().outcome().ok()
            && wait.child() == null
            && wait.call().call().report() == null
            && wait.answer().kind() == Answer.Kind.NOTHING);
  }

  /** Nanoseconds inside its calls, -1 when not all were measured. */
  long nanos() {
    return timed == calls ? nanos : -1;
  }
}

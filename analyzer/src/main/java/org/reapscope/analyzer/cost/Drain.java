package org.reapscope.analyzer.cost;

import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.replay.JudgedWait;

/** One drain loop: generic WNOHANG waits until one finds nothing. */
final class Drain {
  int calls;
  int reaped;
  long scanned;
  private long nanos;
  private int timed;

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
    return wait.isEmpty() || wait.failedWith(Errno.ECHILD);
  }

  /** Nanoseconds inside its calls, -1 when not all were measured. */
  long nanos() {
    return timed == calls ? nanos : -1;
  }
}

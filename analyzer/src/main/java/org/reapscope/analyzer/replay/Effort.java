package org.reapscope.analyzer.replay;

/**
 * Bounds what may be spent on explaining results that the model does not agree with. Each attempt
 * looks at the caller's children: a log with ten thousands of them, each of whose waits is false,
 * would take hours. Waits beyond the bound count as contradicted; so many no true log has.
 */
final class Effort {
  /** Children looked at, in all attempts together: a few seconds. */
  private static final long MOST = 30_000_000;

  private long left;

  Effort() {
    this(MOST);
  }

  /** With a bound of its own. */
  Effort(long most) {
    left = most;
  }

  /** Whether one more attempt may be made for a wait of this caller. */
  boolean allows(TracedTask caller) {
    if (left > 0) {
      left -= 1 + caller.task.group().childCount();
    }
    return left > 0;
  }
}

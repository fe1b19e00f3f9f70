package org.reapscope.analyzer.replay;

/**
 * Bounds how often the model is asked for open waits that share no answer. Ten thousand threads
 * that all have children and all sleep would have it asked ten thousand times at each death. Beyond
 * the bound the first few are asked for at each change, the others at their ends only; no program
 * is known to come near it.
 */
final class Looks {
  /** Waits that each ask for themselves, before others share what they are answered. */
  private static final int FEW = 8;

  /** Waits of one process that a change always reaches. */
  private static final int ALWAYS = 64;

  /** Looks beyond these, in the whole log: a few seconds. */
  private static final long MOST = 5_000_000;

  private final int few;
  private long left;

  Looks() {
    this(FEW, MOST);
  }

  /** With bounds of its own. */
  Looks(int few, long most) {
    this.few = few;
    this.left = most;
  }

  int few() {
    return few;
  }

  /** Whether a change may cost one more look for a process, after so many. */
  boolean allow(int looks) {
    return looks < ALWAYS || left-- > 0;
  }

  /** Whether a change that costs no look may reach one more wait, after so many. */
  boolean reach(int waits) {
    return waits < ALWAYS || left > 0;
  }

  /** Whether some wait was not asked for at some change. */
  boolean areSpent() {
    return left < 0;
  }
}

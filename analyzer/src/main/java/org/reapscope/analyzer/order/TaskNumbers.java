package org.reapscope.analyzer.order;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * A set of task numbers: a bit for each that Linux can give (PID_MAX_LIMIT,
 * include/linux/threads.h), half a megabyte at most; what a log claims beyond that costs no more
 * than its own entry.
 */
public final class TaskNumbers {
  private static final int LIMIT = 1 << 22;

  private final BitSet given = new BitSet();
  private final Set<Integer> others = new HashSet<>();

  /** Puts a number in; nothing happens when it is in. */
  public void add(int number) {
    if (isGiven(number)) {
      given.set(number);
    } else {
      others.add(number);
    }
  }

  /** Takes a number out; whether it was in. */
  public boolean remove(int number) {
    if (!isGiven(number)) {
      return others.remove(number);
    }
    boolean was = given.get(number);
    given.clear(number);
    return was;
  }

  /** Whether a number is in. */
  public boolean contains(int number) {
    return isGiven(number) ? given.get(number) : others.contains(number);
  }

  /** Whether no number is in. */
  public boolean isEmpty() {
    return given.isEmpty() && others.isEmpty();
  }

  private static boolean isGiven(int number) {
    return number >= 0 && number <= LIMIT;
  }
}

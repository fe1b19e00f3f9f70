package org.reapscope.analyzer.order;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * A set of task numbers: a bit for each that Linux can give (PID_MAX_LIMIT,
 * include/linux/threads.h), half a megabyte at most; what a log claims beyond that costs no more
 * than its own entry.
 *
 * <p>Not a {@code BitSet}: that looks for its last word whenever its highest bit is cleared, and
 * the numbers of a system that counts to four million come and go one by one at the top.
 */
public final class TaskNumbers {
  private static final int LIMIT = 1 << 22;
  private static final int WORD_BITS = 6;

  private long[] words = new long[0];
  private final Set<Integer> others = new HashSet<>();
  private int size;

  /** Puts a number in; nothing happens when it is in. */
  public void add(int number) {
    if (contains(number)) {
      return;
    }
    size++;
    if (!isGiven(number)) {
      others.add(number);
      return;
    }
    int word = number >> WORD_BITS;
    if (word >= words.length) {
      words = Arrays.copyOf(words, Math.max(word + 1, words.length * 2));
    }
    words[word] |= 1L << number;
  }

  /** Takes a number out; whether it was in. */
  public boolean remove(int number) {
    if (!contains(number)) {
      return false;
    }
    size--;
    if (isGiven(number)) {
      words[number >> WORD_BITS] &= ~(1L << number);
    } else {
      others.remove(number);
    }
    return true;
  }

  /** Whether a number is in. */
  public boolean contains(int number) {
    if (!isGiven(number)) {
      return others.contains(number);
    }
    int word = number >> WORD_BITS;
    return word < words.length && (words[word] & 1L << number) != 0;
  }

  /** Whether no number is in. */
  public boolean isEmpty() {
    return size == 0;
  }

  private static boolean isGiven(int number) {
    return number >= 0 && number <= LIMIT;
  }
}

package org.reapscope.traces.scan;

import java.util.Map;

/**
 * A fixed map from ASCII names to numbers that is asked with byte ranges.
 *
 * <p>Slots are found by the first and the last eight bytes, which most names that begin alike
 * differ in: names of up to sixteen bytes are told apart by two comparisons of words.
 */
public final class NameTable {
  /** Answer for a name that the table does not hold. */
  public static final long MISSING = Long.MIN_VALUE;

  private static final int WORD = 8;

  private final long[] heads;
  private final long[] tails;
  private final byte[][] names;
  private final long[] values;
  private final int mask;

  /** Copies {@code entries}. */
  public NameTable(Map<String, Long> entries) {
    int capacity = Integer.highestOneBit(Math.max(4, entries.size()) * 4);
    heads = new long[capacity];
    tails = new long[capacity];
    names = new byte[capacity][];
    values = new long[capacity];
    mask = capacity - 1;
    for (Map.Entry<String, Long> entry : entries.entrySet()) {
      put(entry.getKey(), entry.getValue());
    }
  }

  private void put(String name, long value) {
    byte[] bytes = Bytes.ascii(name);
    long head = head(bytes, 0, bytes.length);
    long tail = tail(bytes, bytes.length, bytes.length);
    int slot = slot(head, tail);
    while (names[slot] != null) {
      slot = slot + 1 & mask;
    }
    heads[slot] = head;
    tails[slot] = tail;
    names[slot] = bytes;
    values[slot] = value;
  }

  /** The number of the name that is the whole range, or {@link #MISSING}. */
  public long get(byte[] b, int from, int to) {
    int length = to - from;
    if (length <= 0) {
      return MISSING;
    }
    long head = head(b, from, length);
    long tail = tail(b, to, length);
    for (int slot = slot(head, tail); names[slot] != null; slot = slot + 1 & mask) {
      if (heads[slot] == head
          && tails[slot] == tail
          && names[slot].length == length
          && (length <= 2 * WORD || Bytes.startsWith(b, from, to, names[slot]))) {
        return values[slot];
      }
    }
    return MISSING;
  }

  private int slot(long head, long tail) {
    long mixed = (head ^ Long.rotateLeft(tail, 29)) * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> 40) & mask;
  }

  private static long head(byte[] b, int from, int length) {
    if (from + WORD <= b.length) {
      long word = Bytes.word(b, from);
      return length >= WORD ? word : word & (1L << 8 * length) - 1;
    }
    long key = 0;
    for (int i = length - 1; i >= 0; i--) {
      key = key << 8 | b[from + i] & 0xff;
    }
    return key;
  }

  /** The last eight bytes of a name that has more than that. */
  private static long tail(byte[] b, int to, int length) {
    return length > WORD ? Bytes.word(b, to - WORD) : 0;
  }
}

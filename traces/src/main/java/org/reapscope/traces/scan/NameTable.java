package org.reapscope.traces.scan;

import java.util.Map;

/**
 * A fixed map from ASCII names to numbers that is asked with byte ranges.
 *
 * <p>Slots are found by the first eight bytes and the length, as one load and one multiplication.
 */
public final class NameTable {
  /** Answer for a name that the table does not hold. */
  public static final long MISSING = Long.MIN_VALUE;

  private final long[] keys;
  private final byte[][] names;
  private final long[] values;
  private final int mask;

  /** Copies {@code entries}. */
  public NameTable(Map<String, Long> entries) {
    int capacity = Integer.highestOneBit(Math.max(4, entries.size()) * 4);
    keys = new long[capacity];
    names = new byte[capacity][];
    values = new long[capacity];
    mask = capacity - 1;
    entries.forEach(this::put);
  }

  private void put(String name, long value) {
    byte[] bytes = Bytes.ascii(name);
    long key = key(bytes, 0, bytes.length);
    int slot = slot(key, bytes.length);
    while (names[slot] != null) {
      slot = slot + 1 & mask;
    }
    keys[slot] = key;
    names[slot] = bytes;
    values[slot] = value;
  }

  /** The number of the name that is the whole range, or {@link #MISSING}. */
  public long get(byte[] b, int from, int to) {
    int length = to - from;
    if (length <= 0) {
      return MISSING;
    }
    long key = key(b, from, to);
    for (int slot = slot(key, length); names[slot] != null; slot = slot + 1 & mask) {
      if (keys[slot] == key
          && names[slot].length == length
          && (length <= 8 || Bytes.startsWith(b, from, to, names[slot]))) {
        return values[slot];
      }
    }
    return MISSING;
  }

  private int slot(long key, int length) {
    long mixed = (key ^ (long) length << 56) * 0x9e3779b97f4a7c15L;
    return (int) (mixed >>> 40) & mask;
  }

  private static long key(byte[] b, int from, int to) {
    int length = to - from;
    if (from + 8 <= b.length) {
      long word = Bytes.word(b, from);
      return length >= 8 ? word : word & (1L << 8 * length) - 1;
    }
    long key = 0;
    for (int i = Math.min(length, 8) - 1; i >= 0; i--) {
      key = key << 8 | b[from + i] & 0xff;
    }
    return key;
  }
}

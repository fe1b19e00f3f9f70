package org.reapscope.traces.ftrace;

import java.util.Arrays;
import org.reapscope.traces.scan.Bytes;

/**
 * Strings of command names, which records repeat: a name seen lately is found by its bytes and not
 * made again. Longer texts are made anew.
 */
final class NameCache {
  private static final int WORD = 8;
  private static final int SLOTS = 256;

  private final long[] heads = new long[SLOTS];
  private final long[] tails = new long[SLOTS];
  private final String[] texts = new String[SLOTS];

  NameCache() {
    Arrays.fill(texts, "");
  }

  /** The range as {@link Bytes#text} has it. */
  String of(byte[] b, int from, int to) {
    int length = to - from;
    if (length <= 0) {
      return "";
    }
    if (length > 2 * WORD || from + WORD > b.length) {
      return Bytes.text(b, from, to);
    }
    long word = Bytes.word(b, from);
    long head = length >= WORD ? word : word & (1L << 8 * length) - 1;
    long tail = length > WORD ? Bytes.word(b, to - WORD) : 0;
    int slot = (int) ((head ^ Long.rotateLeft(tail, 29)) * 0x9e3779b97f4a7c15L >>> 56);
    if (heads[slot] != head || tails[slot] != tail || texts[slot].length() != length) {
      heads[slot] = head;
      tails[slot] = tail;
      texts[slot] = Bytes.text(b, from, to);
    }
    return texts[slot];
  }
}

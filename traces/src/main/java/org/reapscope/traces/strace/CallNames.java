package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.scan.Bytes;

/**
 * Finds the system call that a name stands for, without looking at it byte for byte: a name of up
 * to fifteen bytes is two words, and a log uses the same few dozen of them.
 */
final class CallNames {
  private static final int WORD = Long.BYTES;
  private static final int SLOT_BITS = 10;
  private static final int SLOTS = 1 << SLOT_BITS;

  // What has been looked up, by the name's words; a slot belongs to the name that came last.
  private final long[] words = new long[2 * SLOTS];
  private final boolean[] proper = new boolean[SLOTS];
  private final @Nullable Syscall[] calls = new Syscall[SLOTS];

  private int end;
  private @Nullable Syscall call;

  /**
   * Reads the name at {@code name}, which {@code delimiter} should follow; returns where it ends.
   */
  int read(byte[] b, int name, int to, char delimiter) {
    if (!readShort(b, name, to, delimiter)) {
      end = name;
      while (end < to && Syscall.isNameByte(b[end])) {
        end++;
      }
      call = Syscall.find(b, name, end);
    }
    return end;
  }

  /** The same for names of one to fifteen bytes with the delimiter behind; false for others. */
  boolean readShort(byte[] b, int name, int to, char delimiter) {
    if (name + 2 * WORD > b.length) {
      return false;
    }
    long one = Bytes.word(b, name);
    long two = 0;
    int length = Bytes.place(one, delimiter);
    if (length < WORD) {
      one &= (1L << WORD * length) - 1;
    } else {
      two = Bytes.word(b, name + WORD);
      int more = Bytes.place(two, delimiter);
      if (more == WORD) {
        return false;
      }
      two &= (1L << WORD * more) - 1;
      length += more;
    }
    end = name + length;
    return end < to && length > 0 && find(b, name, one, two);
  }

  private boolean find(byte[] b, int name, long one, long two) {
    long mixed = (one ^ two * 0xff51afd7ed558ccdL) * 0x9e3779b97f4a7c15L;
    int slot = (int) (mixed >>> Long.SIZE - SLOT_BITS);
    if (words[2 * slot] != one || words[2 * slot + 1] != two) {
      words[2 * slot] = one;
      words[2 * slot + 1] = two;
      proper[slot] = isName(b, name, end);
      calls[slot] = Syscall.find(b, name, end);
    }
    call = calls[slot];
    return proper[slot];
  }

  private static boolean isName(byte[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Syscall.isNameByte(b[i])) {
        return false;
      }
    }
    return true;
  }

  /** Where the name ends. */
  int end() {
    return end;
  }

  /** The call of that name, or null for one that does not matter. */
  @Nullable Syscall call() {
    return call;
  }
}

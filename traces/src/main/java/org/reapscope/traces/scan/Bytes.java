package org.reapscope.traces.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Questions about ranges {@code [from, to)} of a byte array, answered without allocation. */
public final class Bytes {
  /** Answer of {@link #number} where no number stands. */
  public static final long MISSING = Long.MIN_VALUE;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int LONGEST_TEXT = 4096;
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;

  private Bytes() {}

  /** Eight bytes from {@code at} on, the first one lowest; the array must hold them. */
  public static long word(byte[] b, int at) {
    return (long) LONG.get(b, at);
  }

  /** The bytes of an ASCII string. */
  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** True when the range begins with {@code prefix}. */
  public static boolean startsWith(byte[] b, int from, int to, byte[] prefix) {
    if (to - from < prefix.length) {
      return false;
    }
    return prefix.length >= Long.BYTES ? startsWithWords(b, from, prefix) : same(b, from, prefix);
  }

  private static boolean same(byte[] b, int from, byte[] prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (b[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** Eight bytes a step; the last step looks at some of them again. */
  private static boolean startsWithWords(byte[] b, int from, byte[] prefix) {
    int last = prefix.length - Long.BYTES;
    for (int i = 0; i < last; i += Long.BYTES) {
      if (word(b, from + i) != word(prefix, i)) {
        return false;
      }
    }
    return word(b, from + last) == word(prefix, last);
  }

  /** True when the range ends with {@code suffix}. */
  public static boolean endsWith(byte[] b, int from, int to, byte[] suffix) {
    return to - from >= suffix.length && startsWith(b, to - suffix.length, to, suffix);
  }

  /** First place of {@code what} inside the range, or -1. */
  public static int indexOf(byte[] b, int from, int to, byte[] what) {
    for (int i = from; i <= to - what.length; i++) {
      if (b[i] == what[0] && startsWith(b, i, to, what)) {
        return i;
      }
    }
    return -1;
  }

  /** First place of one byte inside the range, or -1. */
  public static int indexOf(byte[] b, int from, int to, char what) {
    for (int i = from; i < to; i++) {
      if (b[i] == what) {
        return i;
      }
    }
    return -1;
  }

  /**
   * First newline of the range, or -1: sixteen bytes a step, since the lowest bit left by the
   * subtraction stands in the first byte that is one.
   */
  public static int newline(byte[] b, int from, int to) {
    int at = from;
    for (; at + 16 <= to; at += 16) {
      long first = zeros((long) LONG.get(b, at) ^ NEWLINES);
      long second = zeros((long) LONG.get(b, at + 8) ^ NEWLINES);
      if ((first | second) != 0) {
        return first != 0
            ? at + (Long.numberOfTrailingZeros(first) >>> 3)
            : at + 8 + (Long.numberOfTrailingZeros(second) >>> 3);
      }
    }
    for (; at + 8 <= to; at += 8) {
      long found = zeros((long) LONG.get(b, at) ^ NEWLINES);
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (b[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** Last newline of the range, or -1. */
  public static int lastNewline(byte[] b, int from, int to) {
    for (int at = to - 1; at >= from; at--) {
      if (b[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** The first byte of a word that is {@code what}, from 0; 8 when none is. */
  public static int place(long word, char what) {
    return Long.numberOfTrailingZeros(zeros(word ^ what * ONES)) >>> 3;
  }

  /** The highest bit of the first zero byte of a word; bits above it may be wrong. */
  private static long zeros(long word) {
    return word - ONES & ~word & HIGHS;
  }

  /** True when all eight bytes are decimal digits. */
  public static boolean areDigits(long word) {
    long digits = word ^ 0x3030303030303030L;
    return ((digits | digits + 0x0606060606060606L) & 0xf0f0f0f0f0f0f0f0L) == 0;
  }

  /** First place at or after {@code from} that holds no blank. */
  public static int skipBlanks(byte[] b, int from, int to) {
    int at = from;
    while (at < to && b[at] == ' ') {
      at++;
    }
    return at;
  }

  /** End of the run of decimal digits that starts at {@code from}. */
  public static int skipDigits(byte[] b, int from, int to) {
    int at = from;
    while (at < to && isDigit(b[at])) {
      at++;
    }
    return at;
  }

  /** True for 0 to 9. */
  public static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /**
   * The number that the range begins with: decimal with an optional minus, or 0x and hex digits up
   * to 64 bits. What follows it is ignored.
   */
  public static long number(byte[] b, int from, int to) {
    int at = from;
    boolean negative = at < to && b[at] == '-';
    if (negative) {
      at++;
    }
    if (at >= to || !isDigit(b[at])) {
      return MISSING;
    }
    if (b[at] == '0' && at + 2 < to && b[at + 1] == 'x') {
      return hex(b, at + 2, to);
    }
    int digits = at;
    long value = 0;
    while (at < to && isDigit(b[at])) {
      value = value * 10 + (b[at++] - '0');
    }
    if (at - digits > 18) {
      return overlong(b, digits, at, negative);
    }
    return negative ? -value : value;
  }

  private static long overlong(byte[] b, int from, int to, boolean negative) {
    if (to - from > 20) {
      return MISSING;
    }
    try {
      long value =
          Long.parseUnsignedLong(new String(b, from, to - from, StandardCharsets.US_ASCII));
      return negative ? -value : value;
    } catch (NumberFormatException tooLarge) {
      return MISSING;
    }
  }

  private static long hex(byte[] b, int from, int to) {
    long value = 0;
    int at = from;
    for (; at < to; at++) {
      int digit = hexDigit(b[at]);
      if (digit < 0) {
        break;
      }
      value = value << 4 | digit;
    }
    return at == from || at - from > 16 ? MISSING : value;
  }

  /** The value of a hex digit, or -1. */
  public static int hexDigit(byte b) {
    if (isDigit(b)) {
      return b - '0';
    }
    int letter = b | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
  }

  /**
   * The number that the eight digits at {@code at} make, or -1 when they are not eight digits;
   * decimal digits are joined pairwise inside one word.
   */
  public static long eightDigits(byte[] b, int at) {
    return joinDigits(word(b, at));
  }

  /** True when the six bytes at {@code at} are decimal digits; eight bytes must be readable. */
  public static boolean areSixDigits(byte[] b, int at) {
    return areDigits(word(b, at) << 16 | 0x3030L);
  }

  /** The number that the six digits at {@code at} make, or -1; eight bytes must be readable. */
  public static long sixDigits(byte[] b, int at) {
    return joinDigits(word(b, at) << 16 | 0x3030L);
  }

  /** The number that the first {@code count} bytes of a word make, 1 to 8 digits, or -1. */
  public static long digits(long word, int count) {
    int rest = 64 - 8 * count;
    return joinDigits(word << rest | 0x3030303030303030L & (1L << rest) - 1);
  }

  /** The highest bit of every byte of a word that is {@code what}, and no other bit. */
  public static long places(long word, char what) {
    long differs = word ^ what * ONES;
    return ~((differs & ~HIGHS) + ~HIGHS | differs) & HIGHS;
  }

  /** The highest bit of every byte of a word that is below {@code '0'}, and no other bit. */
  public static long belowDigits(long word) {
    return ~((word & ~HIGHS) + 0x5050505050505050L | word) & HIGHS;
  }

  private static long joinDigits(long word) {
    if (!areDigits(word)) {
      return -1;
    }
    long digits = word ^ 0x3030303030303030L;
    long pairs = digits * 10 + (digits >>> 8) & 0x00ff00ff00ff00ffL;
    long fours = pairs * 100 + (pairs >>> 16) & 0x0000ffff0000ffffL;
    return (fours * 10_000 + (fours >>> 32)) & 0xffffffffL;
  }

  /**
   * The number that the first {@code count} bytes of a word make, one to seven of them, or -1 when
   * they are not all digits.
   */
  public static long leadingDigits(long word, int count) {
    int others = Long.SIZE - Byte.SIZE * count;
    return count < 1 || count >= Long.BYTES
        ? -1
        : joinDigits(word << others | 0x3030303030303030L >>> Byte.SIZE * count);
  }

  /** The range as text: Latin-1, so that no two byte strings alias; control bytes become '?'. */
  public static String text(byte[] b, int from, int to) {
    int length = Math.min(to - from, LONGEST_TEXT);
    byte[] copy = new byte[length];
    for (int i = 0; i < length; i++) {
      int c = b[from + i] & 0xff;
      copy[i] = (byte) (c < ' ' || c >= 0x7f && c < 0xa0 ? '?' : c);
    }
    return new String(copy, StandardCharsets.ISO_8859_1);
  }
}

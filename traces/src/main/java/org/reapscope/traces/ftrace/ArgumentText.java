package org.reapscope.traces.ftrace;

import org.reapscope.traces.scan.Bytes;

/**
 * Reads the arguments of a system call, {@code name: value, name: value)} or {@code name=value
 * name=value}, by their order.
 *
 * <p>Kernels up to 6.17 print values in hexadecimal without 0x; later ones print values below ten
 * bare and all others with 0x. A bare value is therefore hexadecimal in both.
 */
final class ArgumentText {
  private static final byte[] SYSCALL_NUMBER = Bytes.ascii("__syscall_nr=");

  private static final byte[] HEX = hexDigits();

  private ArgumentText() {}

  /** Reads named arguments up to the end of the range or the closing parenthesis. */
  static void read(byte[] b, int from, int to, Arguments out) {
    out.clear();
    int at = from;
    if (at < to && b[at] == '_' && Bytes.startsWith(b, at, to, SYSCALL_NUMBER)) {
      at = Bytes.skipDigits(b, at + SYSCALL_NUMBER.length, to);
    }
    for (int index = 0; index < Arguments.MOST; index++) {
      at = nameEnd(b, at, to);
      if (at >= to) {
        return;
      }
      boolean spaced = b[at] == ':';
      at = value(b, Bytes.skipBlanks(b, at + 1, to), to, spaced ? ',' : ' ', index, out);
    }
  }

  /** Reads the six bare words of a raw record. */
  static void readBare(byte[] b, int from, int to, Arguments out) {
    out.clear();
    int at = from;
    for (int index = 0; index < Arguments.MOST && at < to; index++) {
      at = value(b, Bytes.skipBlanks(b, at, to), to, ',', index, out);
    }
  }

  /** The hexadecimal number here, 0x or not, or {@link Arguments#MISSING}. */
  static long hex(byte[] b, int from, int to) {
    int start = digits(b, from, to);
    long value = 0;
    int at = start;
    for (; at < to; at++) {
      int digit = HEX[b[at] & 0xff];
      if (digit < 0) {
        break;
      }
      value = value << 4 | digit;
    }
    return at > start && at - start <= 16 ? value : Arguments.MISSING;
  }

  /** Sets one argument; returns the place behind its separator. */
  private static int value(byte[] b, int from, int to, char separator, int index, Arguments out) {
    int start = digits(b, from, to);
    long value = 0;
    int at = start;
    for (; at < to; at++) {
      int digit = HEX[b[at] & 0xff];
      if (digit < 0) {
        break;
      }
      value = value << 4 | digit;
    }
    int length = at - start;
    if (length > 0 && length <= 16) {
      if (at == to || b[at] == separator) {
        out.set(index, value);
        return at + 1;
      }
      if (b[at] == ')' || b[at] == ' ') {
        out.set(index, value);
      }
    }
    return rest(b, at, to, separator, index, out);
  }

  private static int digits(byte[] b, int from, int to) {
    return from + 1 < to && b[from] == '0' && b[from + 1] == 'x' ? from + 2 : from;
  }

  private static int nameEnd(byte[] b, int from, int to) {
    for (int at = from; at < to; at++) {
      byte c = b[at];
      if (c == ':' || c == '=') {
        return at;
      }
      if (c == ')') {
        return to;
      }
    }
    return to;
  }

  /** Skips what follows a number: a string that a pointer leads to, names of flags. */
  private static int rest(byte[] b, int from, int to, char separator, int index, Arguments out) {
    for (int at = from; at < to; at++) {
      byte c = b[at];
      if (c == '"') {
        int close = quoteEnd(b, at + 1, to);
        if (index == 0) {
          out.text(Bytes.text(b, at + 1, close));
        }
        at = close;
      } else if (c == separator) {
        return at + 1;
      } else if (c == ')') {
        return to;
      }
    }
    return to;
  }

  private static int quoteEnd(byte[] b, int from, int to) {
    for (int at = from; at < to; at++) {
      if (b[at] == '"' && (at + 1 == to || b[at + 1] == ',' || b[at + 1] == ')')) {
        return at;
      }
    }
    return to;
  }

  private static byte[] hexDigits() {
    byte[] table = new byte[256];
    for (int c = 0; c < table.length; c++) {
      table[c] = (byte) (c < 0x80 ? Character.digit(c, 16) : -1);
    }
    return table;
  }
}

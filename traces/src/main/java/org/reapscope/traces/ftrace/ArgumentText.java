package org.reapscope.traces.ftrace;

/**
 * Reads the arguments of a system call, {@code name: value, name: value)} or {@code name=value
 * name=value}, by their order.
 *
 * <p>Kernels up to 6.17 print values in hexadecimal without 0x; later ones print values below ten
 * bare and all others with 0x. A bare value is therefore hexadecimal in both.
 */
final class ArgumentText {
  private static final byte[] SYSCALL_NUMBER = Bytes.ascii("__syscall_nr=");

  private ArgumentText() {}

  /** Reads named arguments up to the end of the range or the closing parenthesis. */
  static void read(byte[] b, int from, int to, Arguments out) {
    out.clear();
    int at = from;
    if (Bytes.startsWith(b, from, to, SYSCALL_NUMBER)) {
      at = Bytes.skipDigits(b, from + SYSCALL_NUMBER.length, to);
    }
    for (int index = 0; index < Arguments.MOST; index++) {
      at = nameEnd(b, at, to);
      if (at >= to) {
        return;
      }
      boolean spaced = b[at] == ':';
      at = Bytes.skipBlanks(b, at + 1, to);
      out.set(index, hex(b, at, to));
      at = valueEnd(b, at, to, spaced, index, out);
    }
  }

  /** Reads the six bare words of a raw record. */
  static void readBare(byte[] b, int from, int to, Arguments out) {
    out.clear();
    int at = from;
    for (int index = 0; index < Arguments.MOST && at < to; index++) {
      at = Bytes.skipBlanks(b, at, to);
      out.set(index, hex(b, at, to));
      int comma = Bytes.indexOf(b, at, to, ',');
      if (comma < 0) {
        return;
      }
      at = comma + 1;
    }
  }

  /** The hexadecimal number here, 0x or not, or {@link Arguments#MISSING}. */
  static long hex(byte[] b, int from, int to) {
    int at = from + 1 < to && b[from] == '0' && b[from + 1] == 'x' ? from + 2 : from;
    int start = at;
    long value = 0;
    for (; at < to; at++) {
      int digit = Bytes.hexDigit(b[at]);
      if (digit < 0) {
        break;
      }
      value = value << 4 | digit;
    }
    // A longer run of hex digits, or one that goes on as a word, is no register.
    boolean number = at > start && at - start <= 16 && (at == to || !isWord(b[at]));
    return number ? value : Arguments.MISSING;
  }

  private static boolean isWord(byte c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '|';
  }

  private static int nameEnd(byte[] b, int from, int to) {
    for (int at = from; at < to; at++) {
      if (b[at] == ':' || b[at] == '=') {
        return at;
      }
      if (b[at] == ')') {
        return to;
      }
    }
    return to;
  }

  private static int valueEnd(byte[] b, int from, int to, boolean spaced, int index, Arguments a) {
    for (int at = from; at < to; at++) {
      byte c = b[at];
      if (c == '"') {
        int close = quoteEnd(b, at + 1, to);
        if (index == 0) {
          a.text(Bytes.text(b, at + 1, close));
        }
        at = close;
      } else if (c == ',' || c == ')' || !spaced && c == ' ') {
        return c == ')' ? to : at + 1;
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
}

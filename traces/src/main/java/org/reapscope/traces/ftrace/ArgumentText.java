package org.reapscope.traces.ftrace;

import java.util.List;
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

  /** Reads the first arguments, as many as {@code parameters} names. */
  static void read(byte[] b, int from, int to, List<String> parameters, Arguments out) {
    out.clear();
    int at = from;
    if (at < to && b[at] == '_' && Bytes.startsWith(b, at, to, SYSCALL_NUMBER)) {
      int digits = digits(b, at + SYSCALL_NUMBER.length, to);
      at = again(b, Bytes.skipBlanks(b, wordEnd(b, digits, to), to), to);
    }
    for (int index = 0; index < parameters.size(); index++) {
      at = nameEnd(b, at, to, parameters.get(index).length());
      if (at >= to) {
        return;
      }
      boolean spaced = b[at] == ':';
      at = value(b, Bytes.skipBlanks(b, at + 1, to), to, spaced ? ',' : ' ', index, out);
      at = spaced ? at + 1 : again(b, at, to);
    }
  }

  private static int wordEnd(byte[] b, int from, int to) {
    int at = from;
    while (at < to && HEX[b[at] & 0xff] >= 0) {
      at++;
    }
    return at;
  }

  /** Moves past a value's decimal form, which tracefs' option fields puts behind it. */
  private static int again(byte[] b, int from, int to) {
    int close = from < to && b[from] == '(' ? Bytes.indexOf(b, from, to, ')') : -1;
    return close < 0 ? from : Bytes.skipBlanks(b, close + 1, to);
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

  /** The place of the name's colon, most often right where a name of the usual length ends. */
  private static int nameEnd(byte[] b, int from, int to, int usualLength) {
    int usual = from + usualLength;
    if (usual < to && b[usual] == ':') {
      return usual;
    }
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

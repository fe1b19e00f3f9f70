package org.reapscope.traces.strace;

import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.scan.Bytes;

/**
 * The text of one call after its opening parenthesis, cut into arguments and result.
 *
 * <p>Grammar: {@code arg, arg, ...) = result [comment] [(text)] [<duration>]}. Arguments nest in
 * round, square and curly brackets, hold quoted strings with backslash escapes, and descriptors
 * carry {@code <decorations>} that may hold anything but an unescaped {@code >}. Text that a call
 * has printed at its entry ends without the closing parenthesis.
 */
final class CallText {
  private static final int MAX_ARGUMENTS = 12;
  private static final int WORD = Long.BYTES;

  private static final byte ORDINARY = 0;
  private static final byte OPEN = 1;
  private static final byte CLOSE = 2;
  private static final byte COMMA = 3;
  private static final byte QUOTE = 4;
  private static final byte ANGLE = 5;
  private static final byte ESCAPE = 6;
  private static final byte[] KIND = kinds();

  /** What follows a pid that strace knows by another number. */
  static final byte[] OUTER = Bytes.ascii(" in strace's PID NS */");

  private byte[] bytes = new byte[0];
  private final int[] from = new int[MAX_ARGUMENTS];
  private final int[] to = new int[MAX_ARGUMENTS];
  private int count;
  private int resultAt;
  private boolean escapes;
  private final CallResult result = new CallResult();

  private static byte[] kinds() {
    byte[] kinds = new byte[256];
    kinds['('] = kinds['['] = kinds['{'] = OPEN;
    kinds[')'] = kinds[']'] = kinds['}'] = CLOSE;
    kinds[','] = COMMA;
    kinds['"'] = QUOTE;
    kinds['<'] = ANGLE;
    kinds[0x1b] = ESCAPE;
    return kinds;
  }

  /** Reads a whole call, from after its opening parenthesis; false when it is not one. */
  boolean readWhole(byte[] b, int start, int end) {
    int close = readArguments(b, start, end);
    if (close < 0) {
      return false;
    }
    int at = Bytes.skipBlanks(b, close + 1, end);
    if (at >= end || b[at] != '=') {
      return false;
    }
    resultAt = Bytes.skipBlanks(b, at + 1, end);
    return result.read(b, resultAt, end);
  }

  /** Reads the arguments that a call printed at its entry. */
  void readEntry(byte[] b, int start, int end) {
    readArguments(b, start, end);
    result.clear();
  }

  /**
   * Cuts the arguments; returns the place of the closing parenthesis or -1. After a quote or
   * decoration without an end, further ones are not looked into: {@code open} keeps a hostile line
   * from being scanned once for each of its quotes.
   */
  private int readArguments(byte[] b, int start, int end) {
    bytes = b;
    count = 0;
    escapes = false;
    int depth = 0;
    int open = start;
    int argument = start;
    int at = start;
    while (true) {
      while (at < end && KIND[b[at] & 0xff] == ORDINARY) {
        at++;
      }
      if (at >= end) {
        break;
      }
      switch (KIND[b[at] & 0xff]) {
        case OPEN -> depth++;
        case CLOSE -> {
          if (depth == 0 && b[at] == ')') {
            addArgument(argument, at);
            return at;
          }
          depth = Math.max(0, depth - 1);
        }
        case COMMA -> {
          if (depth == 0) {
            addArgument(argument, at);
            argument = at + 1;
          }
        }
        case QUOTE -> {
          int close = at < open ? at : skipQuoted(b, at, end);
          open = close == at ? end : open;
          at = close;
        }
        case ANGLE -> {
          int close = at < open ? at : skipDecoration(b, at, end);
          open = close == at && follows(b, at) ? end : open;
          at = close;
        }
        case ESCAPE -> escapes = true;
        default -> {}
      }
      at++;
    }
    addArgument(argument, end);
    return -1;
  }

  private void addArgument(int start, int end) {
    int first = Bytes.skipBlanks(bytes, start, end);
    int last = end;
    while (last > first && bytes[last - 1] == ' ') {
      last--;
    }
    if (last > first && count < MAX_ARGUMENTS) {
      from[count] = first;
      to[count++] = last;
    }
  }

  private static int skipQuoted(byte[] b, int quote, int end) {
    int at = quote + 1;
    while (at < end) {
      if (at + WORD <= end) {
        long word = Bytes.word(b, at);
        int plain = Math.min(Bytes.place(word, '"'), Bytes.place(word, '\\'));
        at += plain;
        if (plain == WORD) {
          continue;
        }
      }
      if (b[at] == '"') {
        return at;
      }
      at += b[at] == '\\' ? 2 : 1;
    }
    return quote;
  }

  /** Moves to the end of a decoration, which follows a descriptor or a pid without a blank. */
  private static int skipDecoration(byte[] b, int open, int end) {
    if (!follows(b, open)) {
      return open;
    }
    int brackets = 0;
    for (int at = open + 1; at < end; at++) {
      byte c = b[at];
      if (c == '[') {
        brackets++;
      } else if (c == ']') {
        brackets--;
      } else if (c == '>' && (brackets <= 0 || b[at - 1] != '-')) {
        return at;
      }
    }
    return open;
  }

  /** True when the byte before can end a descriptor or a pid. */
  private static boolean follows(byte[] b, int open) {
    byte before = open > 0 ? b[open - 1] : 0;
    return Bytes.isDigit(before) || before >= 'A' && before <= 'Z';
  }

  /** Where the result of a whole call begins. */
  int resultAt() {
    return resultAt;
  }

  /** True when the arguments held terminal escapes, so that the line needs cleaning. */
  boolean escapes() {
    return escapes;
  }

  byte[] bytes() {
    return bytes;
  }

  int count() {
    return count;
  }

  int from(int argument) {
    return from[argument];
  }

  int to(int argument) {
    return to[argument];
  }

  /** How the call ended and how long it took. */
  CallResult result() {
    return result;
  }

  Outcome outcome() {
    return result.outcome();
  }

  /** Start of an argument's value: past a name such as {@code options=}. */
  int value(int argument) {
    int at = from[argument];
    while (at < to[argument] && (bytes[at] >= 'a' && bytes[at] <= 'z' || bytes[at] == '_')) {
      at++;
    }
    return at < to[argument] && at > from[argument] && bytes[at] == '=' ? at + 1 : from[argument];
  }

  /** The argument as a number, or {@link Bytes#MISSING} when it is absent or no number. */
  long number(int argument) {
    return argument < count ? Bytes.number(bytes, value(argument), to[argument]) : Bytes.MISSING;
  }

  /** The argument as a 32-bit number (pids, descriptors), else {@link Call#UNKNOWN}. */
  int integer(int argument) {
    long value = number(argument);
    return value == Bytes.MISSING ? Call.UNKNOWN : (int) value;
  }

  /** True when the argument's value begins with {@code prefix}. */
  boolean startsWith(int argument, byte[] prefix) {
    return argument < count && Bytes.startsWith(bytes, value(argument), to[argument], prefix);
  }

  /** The argument as a flag word, or {@link Call#UNKNOWN}. */
  int flags(int argument, Flags names) {
    if (argument >= count) {
      return Call.UNKNOWN;
    }
    long bits = names.parse(bytes, value(argument), to[argument]);
    return bits == Flags.MISSING ? Call.UNKNOWN : (int) bits;
  }

  /** The pid that an argument has in the tracer's namespace, 0 when the log does not say. */
  int outer(int argument) {
    if (to[argument] - from[argument] <= OUTER.length) {
      return 0;
    }
    int comment = Bytes.indexOf(bytes, from[argument], to[argument], OUTER);
    return comment < 0 ? 0 : CallResult.numberBefore(bytes, from[argument], comment);
  }

  /** Place after {@code key} (such as "flags=") inside the argument, or -1. */
  int field(int argument, byte[] key) {
    return field(from[argument], to[argument], key);
  }

  /** Place after {@code key} inside the range where it begins a field, or -1. */
  int field(int start, int end, byte[] key) {
    int at = start;
    while ((at = Bytes.indexOf(bytes, at, end, key)) >= 0) {
      if (at == start || bytes[at - 1] == ' ' || bytes[at - 1] == '{' || bytes[at - 1] == '[') {
        return at + key.length;
      }
      at++;
    }
    return -1;
  }

  /** End of the field value that starts at {@code start}: a comma or closing bracket. */
  int fieldEnd(int start, int end) {
    int at = start;
    while (at < end && bytes[at] != ',' && bytes[at] != '}' && bytes[at] != ']') {
      at++;
    }
    return at;
  }
}

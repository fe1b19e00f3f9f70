package org.reapscope.traces.strace;

import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.NameTable;

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

  /** Width of a duration such as {@code <0.000123>}, which most are. */
  private static final int MICROS = 10;

  private static final byte ORDINARY = 0;
  private static final byte OPEN = 1;
  private static final byte CLOSE = 2;
  private static final byte COMMA = 3;
  private static final byte QUOTE = 4;
  private static final byte ANGLE = 5;
  private static final byte ESCAPE = 6;
  private static final byte[] KIND = kinds();
  private static final byte[] UNAVAILABLE = Bytes.ascii("<unavailable>");
  private static final byte[] RESTART = Bytes.ascii("ERESTART");
  private static final byte[] ERRNO = Bytes.ascii("(errno ");
  private static final byte[] OUTER = Bytes.ascii(" in strace's PID NS */");

  /** Outcome of a call of which only the entry is known. */
  static final Outcome NO_RESULT = Outcome.of(Outcome.State.UNREADABLE);

  private static final Outcome[] SMALL = small();
  private static final Outcome[] FAILED = failed();

  private byte[] bytes = new byte[0];
  private final int[] from = new int[MAX_ARGUMENTS];
  private final int[] to = new int[MAX_ARGUMENTS];
  private int count;
  private int resultAt;
  private boolean escapes;
  private Outcome outcome = SMALL[0];
  private long duration;

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

  private static Outcome[] small() {
    Outcome[] small = new Outcome[16];
    for (int i = 0; i < small.length; i++) {
      small[i] = Outcome.returned(i);
    }
    return small;
  }

  private static Outcome[] failed() {
    Outcome[] failed = new Outcome[(int) Errnos.LAST + 1];
    for (int errno = 1; errno < failed.length; errno++) {
      failed[errno] = Outcome.failed(errno);
    }
    return failed;
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
    return readResult(b, resultAt, end);
  }

  /** Reads the arguments that a call printed at its entry. */
  void readEntry(byte[] b, int start, int end) {
    readArguments(b, start, end);
    outcome = NO_RESULT;
    duration = -1;
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

  /** Reads what stands after {@code ") = "} to the line's end; false when it is no result. */
  boolean readResult(byte[] b, int start, int end) {
    int last = readDuration(b, start, end);
    if (start >= last) {
      return false;
    }
    if (b[start] == '?') {
      int at = Bytes.skipBlanks(b, start + 1, last);
      if (Bytes.startsWith(b, at, last, RESTART)) {
        outcome = Outcome.of(Outcome.State.RESTART);
      } else if (Bytes.startsWith(b, at, last, UNAVAILABLE)) {
        outcome = Outcome.of(Outcome.State.UNREADABLE);
      } else {
        outcome = Outcome.of(Outcome.State.NEVER);
      }
      return true;
    }
    long value = Bytes.number(b, start, last);
    if (value == Bytes.MISSING) {
      return false;
    }
    if (value == -1 && b[start] == '-') {
      outcome = failure(b, start + 2, last);
    } else {
      int comment = last - start > 20 ? Bytes.indexOf(b, start, last, OUTER) : -1;
      outcome =
          comment >= 0
              ? new Outcome(Outcome.State.RETURNED, value, numberBefore(b, start, comment))
              : value >= 0 && value < SMALL.length ? SMALL[(int) value] : Outcome.returned(value);
    }
    return true;
  }

  private static Outcome failure(byte[] b, int from, int to) {
    int at = Bytes.skipBlanks(b, from, to);
    if (at >= to) {
      return Outcome.returned(-1);
    }
    if (Bytes.startsWith(b, at, to, RESTART) && at + 8 < to && b[at + 8] != ' ') {
      return Outcome.of(Outcome.State.RESTART);
    }
    long errno;
    if (Bytes.startsWith(b, at, to, ERRNO)) {
      errno = Bytes.number(b, at + ERRNO.length, to);
    } else {
      int end = at;
      while (end < to && b[end] != ' ') {
        end++;
      }
      errno = Errnos.number(b, at, end);
    }
    return errno == NameTable.MISSING || errno <= 0 || errno > Errnos.LAST
        ? Outcome.of(Outcome.State.UNREADABLE)
        : FAILED[(int) errno];
  }

  /** Takes {@code <seconds>} off the end, sets the duration, returns where the rest ends. */
  private int readDuration(byte[] b, int start, int end) {
    duration = -1;
    int last = end;
    while (last > start && b[last - 1] == ' ') {
      last--;
    }
    if (last <= start || b[last - 1] != '>') {
      return last;
    }
    int first = last - MICROS;
    if (first > start
        && last < b.length
        && b[first] == '<'
        && b[first - 1] == ' '
        && Bytes.isDigit(b[first + 1])
        && b[first + 2] == '.') {
      long micros = Bytes.sixDigits(b, first + 3);
      if (micros >= 0) {
        duration = ((b[first + 1] - '0') * 1_000_000L + micros) * 1000;
        return first;
      }
    }
    int at = last - 2;
    while (at > start && (Bytes.isDigit(b[at]) || b[at] == '.')) {
      at--;
    }
    if (at <= start || b[at] != '<' || b[at - 1] != ' ' || at == last - 2) {
      return last;
    }
    duration = Clock.seconds(b, at + 1, last - 1);
    return at;
  }

  private static int numberBefore(byte[] b, int from, int at) {
    int first = at;
    while (first > from && Bytes.isDigit(b[first - 1])) {
      first--;
    }
    long value = Bytes.number(b, first, at);
    return value < 0 || value > Integer.MAX_VALUE ? 0 : (int) value;
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

  Outcome outcome() {
    return outcome;
  }

  /** Nanoseconds spent in the call, -1 when not shown. */
  long duration() {
    return duration;
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
    return comment < 0 ? 0 : numberBefore(bytes, from[argument], comment);
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

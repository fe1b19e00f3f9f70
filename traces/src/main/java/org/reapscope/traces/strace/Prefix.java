package org.reapscope.traces.strace;

import org.reapscope.traces.scan.Bytes;

/**
 * What stands before the body of a line, in strace's fixed order.
 *
 * <pre>
 * pid        [pid   812]  |  812  |  812&lt;comm&gt;  |  nothing
 * context    [system_u:system_r:init_t:s0]            with --secontext
 * time       14:03:09  |  14:03:09.123456  |  1790000000.123456  |  1790000000
 * relative        0.000123  |  (+     0.000123)       with -r
 * number     [  61]                                   with -n
 * address    [00007f1c2a3b4c5d]                       with -i
 * </pre>
 *
 * <p>A bare number is a pid up to pid_max (4,194,304, seven digits) and a time in unix seconds with
 * ten digits.
 */
final class Prefix {
  private static final byte[] PID = Bytes.ascii("[pid ");
  private static final byte[] THIRTY_TWO = Bytes.ascii("[ Process PID=");
  private static final int PID_DIGITS = 7;
  private static final int UNIX_MICROS = 17;

  private int tid;
  private int commFrom;
  private int commTo;
  private Clock.Kind clock = Clock.Kind.NONE;
  private int timeFrom;
  private int timeTo;
  private boolean relativeToo;
  private boolean bracketed;
  private int body;

  /** Reads the prefix of the line in the range. */
  void read(byte[] b, int from, int to) {
    commFrom = commTo = 0;
    bracketed = false;
    relativeToo = false;
    if (!readUsual(b, from, to)) {
      readAny(b, from, to);
    }
  }

  /**
   * Reads the form that most lines have, {@code 812 1790000000.123456 name(}, by words; false for
   * any other.
   */
  private boolean readUsual(byte[] b, int from, int to) {
    if (from + Long.BYTES > b.length) {
      return false;
    }
    long word = Bytes.word(b, from);
    int digits = Bytes.place(word, ' ');
    long number = Bytes.leadingDigits(word, digits);
    if (number < 0) {
      return false;
    }
    int at = Bytes.skipBlanks(b, from + digits, to);
    int next = at + UNIX_MICROS + 1;
    if (next >= to
        || b[at + 10] != '.'
        || b[next - 1] != ' '
        || !Bytes.areDigits(Bytes.word(b, at))
        || !beginsBody(b[next])) {
      return false;
    }
    tid = (int) number;
    clock = Clock.Kind.UNIX;
    timeFrom = at;
    timeTo = next - 1;
    body = next;
    return true;
  }

  /** True for a byte that begins a call, its end, an exit or a signal, and nothing of a prefix. */
  private static boolean beginsBody(byte c) {
    return c >= 'a' && c <= 'z' || c == '<' || c == '+' || c == '-';
  }

  /** Reads any form. */
  void readAny(byte[] b, int from, int to) {
    tid = 0;
    clock = Clock.Kind.NONE;
    int at = from;
    if (at < to && b[at] == '[' && Bytes.startsWith(b, at, to, PID)) {
      at = readBracketedPid(b, at, to);
    } else if (at < to && Bytes.isDigit(b[at])) {
      at = readBarePid(b, at, to);
    }
    at = readContext(b, at, to);
    at = readTime(b, at, to);
    body = skipBracketed(b, at, to);
  }

  private int readBracketedPid(byte[] b, int from, int to) {
    int digits = Bytes.skipBlanks(b, from + PID.length, to);
    int end = Bytes.skipDigits(b, digits, to);
    if (end == digits || end - digits > PID_DIGITS + 3) {
      return from;
    }
    int close = readComm(b, end, to);
    if (close >= to || b[close] != ']') {
      commFrom = commTo = 0;
      return from;
    }
    tid = (int) Bytes.number(b, digits, end);
    bracketed = true;
    return Bytes.skipBlanks(b, close + 1, to);
  }

  private int readBarePid(byte[] b, int from, int to) {
    int end = from;
    int number = 0;
    while (end < to && Bytes.isDigit(b[end])) {
      number = number * 10 + (b[end++] - '0');
    }
    if (end - from > PID_DIGITS || end >= to || b[end] != ' ' && b[end] != '<') {
      return from;
    }
    int after = readComm(b, end, to);
    if (after >= to || b[after] != ' ') {
      commFrom = commTo = 0;
      return from;
    }
    tid = number;
    return Bytes.skipBlanks(b, after, to);
  }

  /** Reads {@code <comm>} where there is one; returns the place after it. */
  private int readComm(byte[] b, int from, int to) {
    if (from >= to || b[from] != '<') {
      return from;
    }
    int close = Bytes.indexOf(b, from, to, '>');
    if (close < 0) {
      return from;
    }
    commFrom = from + 1;
    commTo = close;
    return close + 1;
  }

  private int readContext(byte[] b, int from, int to) {
    if (from + 1 >= to
        || b[from] != '['
        || b[from + 1] < 'a'
        || Bytes.startsWith(b, from, to, THIRTY_TWO)) {
      return from;
    }
    int close = Bytes.indexOf(b, from, to, ']');
    int colon = Bytes.indexOf(b, from, to, ':');
    if (close < 0 || colon < 0 || colon > close) {
      return from;
    }
    return Bytes.skipBlanks(b, close + 1, to);
  }

  private int readTime(byte[] b, int from, int to) {
    int at = Bytes.skipBlanks(b, from, to);
    if (at + UNIX_MICROS < to
        && b[at + 10] == '.'
        && b[at + UNIX_MICROS] == ' '
        && Bytes.eightDigits(b, at) >= 0) {
      clock = Clock.Kind.UNIX;
      return readRelative(b, at, at + UNIX_MICROS, to);
    }
    int end = Bytes.skipDigits(b, at, to);
    if (end == at) {
      return from;
    }
    if (end < to && b[end] == ':') {
      return end - at == 2 ? readTimeOfDay(b, at, to) : from;
    }
    int whole = end - at;
    if (end < to && b[end] == '.') {
      end = Bytes.skipDigits(b, end + 1, to);
    }
    if (end >= to || b[end] != ' ') {
      return from;
    }
    clock = whole >= PID_DIGITS + 2 ? Clock.Kind.UNIX : Clock.Kind.RELATIVE;
    return readRelative(b, at, end, to);
  }

  private int readTimeOfDay(byte[] b, int at, int to) {
    if (to - at < 9
        || !Bytes.isDigit(b[at + 3])
        || !Bytes.isDigit(b[at + 4])
        || b[at + 5] != ':'
        || !Bytes.isDigit(b[at + 6])) {
      return at;
    }
    int end = Bytes.skipDigits(b, at + 6, to);
    if (end < to && b[end] == '.') {
      end = Bytes.skipDigits(b, end + 1, to);
    }
    if (end >= to || b[end] != ' ') {
      return at;
    }
    clock = Clock.Kind.TIME_OF_DAY;
    return readRelative(b, at, end, to);
  }

  /** Notes the time at {@code [at, end)} and moves past {@code (+ 0.000123)}. */
  private int readRelative(byte[] b, int at, int end, int to) {
    timeFrom = at;
    timeTo = end;
    int next = Bytes.skipBlanks(b, end, to);
    if (next + 1 < to && b[next] == '(' && b[next + 1] == '+') {
      int close = Bytes.indexOf(b, next, to, ')');
      if (close > 0) {
        relativeToo = true;
        next = Bytes.skipBlanks(b, close + 1, to);
      }
    }
    return next;
  }

  /** Moves past the system call's number and the instruction pointer. */
  private static int skipBracketed(byte[] b, int from, int to) {
    int at = from;
    while (at < to && b[at] == '[') {
      int inner = Bytes.skipBlanks(b, at + 1, to);
      int end = inner;
      while (end < to && (Bytes.hexDigit(b[end]) >= 0 || b[end] == '?')) {
        end++;
      }
      if (end == inner || end >= to || b[end] != ']') {
        return at;
      }
      at = Bytes.skipBlanks(b, end + 1, to);
    }
    return at;
  }

  /** The task's number, 0 when the line has none. */
  int tid() {
    return tid;
  }

  /** First byte of the command name, see {@link #commTo()}. */
  int commFrom() {
    return commFrom;
  }

  /** One past the last byte of the command name; equal to {@link #commFrom()} when not shown. */
  int commTo() {
    return commTo;
  }

  /** Kind of time shown. */
  Clock.Kind clock() {
    return clock;
  }

  int timeFrom() {
    return timeFrom;
  }

  int timeTo() {
    return timeTo;
  }

  /** True when a relative time stands beside an absolute one. */
  boolean relativeToo() {
    return relativeToo;
  }

  /** True for the form {@code [pid N]}, which only the standard error stream has. */
  boolean bracketed() {
    return bracketed;
  }

  /** First byte of the body. */
  int body() {
    return body;
  }
}

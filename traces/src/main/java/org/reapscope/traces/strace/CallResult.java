package org.reapscope.traces.strace;

import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.NameTable;

/**
 * What stands after {@code ") = "}: a number, {@code -1 ECHILD (No child processes)} or {@code ?},
 * a comment, and with -T {@code <0.000123>}, the time spent in the call.
 */
final class CallResult {
  /** Outcome of a call of which only the entry is known. */
  static final Outcome NO_RESULT = Outcome.of(Outcome.State.UNREADABLE);

  private static final byte[] UNAVAILABLE = Bytes.ascii("<unavailable>");
  private static final byte[] RESTART = Bytes.ascii("ERESTART");
  private static final byte[] ERRNO = Bytes.ascii("(errno ");

  private static final byte[] INJECTED = Bytes.ascii(" (INJECTED)");
  private static final byte[] INJECTED_TOO = Bytes.ascii(" (INJECTED: args, retval)");
  private static final byte[] DELAYED = Bytes.ascii(" (DELAYED)");

  /** Errors with names end at EHWPOISON, 133. */
  private static final int NAMED = 134;

  private static final Outcome[] SMALL = small();
  private static final Outcome[] FAILED = failed();

  /** Width of a duration such as {@code <0.000123>}, which most are. */
  private static final int MICROS = 10;

  private Outcome outcome = NO_RESULT;
  private long duration = -1;

  private static Outcome[] small() {
    Outcome[] small = new Outcome[16];
    for (int i = 0; i < small.length; i++) {
      small[i] = Outcome.returned(i);
    }
    return small;
  }

  private static Outcome[] failed() {
    Outcome[] failed = new Outcome[NAMED];
    for (int errno = 1; errno < failed.length; errno++) {
      failed[errno] = Outcome.failed(errno);
    }
    return failed;
  }

  /** There is no result. */
  void clear() {
    outcome = NO_RESULT;
    duration = -1;
  }

  /** How the call ended. */
  Outcome outcome() {
    return outcome;
  }

  /** Nanoseconds spent in the call, -1 when not shown. */
  long duration() {
    return duration;
  }

  /** Reads the range, which ends with the line; false when it is no result. */
  boolean read(byte[] b, int start, int end) {
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
    int lastByte = b[last - 1] == ' ' ? last - 2 : last - 1;
    if (b[lastByte] == ')' && isInjected(b, start, lastByte + 1)) {
      outcome = Outcome.of(Outcome.State.INJECTED);
      return true;
    }
    if (value == -1 && b[start] == '-') {
      outcome = failure(b, start + 2, last);
    } else {
      int comment = last - start > 20 ? Bytes.indexOf(b, start, last, CallText.OUTER) : -1;
      outcome =
          comment >= 0
              ? new Outcome(Outcome.State.RETURNED, value, numberBefore(b, start, comment))
              : value >= 0 && value < SMALL.length ? SMALL[(int) value] : Outcome.returned(value);
    }
    return true;
  }

  /**
   * Whether strace itself gave the result: {@code (INJECTED)}, {@code (INJECTED: args, retval)}; a
   * call of which only the arguments were changed was made.
   */
  private static boolean isInjected(byte[] b, int from, int to) {
    int end = Bytes.endsWith(b, from, to, DELAYED) ? to - DELAYED.length : to;
    return Bytes.endsWith(b, from, end, INJECTED) || Bytes.endsWith(b, from, end, INJECTED_TOO);
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
        : errno < NAMED ? FAILED[(int) errno] : Outcome.failed((int) errno);
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

  /** The digits that stand just before {@code at}, 0 when they are no pid. */
  static int numberBefore(byte[] b, int from, int at) {
    int first = at;
    while (first > from && Bytes.isDigit(b[first - 1])) {
      first--;
    }
    long value = Bytes.number(b, first, at);
    return value < 0 || value > Integer.MAX_VALUE ? 0 : (int) value;
  }
}

package org.reapscope.traces.perf;

import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.scan.Bytes;

/**
 * Splits the head of a line of perf trace, {@code 1287643.820 ( 0.029 ms): bash/649 }; reused from
 * line to line.
 */
final class PerfTracePrefix {
  private static final byte[] CONTINUED = Bytes.ascii("... [continued]: ");
  private static final byte[] UNIT = Bytes.ascii(" ms");
  private static final long MILLISECOND = 1_000_000L;
  private static final int LARGEST_PID = 1 << 22;

  int commFrom;
  int commTo;

  /** Thread, -1 when perf, tracing one thread only, prints none. */
  int tid;

  /** Beginning of the call or time of the event, {@link ProcessEvent#NO_TIME} for "?". */
  long time;

  /** Nanoseconds that the call took, -1 when not shown. */
  long duration;

  int body;

  boolean read(byte[] b, int from, int to) {
    int at = Bytes.skipBlanks(b, from, to);
    int end = number(b, at, to);
    if (end > at) {
      time = milliseconds(b, at, end);
    } else if (at < to && b[at] == '?') {
      time = ProcessEvent.NO_TIME;
      end = at + 1;
    } else {
      return false;
    }
    int open = Bytes.skipBlanks(b, end, to);
    int close = Bytes.indexOf(b, open, Math.min(to, open + 32), ')');
    if (open >= to || b[open] != '(' || close < 0 || close + 1 >= to || b[close + 1] != ':') {
      return false;
    }
    if (!duration(b, Bytes.skipBlanks(b, open + 1, close), close)) {
      return false;
    }
    task(b, Bytes.skipBlanks(b, close + 2, to), to);
    return true;
  }

  private boolean duration(byte[] b, int from, int to) {
    duration = -1;
    if (from == to) {
      return true;
    }
    int end = number(b, from, to);
    if (end == from || !Bytes.startsWith(b, end, to, UNIT)) {
      return false;
    }
    duration = milliseconds(b, from, end);
    return true;
  }

  /**
   * Finds {@code comm/tid}: the last {@code /digits} before what the line holds. A name may hold
   * blanks, slashes and parentheses, so each opening parenthesis is tried.
   */
  private void task(byte[] b, int from, int to) {
    tid = -1;
    body = from;
    if (nameless(b, from, to)) {
      return;
    }
    for (int open = stop(b, from, to); open >= 0; open = stop(b, open + 1, to)) {
      for (int at = open - 1; at > from; at--) {
        if (b[at] == '/' && isTask(b, at, open)) {
          commFrom = from;
          commTo = at;
          return;
        }
      }
    }
  }

  /** A number alone and a call's name behind it, as {@code --no-comm} has it. */
  private boolean nameless(byte[] b, int from, int to) {
    int end = Bytes.skipDigits(b, from, to);
    if (end == from || end - from > 7 || end >= to || b[end] != ' ') {
      return false;
    }
    int name = Bytes.skipBlanks(b, end, to);
    int at = name;
    while (at < to && (b[at] >= 'a' && b[at] <= 'z' || b[at] == '_' || Bytes.isDigit(b[at]))) {
      at++;
    }
    boolean call = at > name && at < to && b[at] == '(';
    if (!call && !Bytes.startsWith(b, name, to, CONTINUED)) {
      return false;
    }
    tid = (int) Bytes.number(b, from, end);
    commFrom = commTo = from;
    body = name;
    return true;
  }

  private static int stop(byte[] b, int from, int to) {
    return Bytes.indexOf(b, from, to, '(');
  }

  private boolean isTask(byte[] b, int slash, int to) {
    int end = Bytes.skipDigits(b, slash + 1, to);
    if (end == slash + 1 || end - slash > 8 || end >= to || b[end] != ' ') {
      return false;
    }
    long number = Bytes.number(b, slash + 1, end);
    if (number > LARGEST_PID) {
      return false;
    }
    tid = (int) number;
    body = Bytes.skipBlanks(b, end, to);
    return true;
  }

  private static int number(byte[] b, int from, int to) {
    int point = Bytes.skipDigits(b, from, to);
    if (point == from || point >= to || b[point] != '.' || point - from > 12) {
      return from;
    }
    int end = Bytes.skipDigits(b, point + 1, to);
    return end == point + 4 ? end : from;
  }

  /** Milliseconds with three decimals as nanoseconds. */
  private static long milliseconds(byte[] b, int from, int end) {
    long whole = Bytes.number(b, from, end - 4);
    long fraction = Bytes.number(b, end - 3, end);
    return whole * MILLISECOND + fraction * 1000;
  }
}

package org.reapscope.traces.perf;

import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.ftrace.Clock;
import org.reapscope.traces.scan.Bytes;

/**
 * Splits the head of a line of perf script; reused from line to line.
 *
 * <p>The name fills 16 columns, so the thread number is looked for behind them first; only then, as
 * with stacks and short forms, as the first number that a time follows.
 */
final class PerfScriptPrefix {
  /** The number of a task that has been reaped and still runs its last, as task 0 here. */
  private static final byte[] GONE = Bytes.ascii("-1 ");

  private static final int COMM_WIDTH = 16;
  private static final int FARTHEST = 64;
  private static final int LARGEST_PID = 1 << 22;

  int commFrom;
  int commTo;
  int tid;

  /** Thread group, 0 when not shown. */
  int group;

  /** CPU, -1 when not shown. */
  int cpu;

  long time;

  /** Digits after the decimal point of the time, 0 when there is no time. */
  int decimals;

  /** Where the event, with its period if any, begins. */
  int body;

  boolean read(byte[] b, int from, int to) {
    int usual = from + COMM_WIDTH;
    if (usual < to && b[usual] == ' ' && task(b, from, usual, to)) {
      return true;
    }
    int farthest = Math.min(to, from + FARTHEST);
    for (int at = from; at < farthest; at++) {
      if (b[at] == ' ' && at > from && b[at - 1] != ' ' && task(b, from, at, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean task(byte[] b, int from, int blank, int to) {
    int at = Bytes.skipBlanks(b, blank, to);
    boolean gone = Bytes.startsWith(b, at, to, GONE);
    int end = gone ? at + GONE.length - 1 : Bytes.skipDigits(b, at, to);
    long number = gone ? 0 : Bytes.number(b, at, end);
    group = 0;
    if (end < to && b[end] == '/' && number >= 0 && number <= LARGEST_PID) {
      group = (int) number;
      at = end + 1;
      end = Bytes.skipDigits(b, at, to);
      number = Bytes.number(b, at, end);
    }
    if (end == at || end >= to || b[end] != ' ' || number < 0 || number > LARGEST_PID) {
      return false;
    }
    tid = (int) number;
    commFrom = from;
    commTo = blank;
    at = cpu(b, Bytes.skipBlanks(b, end, to), to);
    return at >= 0 && clock(b, Bytes.skipBlanks(b, at, to), to);
  }

  private int cpu(byte[] b, int from, int to) {
    cpu = -1;
    if (from >= to || b[from] != '[') {
      return from;
    }
    int close = Bytes.indexOf(b, from, Math.min(to, from + 8), ']');
    if (close < 0) {
      return -1;
    }
    // perf prints [-01] for records that no CPU is known of.
    long number = Bytes.number(b, from + 1, close);
    cpu = number < 0 ? -1 : (int) number;
    return close + 1;
  }

  private boolean clock(byte[] b, int from, int to) {
    int point = Bytes.skipDigits(b, from, to);
    if (point == from || point >= to || b[point] != '.') {
      return false;
    }
    int end = Bytes.skipDigits(b, point + 1, to);
    if (end == point + 1 || end >= to || b[end] != ':') {
      return false;
    }
    decimals = end - point - 1;
    time = point - from > 18 ? ProcessEvent.NO_TIME : Clock.nanoseconds(b, from, point, end);
    body = Bytes.skipBlanks(b, end + 1, to);
    return true;
  }
}

package org.reapscope.traces.ftrace;

import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.scan.Bytes;

/**
 * Splits the head of a tracefs line into its columns; reused from line to line.
 *
 * <pre>
 *         s6-svscan-7       (      7) [002] d..1.  4021.337105: sched_process_exit: ...
 * </pre>
 *
 * <p>The command name is right-aligned to 16 columns and may hold any byte, so the dash before the
 * thread id is looked for there first, and then as the last one that a CPU column follows. Flags
 * are skipped unread: kernels have printed four, five, none, and wrong ones.
 */
final class TaskPrefix {
  private static final int COMM_WIDTH = 16;
  private static final int FARTHEST_DASH = 64;

  /** trace-cmd puts the name of a file or buffer instance first. */
  private static final int FARTHEST_DASH_OF_REPORT = 512;

  private static final int LARGEST_CPU = 1 << 16;

  /** A point and six digits. */
  private static final int MICROS = 7;

  /** The name with its padding. */
  int commFrom;

  int commTo;
  int tid;

  /** Thread group, 0 when not shown. */
  int group;

  int cpu;
  long time;

  /** Number of flag columns, 0 for none. */
  int flags;

  /** The time as it stands there where it is a counter's. */
  long counter;

  /** Digits after the decimal point of the time, 0 for a counter. */
  int decimals;

  boolean groupColumn;

  /** True for trace-cmd's latency columns, which cut names to eight bytes. */
  boolean latency;

  int body;

  private final boolean report;

  private final PrefixLayout layout = new PrefixLayout();

  /**
   * Creates a splitter.
   *
   * @param report also takes the variants that only trace-cmd report writes
   */
  TaskPrefix(boolean report) {
    this.report = report;
  }

  /** True when the line has this head; the body then starts at {@link #body}. */
  boolean read(byte[] b, int from, int to) {
    if (layout.read(this, b, from, to)) {
      return true;
    }
    int usual = from + COMM_WIDTH;
    if (usual < to && b[usual] == '-' && columns(b, from, usual, to)) {
      return true;
    }
    int farthest = from + (report ? FARTHEST_DASH_OF_REPORT : FARTHEST_DASH);
    for (int at = Math.min(to, farthest) - 1; at > from; at--) {
      if (b[at] == '-' && at != usual && columns(b, from, at, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean columns(byte[] b, int from, int dash, int to) {
    int at = dash + 1;
    int number = 0;
    while (at < to && at - dash <= 8 && Bytes.isDigit(b[at])) {
      number = number * 10 + b[at++] - '0';
    }
    if (at == dash + 1 || number > Field.LARGEST_PID) {
      return false;
    }
    int behindGroup = group(b, Bytes.skipBlanks(b, at, to), to);
    at = cpu(b, behindGroup, to);
    at = flags(b, at, to);
    if (at < 0 || !clock(b, at, to)) {
      return false;
    }
    tid = number;
    commFrom = from;
    commTo = dash;
    layout.learn(this, b, from, dash, behindGroup, at, to);
    return true;
  }

  /** Reads the thread group, if there is one here; returns the place behind it, or -1. */
  int group(byte[] b, int from, int to) {
    group = 0;
    groupColumn = from < to && b[from] == '(';
    if (!groupColumn) {
      return from;
    }
    int close = Bytes.indexOf(b, from, Math.min(to, from + 12), ')');
    if (close < 0) {
      return -1;
    }
    int at = Bytes.skipBlanks(b, from + 1, close);
    long number = Bytes.number(b, at, close);
    group = number > 0 && number <= Field.LARGEST_PID ? (int) number : 0;
    return Bytes.skipBlanks(b, close + 1, to);
  }

  private int cpu(byte[] b, int from, int to) {
    if (from < 0 || from >= to) {
      return -1;
    }
    if (b[from] != '[') {
      return report ? gluedCpu(b, from, to) : -1;
    }
    int end = Bytes.skipDigits(b, from + 1, to);
    long number = Bytes.number(b, from + 1, end);
    if (end + 1 >= to || b[end] != ']' || number < 0 || number > LARGEST_CPU) {
      return -1;
    }
    cpu = (int) number;
    // trace-cmd report --raw-ts leaves no blank before long times.
    return b[end + 1] == ' ' || report ? Bytes.skipBlanks(b, end + 1, to) : -1;
  }

  /** The CPU of trace-cmd report -l, {@code 2d..1.}: the flags follow without a blank. */
  private int gluedCpu(byte[] b, int from, int to) {
    int end = Bytes.skipDigits(b, from, to);
    if (end == from || end - from > 5 || end >= to || b[end] == ' ' || b[end] == ':') {
      return -1;
    }
    cpu = (int) Bytes.number(b, from, end);
    latency = true;
    return end;
  }

  /** Skips the flags, if any: a word that is not yet the time, which ends in a colon. */
  private int flags(byte[] b, int from, int to) {
    if (from < 0) {
      return -1;
    }
    int blank = Bytes.indexOf(b, from, to, ' ');
    if (blank <= from || b[blank - 1] == ':') {
      flags = 0;
      return from;
    }
    flags = blank - from;
    return Bytes.skipBlanks(b, blank, to);
  }

  /** Reads {@code seconds.fraction:} or {@code counter:}. */
  private boolean clock(byte[] b, int from, int to) {
    int point = Bytes.skipDigits(b, from, to);
    if (point == from || point >= to || point - from > 18) {
      return false;
    }
    int end = point + MICROS;
    boolean usual = end < to && b[end] == ':' && b[point] == '.' && end + 2 <= b.length;
    long micros = usual ? Bytes.sixDigits(b, point + 1) : -1;
    if (micros >= 0) {
      decimals = MICROS - 1;
      time = Clock.ofMicros(b, from, point, micros);
    } else if (b[point] == '.') {
      end = Bytes.skipDigits(b, point + 1, to);
      decimals = end - point - 1;
      time = Clock.nanoseconds(b, from, point, end);
    } else {
      end = point;
      decimals = 0;
      counter = Bytes.number(b, from, point);
      time = ProcessEvent.NO_TIME;
    }
    if (end >= to || b[end] != ':' || end == point + 1) {
      return false;
    }
    body = Bytes.skipBlanks(b, end + 1, to);
    return true;
  }
}

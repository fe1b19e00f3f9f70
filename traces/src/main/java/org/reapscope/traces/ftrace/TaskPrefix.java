package org.reapscope.traces.ftrace;

import org.reapscope.traces.event.ProcessEvent;

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
  private static final int FARTHEST_CPU = 64;
  private static final int LARGEST_CPU = 1 << 16;

  int commFrom;
  int commTo;
  int tid;
  /** Thread group, 0 when not shown. */
  int group;

  int cpu;
  long time;

  /** Number of flag columns, 0 for none. */
  int flags;

  /** Digits after the decimal point of the time, 0 for a counter. */
  int decimals;

  boolean groupColumn;
  int body;

  /** True when the line has this head; the body then starts at {@link #body}. */
  boolean read(byte[] b, int from, int to) {
    int usual = from + COMM_WIDTH;
    if (usual < to && b[usual] == '-' && columns(b, from, usual, to)) {
      return true;
    }
    for (int at = Math.min(to, from + FARTHEST_CPU) - 1; at > from; at--) {
      if (b[at] == '-' && at != usual && columns(b, from, at, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean columns(byte[] b, int from, int dash, int to) {
    int at = Bytes.skipDigits(b, dash + 1, to);
    if (at == dash + 1 || at - dash > 8) {
      return false;
    }
    long number = Bytes.number(b, dash + 1, at);
    at = Bytes.skipBlanks(b, at, to);
    at = group(b, at, to);
    if (at < 0 || number > Field.LARGEST_PID) {
      return false;
    }
    at = cpu(b, at, to);
    if (at < 0 || at >= to || b[at] != ' ') {
      return false;
    }
    at = clock(b, Bytes.skipBlanks(b, at, to), to);
    if (at < 0) {
      return false;
    }
    tid = (int) number;
    commFrom = Bytes.skipBlanks(b, from, dash);
    commTo = dash;
    body = Bytes.skipBlanks(b, at, to);
    return true;
  }

  private int group(byte[] b, int from, int to) {
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
    if (from >= to || b[from] != '[') {
      return -1;
    }
    int end = Bytes.skipDigits(b, from + 1, to);
    long number = Bytes.number(b, from + 1, end);
    if (end >= to || b[end] != ']' || number < 0 || number > LARGEST_CPU) {
      return -1;
    }
    cpu = (int) number;
    return end + 1;
  }

  /** Skips the flags, if any, and reads {@code seconds.fraction:} or {@code counter:}. */
  private int clock(byte[] b, int from, int to) {
    int at = time(b, from, to);
    if (at >= 0) {
      flags = 0;
      return at;
    }
    int blank = Bytes.indexOf(b, from, to, ' ');
    if (blank < 0) {
      return -1;
    }
    flags = blank - from;
    return time(b, Bytes.skipBlanks(b, blank, to), to);
  }

  private int time(byte[] b, int from, int to) {
    int point = Bytes.skipDigits(b, from, to);
    if (point == from || point >= to || point - from > 18) {
      return -1;
    }
    if (b[point] == ':') {
      decimals = 0;
      time = ProcessEvent.NO_TIME;
      return point + 1;
    }
    int end = Bytes.skipDigits(b, point + 1, to);
    if (b[point] != '.' || end == point + 1 || end >= to || b[end] != ':') {
      return -1;
    }
    decimals = end - point - 1;
    time = Clock.nanoseconds(b, from, point, end);
    return end + 1;
  }
}

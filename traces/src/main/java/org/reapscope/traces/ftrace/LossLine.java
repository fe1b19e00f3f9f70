package org.reapscope.traces.ftrace;

import org.reapscope.traces.scan.Bytes;

/**
 * A line that tells of lost events: {@code CPU:2 [LOST 137 EVENTS]} in tracefs, {@code CPU:2 [137
 * EVENTS DROPPED]} in trace-cmd, both also without a number.
 */
final class LossLine {
  private static final byte[] CPU = Bytes.ascii("CPU:");
  private static final byte[] LOST = Bytes.ascii("[LOST ");
  private static final byte[] DROPPED = Bytes.ascii("EVENTS DROPPED]");
  private static final byte[] EVENTS = Bytes.ascii("EVENTS]");

  private final TaskTracker tracker;

  LossLine(TaskTracker tracker) {
    this.tracker = tracker;
  }

  /** True when the line is one; the tracker has then been told. */
  boolean read(long line, byte[] b, int from, int to) {
    int at = Bytes.skipBlanks(b, from, to);
    if (!Bytes.startsWith(b, at, to, CPU)) {
      return false;
    }
    long cpu = Bytes.number(b, at + CPU.length, to);
    int open = Bytes.indexOf(b, at, to, '[');
    boolean lost = open >= 0 && Bytes.startsWith(b, open, to, LOST);
    boolean told = lost ? Bytes.endsWith(b, at, to, EVENTS) : Bytes.endsWith(b, at, to, DROPPED);
    if (cpu < 0 || cpu > Integer.MAX_VALUE || open < 0 || !told) {
      return false;
    }
    long count = Bytes.number(b, lost ? open + LOST.length : open + 1, to);
    tracker.lost(line, (int) cpu, Math.max(count, 0));
    return true;
  }
}

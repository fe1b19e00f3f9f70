package org.reapscope.traces.perf;

import org.reapscope.traces.ftrace.EventText.Verdict;
import org.reapscope.traces.ftrace.TaskTracker;
import org.reapscope.traces.scan.Bytes;

/**
 * Reads perf's own records as perf script prints them.
 *
 * <pre>
 * PERF_RECORD_FORK(child pid:child tid):(parent pid:parent tid)
 * PERF_RECORD_EXIT(pid:tid):(parent pid:parent tid)
 * PERF_RECORD_COMM exec: name:pid/tid
 * PERF_RECORD_LOST lost 42
 * </pre>
 */
final class PerfRecord {
  private static final byte[] FORK = Bytes.ascii("FORK(");
  private static final byte[] EXIT = Bytes.ascii("EXIT(");
  private static final byte[] COMM = Bytes.ascii("COMM");
  private static final byte[] LOST = Bytes.ascii("LOST");
  private static final byte[] COUNT = Bytes.ascii(" lost ");
  private static final byte[] PARENT = Bytes.ascii("):(");
  private static final int LARGEST_PID = 1 << 22;

  private final TaskTracker tracker;

  PerfRecord(TaskTracker tracker) {
    this.tracker = tracker;
  }

  /** Reads the record whose kind begins at {@code from}. */
  Verdict read(long line, PerfScriptPrefix at, byte[] b, int from, int to) {
    if (Bytes.startsWith(b, from, to, FORK)) {
      int child = tid(b, from + FORK.length, to);
      int parent = tid(b, Bytes.indexOf(b, from, to, PARENT) + PARENT.length, to);
      if (child <= 0 || parent < 0) {
        return Verdict.MALFORMED;
      }
      place(line, at, parent, b);
      tracker.recordedFork(child);
      return Verdict.USED;
    }
    if (Bytes.startsWith(b, from, to, EXIT)) {
      int task = tid(b, from + EXIT.length, to);
      if (task <= 0) {
        return Verdict.MALFORMED;
      }
      place(line, at, task, b);
      tracker.recordedExit();
      return Verdict.USED;
    }
    if (Bytes.startsWith(b, from, to, LOST)) {
      int count = Bytes.indexOf(b, from, to, COUNT);
      long lost = count < 0 ? 0 : Bytes.number(b, count + COUNT.length, to);
      tracker.lost(line, at.cpu, Math.max(0, lost));
      return Verdict.USED;
    }
    if (Bytes.startsWith(b, from, to, COMM) && at.tid > 0) {
      place(line, at, at.tid, b);
      tracker.present();
      return Verdict.USED;
    }
    return Verdict.IGNORED;
  }

  private void place(long line, PerfScriptPrefix at, int tid, byte[] b) {
    tracker.at(line, at.time, tid, at.tid == tid ? at.group : 0, at.cpu);
    if (at.tid == tid) {
      tracker.column(b, at.commFrom, at.commTo);
    }
  }

  /** The second number of {@code pid:tid)}, or -1. */
  private static int tid(byte[] b, int from, int to) {
    int colon = Bytes.indexOf(b, from, to, ':');
    int close = Bytes.indexOf(b, from, to, ')');
    if (colon < 0 || close < colon) {
      return -1;
    }
    long number = Bytes.number(b, colon + 1, close);
    return number < 0 || number > LARGEST_PID ? -1 : (int) number;
  }
}

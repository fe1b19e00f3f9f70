package org.reapscope.traces.perf;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.ftrace.Arguments;
import org.reapscope.traces.ftrace.Diary;
import org.reapscope.traces.ftrace.EventText.Verdict;
import org.reapscope.traces.ftrace.KernelEvent;
import org.reapscope.traces.ftrace.Syscall;
import org.reapscope.traces.ftrace.Syscalls;
import org.reapscope.traces.ftrace.TaskTracker;
import org.reapscope.traces.scan.Bytes;

/** Tells the kinds of lines of perf trace apart and hands each to its reader. */
final class PerfTraceLine {
  private static final byte[] CONTINUED = Bytes.ascii("... [continued]: ");
  private static final byte[] DOTS = Bytes.ascii("...");
  private static final byte[] LOST = Bytes.ascii("LOST ");
  private static final byte[] SUMMARY = Bytes.ascii(" Summary of events:");
  private static final int SNIFFED_LINES = 400;

  private final TaskTracker tracker;
  private final Diary diary;
  private final PerfTraceEvent event;
  private final PerfTracePrefix prefix = new PerfTracePrefix();
  private final PerfFields fields = new PerfFields();
  private final Syscalls syscalls = new Syscalls();
  private final Arguments arguments = new Arguments();
  private TimeOrder.Line line = new TimeOrder.Line(0, 0, new byte[0], 0);
  private long latest;
  private boolean timed;
  private boolean summary;

  PerfTraceLine(TaskTracker tracker, Diary diary) {
    this.tracker = tracker;
    this.diary = diary;
    event = new PerfTraceEvent(tracker);
  }

  /** True for a line that has its place in time; all others are dealt with at once. */
  boolean isTimed(long number, byte[] b, int from, int to) {
    summary |= Bytes.startsWith(b, from, to, SUMMARY);
    if (summary) {
      return false;
    }
    if (prefix.read(b, from, to)) {
      // A line without a time ("?") goes with the line above it.
      latest = prefix.time == ProcessEvent.NO_TIME ? latest : end();
      return true;
    }
    if (Bytes.startsWith(b, from, to, LOST)) {
      return true;
    }
    int at = Bytes.skipBlanks(b, from, to);
    boolean other = at == to || b[at] == '#' || at - from >= 8 && b[to - 1] == ')';
    if (!other) {
      diary.unparsed().add(number, b, from, to, "time (duration): comm/tid call(...)");
    }
    return false;
  }

  /** When the line just found to be timed happened. */
  long time() {
    return latest;
  }

  /** Reads a line that was found to be timed. */
  void read(TimeOrder.@Nullable Line next) {
    if (next == null) {
      return;
    }
    line = next;
    byte[] b = next.bytes();
    int to = next.length();
    if (!prefix.read(b, 0, to)) {
      tracker.lost(next.number(), -1, Math.max(0, Bytes.number(b, LOST.length, to)));
    } else if (prefix.tid < 0) {
      diary.unparsed().add(next.number(), b, 0, to, "a thread, comm/tid, behind the times");
    } else if (body(b, to) == Verdict.MALFORMED) {
      diary.unparsed().add(next.number(), b, 0, to, "call(name: value, ...) = result");
    }
  }

  private Verdict body(byte[] b, int to) {
    int from = prefix.body;
    if (Bytes.startsWith(b, from, to, CONTINUED)) {
      return continued(b, from + CONTINUED.length, to);
    }
    int open = Bytes.indexOf(b, from, to, '(');
    if (!fields.read(b, open + 1, to)) {
      return Verdict.MALFORMED;
    }
    int colon = Bytes.indexOf(b, from, open, ':');
    if (colon >= 0) {
      place();
      return event.read(KernelEvent.named(b, colon + 1, open), fields);
    }
    return call(syscalls.named(b, from, open), b, Bytes.skipBlanks(b, fields.end(), to), to);
  }

  private Verdict call(Syscall syscall, byte[] b, int from, int to) {
    fields.arguments(syscall, arguments);
    boolean result = from < to && b[from] == '=';
    int value = Bytes.skipBlanks(b, Math.min(from + 1, to), to);
    if (Bytes.startsWith(b, from, to, DOTS) || result && value < to && b[value] == '?') {
      place();
      tracker.enter(syscall, arguments);
      return Verdict.USED;
    }
    if (!result) {
      return Verdict.MALFORMED;
    }
    place();
    tracker.complete(syscall, arguments, PerfResult.value(b, value, to), prefix.duration);
    return Verdict.USED;
  }

  /** When a call ended: the line shows its beginning and how long it took. */
  private long end() {
    return prefix.time == ProcessEvent.NO_TIME || prefix.duration < 0
        ? prefix.time
        : prefix.time + prefix.duration;
  }

  private Verdict continued(byte[] b, int from, int to) {
    int open = Bytes.indexOf(b, from, to, '(');
    int equals = Bytes.indexOf(b, Math.max(from, open), to, '=');
    if (open < 0 || equals < 0) {
      return Verdict.MALFORMED;
    }
    Syscall syscall = syscalls.named(b, from, open);
    long value = PerfResult.value(b, Bytes.skipBlanks(b, equals + 1, to), to);
    boolean childs = syscall.spawns() && (value == 0 || value == Arguments.MISSING);
    if (prefix.time == ProcessEvent.NO_TIME && childs) {
      // A child's own way out of its parent's call; without a time it can stand above the fork.
      return Verdict.IGNORED;
    }
    place();
    tracker.exit(syscall, value);
    return Verdict.USED;
  }

  private void place() {
    timed |= prefix.time != ProcessEvent.NO_TIME;
    tracker.at(line.number(), line.time(), prefix.tid, 0, -1);
    // perf prints :tid for a thread whose name it does not know.
    if (line.bytes()[prefix.commFrom] != ':') {
      tracker.column(line.bytes(), prefix.commFrom, prefix.commTo);
    }
  }

  /** What was learnt, once the last line has been read. */
  TraceFacts facts() {
    tracker.end();
    return diary.facts(
        "perf-trace", "perf trace", timed ? "milliseconds, microsecond precision" : "none");
  }

  /** How sure it is, 0 to 100, that an input with this beginning is perf trace's text. */
  static int sniff(byte[] head, int length) {
    PerfTracePrefix prefix = new PerfTracePrefix();
    int good = 0;
    int bad = 0;
    for (int from = 0; from < length && good + bad < SNIFFED_LINES; ) {
      int end = Bytes.indexOf(head, from, length, '\n');
      int to = end < 0 ? length : end;
      if (prefix.read(head, from, to)) {
        good++;
      } else if (end >= 0 && to > from) {
        bad++;
      }
      from = to + 1;
    }
    return good == 0 ? 0 : 92 * good / (good + bad);
  }
}

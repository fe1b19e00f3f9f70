package org.reapscope.reports;

import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Life;
import org.reapscope.analyzer.result.TraceResult;

/**
 * The moments of a trace as nanoseconds since its first one. Without a clock a line stands for a
 * microsecond, and a moment whose time is not known is put at the beginning.
 */
final class PerfettoClock {
  private static final long LINE = 1_000;

  private final boolean clocked;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  private PerfettoClock(boolean clocked) {
    this.clocked = clocked;
  }

  /** The clock of {@code result}. */
  static PerfettoClock of(TraceResult result) {
    PerfettoClock clock = new PerfettoClock(!result.facts().clock().startsWith("none"));
    for (CallRow call : result.calls()) {
      clock.see(clock.raw(call.startLine(), call.startTime()));
      clock.see(clock.raw(call.line(), call.endTime()));
    }
    for (Life life : result.lives()) {
      clock.see(clock.raw(life.spawnLine(), life.spawnTime()));
      clock.see(clock.raw(life.exitLine(), life.exitTime()));
      clock.see(clock.raw(life.reapLine(), life.reapTime()));
    }
    return clock;
  }

  private long raw(long line, long time) {
    return clocked ? time : line <= 0 ? Long.MIN_VALUE : line * LINE;
  }

  private void see(long moment) {
    if (moment != Long.MIN_VALUE) {
      first = Math.min(first, moment);
      last = Math.max(last, moment);
    }
  }

  /** The moment at a line. */
  long at(long line, long time) {
    long moment = raw(line, time);
    return moment == Long.MIN_VALUE ? 0 : moment - first;
  }

  /** When a call began; its end where that is not known. */
  long start(CallRow call) {
    long moment = raw(call.startLine(), call.startTime());
    return moment == Long.MIN_VALUE ? end(call) : moment - first;
  }

  /** When a call ended. */
  long end(CallRow call) {
    return at(call.line(), call.endTime());
  }

  /** The last moment of all. */
  long last() {
    return last == Long.MIN_VALUE ? 0 : last - first;
  }
}

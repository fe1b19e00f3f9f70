package org.reapscope.reports.perfetto;

import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Life;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.traces.event.ProcessEvent;

/**
 * The moments of a trace as nanoseconds since its first one. Without a clock a line stands for a
 * microsecond, and a moment that is not known is put at the beginning.
 */
final class TraceClock {
  private static final long LINE = 1_000;

  private final boolean clocked;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  private TraceClock(boolean clocked) {
    this.clocked = clocked;
  }

  /** The clock of {@code result}. */
  static TraceClock of(TraceResult result) {
    TraceClock clock = new TraceClock(!result.facts().clock().startsWith("none"));
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

  /**
   * The clock of a trace whose first line is that of {@code event}. It starts a microsecond before,
   * so that there is room for what must begin before the first line.
   */
  static TraceClock startingAt(ProcessEvent event) {
    TraceClock clock = new TraceClock(event.time() != ProcessEvent.NO_TIME);
    clock.see(clock.raw(event.line(), event.time()));
    clock.first -= LINE;
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

  /** Takes notice of a moment, so that {@link #last} is not before it. */
  void pass(long line, long time) {
    last = Math.max(last, raw(line, time));
  }

  /** The moment at a line. */
  long at(long line, long time) {
    long moment = raw(line, time);
    return moment == Long.MIN_VALUE ? 0 : Math.max(0, moment - first);
  }

  /** When a call began; its end where that is not known. */
  long start(CallRow call) {
    long moment = raw(call.startLine(), call.startTime());
    return moment == Long.MIN_VALUE ? end(call) : Math.max(0, moment - first);
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

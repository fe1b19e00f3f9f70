package org.reapscope.analyzer.cost;

import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;

/** When things happened, on the log's clock or, in a log without one, in its lines. */
final class Clock {
  private Clock() {}

  /**
   * The end of what a line tells, in nanoseconds, or the line's number. A call on one line carries
   * the clock of its beginning; with a duration its end is known too.
   */
  static long end(ProcessEvent event) {
    if (event.time() == ProcessEvent.NO_TIME) {
      return event.line();
    }
    if (event instanceof CallReturned call && isOneLine(call) && call.duration() > 0) {
      return call.time() + call.duration();
    }
    return event.time();
  }

  /** The beginning of a call, or {@link ProcessEvent#NO_TIME}. */
  static long start(CallReturned call) {
    return call.startTime() != ProcessEvent.NO_TIME || !isOneLine(call)
        ? call.startTime()
        : call.time();
  }

  /** Nanoseconds inside a call as the log measured it, -1 when it did not. */
  static long inside(CallReturned call) {
    if (call.duration() >= 0) {
      return call.duration();
    }
    boolean clocked =
        call.time() != ProcessEvent.NO_TIME && call.startTime() != ProcessEvent.NO_TIME;
    return clocked && !isOneLine(call) && call.startLine() > 0
        ? Math.max(0, call.time() - call.startTime())
        : -1;
  }

  private static boolean isOneLine(CallReturned call) {
    return call.line() == call.startLine();
  }
}

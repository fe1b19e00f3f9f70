package org.reapscope.analyzer.cost;

import org.HdrHistogram.Histogram;
import org.reapscope.analyzer.result.TracerOverhead;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;

/**
 * How long calls take in the log whose cost in the kernel is small and known: the rest is the
 * tracer.
 */
final class KnownCalls {
  private static final int NEEDED = 20;
  private static final long MOST_NANOS = 60_000_000_000L;

  private final Histogram small = new Histogram(MOST_NANOS, 2);
  private final Histogram empty = new Histogram(MOST_NANOS, 2);

  /** A call has returned that may do next to nothing. */
  void returned(CallReturned end) {
    Call call = end.call();
    if (call instanceof Call.GetId
        || call instanceof Call.SigMask
        || call instanceof Call.SigAction) {
      record(small, end);
    }
  }

  /** A focused wait has found nothing: since 5.13 it looks at one child. */
  void foundNothing(CallReturned end) {
    record(empty, end);
  }

  private static void record(Histogram durations, CallReturned end) {
    long inside = Clock.inside(end);
    if (inside >= 0) {
      durations.recordValue(Math.min(inside, MOST_NANOS));
    }
  }

  /** The estimate; of two kinds of calls the cheaper counts: the dearer was held up by others. */
  TracerOverhead overhead(Calibration calibration) {
    TracerOverhead bySmall =
        of(
            small,
            "getpid, rt_sigprocmask, rt_sigaction and their like",
            calibration.cost(Calibration.NOTHING, 1).middle());
    TracerOverhead byEmpty =
        of(
            empty,
            "focused waits that found nothing, on Linux 5.13 or later",
            calibration.cost(Calibration.FOCUSED, 1).middle());
    if (!bySmall.estimated() || !byEmpty.estimated()) {
      return bySmall.estimated() ? bySmall : byEmpty;
    }
    return byEmpty.median() <= bySmall.median() ? byEmpty : bySmall;
  }

  private static TracerOverhead of(Histogram durations, String basis, double known) {
    if (durations.getTotalCount() < NEEDED || Double.isNaN(known)) {
      return TracerOverhead.UNKNOWN;
    }
    return new TracerOverhead(
        basis,
        durations.getTotalCount(),
        known,
        over(durations, 50, known),
        over(durations, 10, known),
        over(durations, 90, known));
  }

  private static double over(Histogram durations, double percentile, double known) {
    return Math.max(0, durations.getValueAtPercentile(percentile) - known);
  }
}

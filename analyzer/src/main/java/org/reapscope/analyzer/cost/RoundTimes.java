package org.reapscope.analyzer.cost;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;

/**
 * How long the calls of one poll round took: measured, or by the distance from one call to the
 * next.
 */
final class RoundTimes {
  /** Calls of a round whose times are kept. */
  private static final int KEPT = 512;

  /** A call that took more than so many times the median was held up: preempted, or swapped out. */
  private static final double HELD_UP = 3;

  /** Twice what a log's clock cannot tell apart, in nanoseconds: no call is judged by less. */
  private static final double COARSE = 2_000;

  private int calls;
  private int measured;
  private long nanos;
  private long emptyNanos;
  private int empty;

  // Made when the first is to be kept: most rounds are of one call.
  private @Nullable Sample measuredEmpty;
  private @Nullable Sample measuredOther;
  private @Nullable Sample distances;

  private boolean emptyBefore;
  private long firstStart = ProcessEvent.NO_TIME;
  private long lastStart = ProcessEvent.NO_TIME;

  /** Takes in one call; {@code foundNothing} when it was in vain. */
  void add(CallReturned end, boolean foundNothing) {
    calls++;
    empty += foundNothing ? 1 : 0;
    long inside = Clock.inside(end);
    if (inside >= 0) {
      measured++;
      nanos += inside;
      if (foundNothing) {
        emptyNanos += inside;
        measuredEmpty = with(inside, measuredEmpty);
      } else {
        measuredOther = with(inside, measuredOther);
      }
    }
    long start = Clock.start(end);
    if (firstStart == ProcessEvent.NO_TIME) {
      firstStart = start;
    } else if (emptyBefore && start != ProcessEvent.NO_TIME) {
      distances = with(Math.max(0, start - lastStart), distances);
    }
    emptyBefore = foundNothing && start != ProcessEvent.NO_TIME;
    lastStart = start;
  }

  /** Whether any call found nothing. */
  boolean hasEmpty() {
    return empty > 0;
  }

  /** Whether the tracer itself measured every call. */
  boolean areMeasured() {
    return measured == calls;
  }

  /**
   * Nanoseconds in the round's calls: measured; else the distance between the first and the last
   * call, stretched to all of them, which counts the time between calls too; -1 when unknown.
   */
  double nanos() {
    if (areMeasured()) {
      return nanos;
    }
    return calls < 2 || firstStart == ProcessEvent.NO_TIME || lastStart == ProcessEvent.NO_TIME
        ? -1
        : (double) Math.max(0, lastStart - firstStart) * calls / (calls - 1);
  }

  /**
   * Nanoseconds that the round would have taken had each of its calls found nothing and none been
   * held up; -1 when unknown. Calls that find nothing are alike, so those that were not held up
   * stand for the others. Reaping a child takes longer, but once for each child, however many are
   * watched and however one waits for it. Of a round without a call that found nothing, as its own
   * calls are.
   */
  double typicalNanos() {
    if (areMeasured()) {
      return typical(empty > 0 ? measuredEmpty : measuredOther) * calls;
    }
    return distances == null ? nanos() : typical(distances) * calls;
  }

  private static Sample with(long time, @Nullable Sample times) {
    Sample kept = times == null ? new Sample(KEPT) : times;
    kept.add(time);
    return kept;
  }

  private static double typical(@Nullable Sample times) {
    return times == null ? Double.NaN : times.meanUpTo(HELD_UP * times.median() + COARSE);
  }

  /** As {@link #nanos}, of the calls that found nothing. */
  double emptyNanos() {
    if (areMeasured()) {
      return emptyNanos;
    }
    double all = nanos();
    return all < 0 ? -1 : all * empty / calls;
  }

  /** The moment of the last call, or {@link ProcessEvent#NO_TIME}. */
  long last() {
    return lastStart;
  }
}

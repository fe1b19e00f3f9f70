package org.reapscope.analyzer.result;

import java.util.List;

/**
 * What reaping costs in one trace. A number that the log cannot tell is NaN.
 *
 * @param tracer what the tracer itself adds to a call
 * @param calibration what the predictions rest on in words, such as {@code Linux 6.18.44}; empty
 *     when there was no calibration, and all predicted seconds are NaN
 * @param processes one row for each process that polls or waits for anyone, costliest first
 * @param polls poll calls over time, in stretches of equal length
 * @param zombies children dead but not yet reaped
 */
public record ReapingCost(
    TracerOverhead tracer,
    String calibration,
    List<ReaperCost> processes,
    List<PollStretch> polls,
    ZombieCost zombies) {
  public ReapingCost {
    processes = List.copyOf(processes);
    polls = List.copyOf(polls);
  }

  /** Of a trace in which nobody waits. */
  public static final ReapingCost NONE =
      new ReapingCost(TracerOverhead.UNKNOWN, "", List.of(), List.of(), ZombieCost.NONE);
}

package org.reapscope.analyzer.result;

import java.util.List;

/**
 * Children that were dead but not yet reaped.
 *
 * @param peak most at one time
 * @param seconds zombie-seconds: the area under the curve of zombies, NaN without a clock
 * @param lifetimes from death to reap, over all reaped children
 * @param spread the same by length, for lengths that occur
 * @param reapers the same by who reaped, those with most children first
 * @param signals SIGCHLDs
 */
public record ZombieCost(
    int peak,
    double seconds,
    Latency lifetimes,
    List<Bin> spread,
    List<Reaper> reapers,
    ChildSignals signals) {
  public ZombieCost {
    spread = List.copyOf(spread);
    reapers = List.copyOf(reapers);
  }

  /** Nobody died. */
  public static final ZombieCost NONE =
      new ZombieCost(
          0, 0, Latency.NONE, List.of(), List.of(), new ChildSignals(0, 0, ChildSignals.UNKNOWN));

  /**
   * From death to reap, in nanoseconds, to three digits; NaN when nobody was timed.
   *
   * @param reaped children reaped by a wait
   * @param atOnce those whose reap stands in the log before their end: the waiter was there already
   */
  public record Latency(
      long reaped, long atOnce, double mean, double p50, double p90, double p99, double max) {
    /** Nobody was timed. */
    public static final Latency NONE =
        new Latency(0, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
  }

  /** Children whose death-to-reap time lay in [from, to) nanoseconds. */
  public record Bin(long from, long to, long children) {}

  /** One process that reaps. */
  public record Reaper(int pid, String comm, Latency latency) {}

  /**
   * SIGCHLDs of processes with a handler.
   *
   * @param sent deaths of children that send it
   * @param delivered handler runs because of a death
   * @param coalesced deaths without a handler run of their own: the signal was pending already;
   *     {@link #UNKNOWN} where the log shows no delivery
   */
  public record ChildSignals(long sent, long delivered, long coalesced) {
    public static final long UNKNOWN = -1;
  }
}

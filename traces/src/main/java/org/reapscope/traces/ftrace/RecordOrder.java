package org.reapscope.traces.ftrace;

import java.util.BitSet;
import org.reapscope.traces.TraceException;

/**
 * Refuses tracefs text whose lines are in no order of time: what different processors did cannot be
 * put together from it.
 *
 * <p>The kernel merges the buffers of the processors by time. Files below {@code per_cpu}, put one
 * behind the other, are not merged: each processor has one run of lines, and time begins anew with
 * each. The clock {@code uptime} counts ticks (trace_clock_jiffies), and what several processors
 * did in one tick stands processor by processor.
 */
final class RecordOrder {
  /** Records after which the shape of a log is known. */
  private static final int SURE = 50;

  /** Ticks of 100 a second in three years: fewer than the nanoseconds of four seconds. */
  private static final long TICKS = 10_000_000_000L;

  private final BitSet cpus = new BitSet();
  private long records;
  private boolean apart = true;
  private boolean ticking;
  private int ties;
  private int cpu = -1;
  private long first;
  private long last;
  private long latest;

  /** Takes note of one record and of its time, or the counter in its place. */
  void record(long line, int onCpu, long time) throws TraceException {
    if (records++ == 0) {
      first = latest = time;
    }
    if (onCpu != cpu) {
      changes(line, onCpu, time);
    }
    latest = Math.max(latest, time);
    ties += time == last ? 1 : 0;
    last = time;
    if (records == SURE && 2 * ties > SURE && time < TICKS) {
      ticking = true;
    }
    if (ticking && cpus.cardinality() > 1) {
      throw new TraceException(
          "Its clock counts ticks (trace_clock uptime), and what several processors did in one tick"
              + " is in no order: record with trace_clock mono.");
    }
  }

  private void changes(long line, int onCpu, long time) throws TraceException {
    boolean known = cpus.get(onCpu);
    boolean back = latest - time > (latest - first) / 2;
    if (apart && !known && back && records > SURE) {
      throw new TraceException(
          "At line "
              + line
              + " the time goes back, and another processor's lines begin: files of per_cpu, one"
              + " behind the other. Put them in the order of their times, or read trace itself.");
    }
    apart &= !known;
    cpus.set(onCpu);
    cpu = onCpu;
  }
}

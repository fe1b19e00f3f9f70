package org.reapscope.analyzer.cost;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.ZombieCost;

/** Death-to-reap times of some children. */
final class Lifetimes {
  /** Of most reapers so few children are known that a histogram would cost more than they do. */
  private static final int FEW = 16;

  private final int digits;
  private long[] few = new long[2];
  private int kept;
  private @Nullable Histogram many;
  private long untimed;
  private long atOnce;
  private double sum;

  /** With values told apart to so many decimal digits. */
  Lifetimes(int digits) {
    this.digits = digits;
  }

  /** One child; negative when the log has no clock. */
  void add(long nanos) {
    if (nanos < 0) {
      untimed++;
      return;
    }
    sum += nanos;
    if (many == null && kept < FEW) {
      if (kept == few.length) {
        few = Arrays.copyOf(few, 2 * kept);
      }
      few[kept++] = nanos;
    } else {
      times().recordValue(nanos);
    }
  }

  /** All times so far, from now on as a histogram. */
  private Histogram times() {
    Histogram times = many;
    if (times == null) {
      times = new Histogram(digits);
      times.setAutoResize(true);
      for (int i = 0; i < kept; i++) {
        times.recordValue(few[i]);
      }
      many = times;
    }
    return times;
  }

  private long timed() {
    return many == null ? kept : many.getTotalCount();
  }

  /** A child that was reaped where it died. */
  void atOnce(boolean timed) {
    atOnce++;
    add(timed ? 0 : -1);
  }

  /** Adds the children of another. */
  void merge(Lifetimes other) {
    if (other.many == null) {
      for (int i = 0; i < other.kept; i++) {
        times().recordValue(other.few[i]);
      }
    } else {
      times().add(other.many);
    }
    untimed += other.untimed;
    atOnce += other.atOnce;
    sum += other.sum;
  }

  /** How many children. */
  long reaped() {
    return timed() + untimed;
  }

  /** Child-seconds spent dead and unreaped; not a number without a clock. */
  double area() {
    return timed() == 0 && untimed > 0 ? Double.NaN : sum / 1e9;
  }

  /** Mean, percentiles and greatest, in nanoseconds. */
  ZombieCost.Latency latency() {
    if (timed() == 0) {
      double nan = Double.NaN;
      return new ZombieCost.Latency(reaped(), atOnce, nan, nan, nan, nan, nan);
    }
    Histogram times = times();
    return new ZombieCost.Latency(
        reaped(),
        atOnce,
        sum / times.getTotalCount(),
        times.getValueAtPercentile(50),
        times.getValueAtPercentile(90),
        times.getValueAtPercentile(99),
        times.getMaxValue());
  }
}

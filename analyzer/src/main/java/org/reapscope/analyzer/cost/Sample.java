package org.reapscope.analyzer.cost;

import java.util.Arrays;

/**
 * A few values of a stream that stand for all of it: every one at first, then every second, fourth
 * ... in bounded memory and without chance.
 */
final class Sample {
  private static final int MOST = 32;
  private static final double[] NONE = {};

  private final int most;
  private double[] values = NONE;
  private int kept;
  private long stride = 1;
  private long seen;

  Sample() {
    this(MOST);
  }

  /** Keeps up to {@code most} values. */
  Sample(int most) {
    this.most = most;
  }

  void add(double value) {
    if (seen++ % stride != 0) {
      return;
    }
    if (kept == most) {
      halve();
      if ((seen - 1) % stride != 0) {
        return;
      }
    }
    put(value);
  }

  private void put(double value) {
    if (kept == values.length) {
      values = Arrays.copyOf(values, Math.max(1, 2 * kept));
    }
    values[kept++] = value;
  }

  private void halve() {
    kept /= 2;
    for (int i = 0; i < kept; i++) {
      values[i] = values[2 * i];
    }
    stride *= 2;
  }

  /** Takes in another stream's values. */
  void merge(Sample other) {
    for (int i = 0; i < other.kept; i++) {
      add(other.values[i]);
    }
  }

  /** The middle value, NaN of none. */
  double median() {
    return Lines.median(Arrays.copyOf(values, kept));
  }

  /** The mean of the values up to a limit, NaN of none. */
  double meanUpTo(double limit) {
    return Arrays.stream(values, 0, kept)
        .filter(value -> value <= limit)
        .average()
        .orElse(Double.NaN);
  }
}

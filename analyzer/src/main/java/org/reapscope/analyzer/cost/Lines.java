package org.reapscope.analyzer.cost;

import java.util.Arrays;

/** Robust lines through points. */
final class Lines {
  /** Standard deviations that 95 % of a normal distribution lie within. */
  private static final double SURE = 1.96;

  private Lines() {}

  /**
   * A line.
   *
   * @param slope NaN when there are fewer than two different places
   * @param low lower end of the slope's 95 % confidence interval
   * @param high upper end
   */
  record Line(double intercept, double slope, double low, double high) {}

  /** The middle value, NaN of none. */
  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return middle(sorted);
  }

  private static double middle(double[] sorted) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double below = sorted[(sorted.length - 1) / 2];
    double above = sorted[sorted.length / 2];
    return below == above ? below : below + (above - below) / 2;
  }

  /**
   * The line by Theil and Sen: the median of the slopes between any two points, and the median of
   * what is left as intercept. A third of the points may be wild.
   *
   * <p>The interval is Sen's (1968): it leaves out as many of the sorted slopes on either side as
   * Kendall's statistic would by chance. It supposes nothing about how the noise is distributed.
   * Four points are the fewest for which it is narrower than nothing known: all slopes.
   */
  static Line theilSen(double[] x, double[] y) {
    int n = x.length;
    double[] slopes = new double[n * (n - 1) / 2];
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = i + 1; j < n; j++) {
        if (x[i] != x[j]) {
          slopes[count++] = (y[j] - y[i]) / (x[j] - x[i]);
        }
      }
    }
    double[] sorted = Arrays.copyOf(slopes, count);
    Arrays.sort(sorted);
    double slope = middle(sorted);
    double[] left = new double[n];
    for (int i = 0; i < n; i++) {
      left[i] = y[i] - slope * x[i];
    }
    if (count == 0) {
      return new Line(median(left), slope, slope, slope);
    }
    double kendall = SURE * Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18);
    int cut = Math.min((count - 1) / 2, (int) Math.max(0, Math.round((count - kendall) / 2) - 1));
    return new Line(median(left), slope, sorted[cut], sorted[count - 1 - cut]);
  }
}

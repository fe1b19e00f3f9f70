package org.reapscope.analyzer.cost;

import org.apache.commons.math3.linear.SingularMatrixException;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.reapscope.analyzer.result.Growth.Order;

/** Robust lines through points, and which order of growth they show. */
final class Lines {
  /** Fewer different numbers of children tell nothing. */
  private static final int SIZES_NEEDED = 4;

  /** The largest number of children must be this many times the smallest. */
  private static final double RANGE_NEEDED = 2;

  /** What rises by less than this share of its mean over the whole range does not grow. */
  private static final double FLAT = 0.25;

  /** A bend that makes up most of the rise is no line. */
  private static final double BEND = 0.6;

  private static final double SURE = 3;
  private static final int GROUPS = 12;

  private Lines() {}

  /**
   * A line.
   *
   * @param slope NaN when there are fewer than two different places
   */
  record Line(double intercept, double slope) {}

  /** An order of growth and what it rests on. */
  record Judgement(Order order, String why) {}

  /** The middle value, NaN of none. */
  static double median(double[] values) {
    return values.length == 0 ? Double.NaN : new Median().evaluate(values);
  }

  /**
   * The line by Theil and Sen: the median of the slopes between any two points, and the median of
   * what is left as intercept. A third of the points may be wild.
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
    double slope = median(java.util.Arrays.copyOf(slopes, count));
    double[] left = new double[n];
    for (int i = 0; i < n; i++) {
      left[i] = y[i] - slope * x[i];
    }
    return new Line(median(left), slope);
  }

  /** Judges points ascending in {@code x}, one for each number of children. */
  static Judgement judge(double[] x, double[] y) {
    int n = x.length;
    if (n < SIZES_NEEDED) {
      return unknown("only " + n + (n == 1 ? " number" : " different numbers") + " of children");
    }
    double range = x[n - 1] - x[0];
    if (x[n - 1] < RANGE_NEEDED * x[0] || range < SIZES_NEEDED - 1) {
      return unknown(
          String.format(java.util.Locale.ROOT, "only from %.0f to %.0f children", x[0], x[n - 1]));
    }
    double rise = theilSen(x, y).slope() * range;
    double mean = 0;
    for (double value : y) {
      mean += Math.abs(value) / n;
    }
    String over =
        String.format(java.util.Locale.ROOT, "over %.0f to %.0f children", x[0], x[n - 1]);
    if (!(Math.abs(rise) >= FLAT * mean)) {
      return new Judgement(Order.CONSTANT, "no rise " + over);
    }
    boolean bent = rise > 0 && bends(grouped(x, true), grouped(y, false));
    return bent
        ? new Judgement(Order.QUADRATIC, "a rise that steepens " + over)
        : new Judgement(Order.LINEAR, "a steady rise " + over);
  }

  private static Judgement unknown(String why) {
    return new Judgement(Order.UNKNOWN, why);
  }

  /** Neighbours brought together, so that single wild rounds do not bend the curve. */
  private static double[] grouped(double[] values, boolean mean) {
    int n = values.length;
    if (n <= 2 * GROUPS) {
      return values;
    }
    double[] groups = new double[GROUPS];
    for (int g = 0; g < GROUPS; g++) {
      int from = g * n / GROUPS;
      int to = (g + 1) * n / GROUPS;
      double[] part = java.util.Arrays.copyOfRange(values, from, to);
      groups[g] = mean ? java.util.Arrays.stream(part).average().orElse(0) : median(part);
    }
    return groups;
  }

  /** Whether a parabola's bend is both sure and a good part of the rise. */
  private static boolean bends(double[] x, double[] y) {
    int n = x.length;
    double from = x[0];
    double range = x[n - 1] - from;
    double[][] powers = new double[n][2];
    for (int i = 0; i < n; i++) {
      double at = (x[i] - from) / range;
      powers[i][0] = at;
      powers[i][1] = at * at;
    }
    try {
      OLSMultipleLinearRegression parabola = new OLSMultipleLinearRegression();
      parabola.newSampleData(y, powers);
      double[] beta = parabola.estimateRegressionParameters();
      double error = n > 3 ? parabola.estimateRegressionParametersStandardErrors()[2] : Double.NaN;
      double rise = beta[1] + beta[2];
      return beta[2] > SURE * error && beta[2] >= BEND * rise;
    } catch (SingularMatrixException flat) {
      return false;
    }
  }
}

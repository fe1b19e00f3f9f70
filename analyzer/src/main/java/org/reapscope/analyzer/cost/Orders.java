package org.reapscope.analyzer.cost;

import java.util.Arrays;
import java.util.Locale;
import org.reapscope.analyzer.cost.Lines.Line;
import org.reapscope.analyzer.result.Growth.Order;

/**
 * Which order of growth points show.
 *
 * <p>Two questions, each put to Theil and Sen's slope and its 95 % interval, so that wild rounds
 * and a start-up cost do not decide. Does the cost rise: does the line through it, by a quarter of
 * the median at least? And if so, how steeply: what is the exponent p of cost = n^p, the slope
 * between the logarithms? One and a half divides lines from squares. What the interval leaves open
 * is unknown.
 */
final class Orders {
  /** Fewer different numbers of children tell nothing. */
  private static final int SIZES_NEEDED = 4;

  /** The largest number of children must be this many times the smallest. */
  private static final double RANGE_NEEDED = 2;

  /** What rises by less than this share of its median over the whole range does not grow. */
  private static final double FLAT = 0.25;

  /** Half way between a line and a square. */
  private static final double STEEP = 1.5;

  private static final double SQUARE = 2;
  private static final int GROUPS = 24;

  /** Points with a logarithm that are needed for an exponent. */
  private static final int LOGS_NEEDED = 3;

  private Orders() {}

  /**
   * An order of growth and what it rests on.
   *
   * @param exponent p of cost = n^p, NaN where the cost does not rise or is not known to
   * @param low lower end of its 95 % confidence interval
   * @param high upper end
   */
  record Judgement(Order order, double exponent, double low, double high, String why) {
    private static Judgement without(Order order, String why) {
      return new Judgement(order, Double.NaN, Double.NaN, Double.NaN, why);
    }
  }

  /** Judges points ascending in {@code x}, one for each number of children. */
  static Judgement judge(double[] x, double[] y) {
    int n = x.length;
    if (n < SIZES_NEEDED) {
      return Judgement.without(
          Order.UNKNOWN,
          "only " + n + (n == 1 ? " number" : " different numbers") + " of children");
    }
    double range = x[n - 1] - x[0];
    if (x[n - 1] < RANGE_NEEDED * x[0] || range < SIZES_NEEDED - 1) {
      return Judgement.without(
          Order.UNKNOWN,
          String.format(Locale.US, "only from %.0f to %.0f children", x[0], x[n - 1]));
    }
    String over = String.format(Locale.US, " over %.0f to %.0f children", x[0], x[n - 1]);
    return judge(grouped(x, true), grouped(y, false), over);
  }

  private static Judgement judge(double[] x, double[] y, String over) {
    Line line = Lines.theilSen(x, y);
    double range = x[x.length - 1] - x[0];
    double[] sizes = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      sizes[i] = Math.abs(y[i]);
    }
    double cost = Lines.median(sizes);
    double children = Lines.median(x);
    if (!(line.slope() * range >= FLAT * cost) || line.slope() == 0) {
      // Constant is what cannot well grow in proportion to the children.
      boolean sure = line.high() < cost / children || line.high() == 0;
      return sure
          ? Judgement.without(Order.CONSTANT, "no rise" + over)
          : Judgement.without(Order.UNKNOWN, "too uneven to tell whether it rises" + over);
    }
    if (line.low() <= 0) {
      return Judgement.without(Order.UNKNOWN, "too uneven to tell whether it rises" + over);
    }
    return steepness(x, y, over);
  }

  /** How steeply a cost grows that does grow. */
  private static Judgement steepness(double[] x, double[] y, String over) {
    double[] logX = new double[x.length];
    double[] logY = new double[x.length];
    int drawn = 0;
    int places = 0;
    for (int i = 0; i < x.length; i++) {
      places += x[i] > 0 ? 1 : 0;
      if (x[i] > 0 && y[i] > 0) {
        logX[drawn] = Math.log(x[i]);
        logY[drawn++] = Math.log(y[i]);
      }
    }
    if (drawn < LOGS_NEEDED || drawn < 0.75 * places) {
      return Judgement.without(
          Order.UNKNOWN, "a rise, but too uneven to tell a line from a square" + over);
    }
    Line power = Lines.theilSen(Arrays.copyOf(logX, drawn), Arrays.copyOf(logY, drawn));
    String as =
        String.format(
            Locale.US, " as n^%.2f (%.2f to %.2f)", power.slope(), power.low(), power.high());
    // Load only ever adds to a cost, and more children make more of it: steeper is claimed only
    // when the whole interval says so.
    if (power.low() >= STEEP) {
      return of(Order.QUADRATIC, power, "a rise that steepens," + as + over);
    }
    if (power.slope() < STEEP && power.high() < SQUARE) {
      return of(Order.LINEAR, power, "a steady rise," + as + over);
    }
    return of(
        Order.UNKNOWN, power, "a rise, but too uneven to tell a line from a square," + as + over);
  }

  private static Judgement of(Order order, Line power, String why) {
    return new Judgement(order, power.slope(), power.low(), power.high(), why);
  }

  /** Neighbours brought together, so that single wild rounds do not bend the curve. */
  private static double[] grouped(double[] values, boolean mean) {
    int n = values.length;
    if (n <= GROUPS) {
      return values;
    }
    double[] groups = new double[GROUPS];
    for (int g = 0; g < GROUPS; g++) {
      double[] part = Arrays.copyOfRange(values, g * n / GROUPS, (g + 1) * n / GROUPS);
      groups[g] = mean ? Arrays.stream(part).average().orElse(0) : Lines.median(part);
    }
    return groups;
  }
}

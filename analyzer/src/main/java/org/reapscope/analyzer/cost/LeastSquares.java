package org.reapscope.analyzer.cost;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The line y = intercept + slope x that least squares lay through points, in running sums about the
 * means (Welford 1962): memory does not grow with the points, nor do large values drown small ones.
 */
final class LeastSquares {
  private long n;
  private double meanX;
  private double meanY;
  private double sumXx;
  private double sumYy;
  private double sumXy;

  /** Takes in one point. */
  void add(double x, double y) {
    double dx = x - meanX;
    double dy = y - meanY;
    double share = n / (n + 1.0);
    n++;
    meanX += dx / n;
    meanY += dy / n;
    sumXx += dx * dx * share;
    sumYy += dy * dy * share;
    sumXy += dx * dy * share;
  }

  /** The number of points. */
  long count() {
    return n;
  }

  /** NaN when there are fewer than two different places. */
  double slope() {
    return sumXx > 0 ? sumXy / sumXx : Double.NaN;
  }

  /** NaN when there is no slope. */
  double intercept() {
    return meanY - slope() * meanX;
  }

  /** The share of y's variance that the line accounts for; NaN when there is none of either. */
  double rSquare() {
    return (sumYy - squaredErrors()) / sumYy;
  }

  /** Variance of the points about the line, NaN of fewer than three. */
  double meanSquaredError() {
    return n > 2 ? squaredErrors() / (n - 2) : Double.NaN;
  }

  /**
   * Half the width of the slope's confidence interval, NaN of fewer than three points.
   *
   * @param alpha the chance that the slope lies outside, if errors are normally distributed
   */
  double halfWidth(double alpha) {
    if (n < 3) {
      return Double.NaN;
    }
    double quantile = TDistribution.of(n - 2.0).inverseSurvivalProbability(alpha / 2);
    return quantile * Math.sqrt(meanSquaredError() / sumXx);
  }

  private double squaredErrors() {
    return Math.max(0, sumYy - sumXy * slope());
  }
}

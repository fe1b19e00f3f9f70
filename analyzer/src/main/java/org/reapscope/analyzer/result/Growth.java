package org.reapscope.analyzer.result;

import java.util.List;
import java.util.Locale;

/**
 * How the cost of one round grows with the number of children.
 *
 * @param sizes rounds gathered by the number of children, ascending
 * @param fits one for each currency that the log tells: calls, scanned, scannedBefore513,
 *     nanoseconds, nanosecondsNet
 * @param hurts where a round starts to hurt
 */
public record Growth(List<Size> sizes, List<Fit> fits, List<Hurt> hurts) {
  public Growth {
    sizes = List.copyOf(sizes);
    fits = List.copyOf(fits);
    hurts = List.copyOf(hurts);
  }

  /** The fit of one currency by name, or one that knows nothing. */
  public Fit fit(String of) {
    for (Fit fit : fits) {
      if (fit.of().equals(of)) {
        return fit;
      }
    }
    return Fit.unknown(of);
  }

  /**
   * Rounds with about the same number of children.
   *
   * @param children their mean number
   * @param rounds how many rounds
   * @param calls mean wait calls a round
   * @param scanned mean tasks scanned a round, Linux 5.13 and later
   * @param scannedBefore513 the same up to 5.12
   * @param nanos median nanoseconds in a round's calls as recorded, had none found anything or been
   *     held up; NaN when unknown
   * @param nanosPredicted the same without a tracer by the calibration, NaN without one
   */
  public record Size(
      double children,
      long rounds,
      double calls,
      double scanned,
      double scannedBefore513,
      double nanos,
      double nanosPredicted) {}

  /** How cost depends on the number of children. */
  public enum Order {
    CONSTANT,
    LINEAR,
    QUADRATIC,
    /** Too few different numbers of children, or too uneven, to tell. */
    UNKNOWN;

    /** The word in reports. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A line through the cost of rounds: cost = intercept + slope x children.
   *
   * @param of the currency: calls, scanned, scannedBefore513, nanoseconds, nanosecondsNet
   * @param slope by least squares over all rounds
   * @param slopeLow lower end of the slope's 95 % confidence interval
   * @param slopeHigh upper end
   * @param rSquared share of the variance that the line explains
   * @param residual standard deviation of rounds about the line
   * @param robustIntercept of the robust line
   * @param robustSlope by Theil and Sen: the median slope between any two numbers of children
   * @param exponent p of cost = children^p by the same between logarithms, NaN where cost does not
   *     rise or the log cannot tell
   * @param exponentLow lower end of the exponent's 95 % confidence interval
   * @param exponentHigh upper end
   * @param why what the order rests on, or why it is not known
   */
  public record Fit(
      String of,
      Order order,
      long rounds,
      double intercept,
      double slope,
      double slopeLow,
      double slopeHigh,
      double rSquared,
      double residual,
      double robustIntercept,
      double robustSlope,
      double exponent,
      double exponentLow,
      double exponentHigh,
      String why) {
    /** No fit. */
    public static Fit unknown(String of) {
      double nan = Double.NaN;
      return new Fit(
          of,
          Order.UNKNOWN,
          0,
          nan,
          nan,
          nan,
          nan,
          nan,
          nan,
          nan,
          nan,
          nan,
          nan,
          nan,
          "not in this log");
    }

    /** Whether there is a line. */
    public boolean fitted() {
      return !Double.isNaN(slope);
    }
  }

  /**
   * Where it starts to hurt.
   *
   * @param what in words: {@code 1 ms a round}, {@code 10 ms a round}, {@code one core}
   * @param recorded children at which it happens as traced, by the robust line; infinite when never
   * @param net the same less the tracer's own part
   * @param predicted the same without a tracer, by the calibration
   */
  public record Hurt(String what, double recorded, double net, double predicted) {}
}

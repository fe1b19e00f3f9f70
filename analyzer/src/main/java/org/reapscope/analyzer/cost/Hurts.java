package org.reapscope.analyzer.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.reapscope.analyzer.result.Growth;
import org.reapscope.analyzer.result.Growth.Fit;
import org.reapscope.analyzer.result.Growth.Hurt;

/**
 * At how many children a round costs too much.
 *
 * @param untraced nanoseconds of a round of so many calls with so many children by the calibration
 * @param roundsPerSecond how many rounds a second so many children cause, NaN when unknown
 */
record Hurts(Untraced untraced, DoubleUnaryOperator roundsPerSecond) {
  private static final double FAR = 1e9;
  private static final double SECOND = 1e9;
  private static final double CLOSE = 1e-4;

  /** What a round takes without a tracer. */
  @FunctionalInterface
  interface Untraced {
    double nanos(double calls, double children);
  }

  List<Hurt> of(Growth growth) {
    Fit calls = growth.fit("calls");
    DoubleUnaryOperator recorded = line(growth.fit("nanoseconds"));
    DoubleUnaryOperator net = line(growth.fit("nanosecondsNet"));
    DoubleUnaryOperator predicted =
        n -> untraced.nanos(Math.max(0, line(calls).applyAsDouble(n)), n);
    List<Hurt> hurts = new ArrayList<>();
    for (double millis : new double[] {1, 10}) {
      double limit = millis * 1e6;
      hurts.add(
          new Hurt(
              Math.round(millis) + " ms a round",
              reached(recorded, limit),
              reached(net, limit),
              reached(predicted, limit)));
    }
    hurts.add(new Hurt("one core", core(recorded), core(net), core(predicted)));
    return hurts;
  }

  private static DoubleUnaryOperator line(Fit fit) {
    return n -> fit.robustIntercept() + fit.robustSlope() * n;
  }

  private double core(DoubleUnaryOperator cost) {
    return reached(n -> cost.applyAsDouble(n) * roundsPerSecond.applyAsDouble(n), SECOND);
  }

  /** The least number of children whose cost reaches {@code limit}; infinite when none does. */
  private static double reached(DoubleUnaryOperator cost, double limit) {
    double most = cost.applyAsDouble(FAR);
    if (Double.isNaN(most)) {
      return Double.NaN;
    }
    if (most < limit) {
      return Double.POSITIVE_INFINITY;
    }
    double low = 1;
    double high = FAR;
    while (high - low > CLOSE) {
      double middle = (low + high) / 2;
      if (cost.applyAsDouble(middle) < limit) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.ceil(high - 10 * CLOSE);
  }
}

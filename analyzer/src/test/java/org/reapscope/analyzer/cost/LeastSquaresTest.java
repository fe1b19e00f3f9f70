package org.reapscope.analyzer.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Least squares against certified values, and against what cannot be known of few points. */
final class LeastSquaresTest {
  /** NIST's Statistical Reference Datasets, Norris: y, x. */
  private static final double[][] NORRIS = {
    {0.1, 0.2}, {338.8, 337.4}, {118.1, 118.2}, {888.0, 884.6}, {9.2, 10.1}, {228.1, 226.5},
    {668.5, 666.3}, {998.5, 996.3}, {449.1, 448.6}, {778.9, 777.0}, {559.2, 558.2}, {0.3, 0.4},
    {0.1, 0.6}, {778.1, 775.5}, {668.8, 666.9}, {339.3, 338.0}, {448.9, 447.5}, {10.8, 11.6},
    {557.7, 556.0}, {228.3, 228.1}, {998.0, 995.8}, {888.8, 887.6}, {119.6, 120.2}, {0.3, 0.3},
    {0.6, 0.3}, {557.6, 556.8}, {339.3, 339.1}, {888.0, 887.2}, {998.5, 999.0}, {778.9, 779.0},
    {10.2, 11.1}, {117.6, 118.3}, {228.9, 229.2}, {668.4, 669.1}, {449.2, 448.9}, {0.2, 0.5}
  };

  @Test
  void givesTheCertifiedLine() {
    LeastSquares line = new LeastSquares();
    for (double[] point : NORRIS) {
      line.add(point[1], point[0]);
    }

    assertThat(line.count()).isEqualTo(36);
    assertThat(line.slope()).isCloseTo(1.00211681802045, within(1e-13));
    assertThat(line.intercept()).isCloseTo(-0.262323073774029, within(1e-11));
    assertThat(line.rSquare()).isCloseTo(0.999993745883712, within(1e-13));
    assertThat(Math.sqrt(line.meanSquaredError())).isCloseTo(0.884796396144373, within(1e-10));
  }

  /** The certified standard error of the slope, times Student's t for 34 degrees and 2.5 %. */
  @Test
  void givesTheIntervalOfTheSlope() {
    LeastSquares line = new LeastSquares();
    for (double[] point : NORRIS) {
      line.add(point[1], point[0]);
    }

    assertThat(line.halfWidth(0.05)).isCloseTo(0.000429796848199937 * 2.0322445, within(1e-11));
  }

  @Test
  void knowsNoLineThroughOnePlace() {
    LeastSquares line = new LeastSquares();
    assertThat(line.slope()).isNaN();
    line.add(3, 5);
    line.add(3, 6);
    line.add(3, 7);
    assertThat(line.slope()).isNaN();
    assertThat(line.intercept()).isNaN();
    assertThat(line.rSquare()).isNaN();
    assertThat(line.halfWidth(0.05)).isNaN();
  }

  @Test
  void knowsNoIntervalOfTwoPoints() {
    LeastSquares line = new LeastSquares();
    line.add(1, 2);
    line.add(2, 4);
    assertThat(line.slope()).isEqualTo(2);
    assertThat(line.intercept()).isZero();
    assertThat(line.meanSquaredError()).isNaN();
    assertThat(line.halfWidth(0.05)).isNaN();
  }
}

package org.reapscope.analyzer.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.analyzer.result.Growth;
import org.reapscope.analyzer.result.Growth.Fit;
import org.reapscope.analyzer.result.Growth.Order;

/** Costs made up by a known law are found to follow that law. */
final class GrowthTest {
  private static final double SLOPE = 199;
  private static final Hurts NO_PRICES = new Hurts((calls, n) -> Double.NaN, n -> Double.NaN);

  /** Rounds over 1 to 300 children, ten of each, with 10 % noise and some very slow ones. */
  private static GrowthSamples rounds(long seed, double wild, DoubleUnaryOperator law) {
    SplittableRandom random = new SplittableRandom(seed);
    GrowthSamples samples = new GrowthSamples();
    for (int i = 0; i < 10; i++) {
      for (int n = 1; n <= 300; n++) {
        double noise = 0.95 + random.nextDouble() / 10;
        double cost = law.applyAsDouble(n) * noise;
        boolean disturbed = random.nextDouble() < wild;
        double spent = disturbed ? cost * 50 + 1e6 : cost;
        samples.add(n, n, n, (long) n * 300, spent, spent, true);
      }
    }
    return samples;
  }

  private static Fit nanos(GrowthSamples samples) {
    return samples.growth(Double.NaN, NO_PRICES).fit("nanoseconds");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void leastSquaresHoldTheSlopeOfALine(long seed) {
    Fit fit = nanos(rounds(seed, 0, n -> 500 + SLOPE * n));
    assertThat(fit.order()).isEqualTo(Order.LINEAR);
    assertThat(fit.slope()).isCloseTo(SLOPE, within(0.02 * SLOPE));
    assertThat(fit.slopeLow()).isLessThan(fit.slope());
    assertThat(fit.slopeHigh() - fit.slopeLow()).isLessThan(0.05 * SLOPE);
    assertThat(fit.rSquared()).isGreaterThan(0.95);
    assertThat(fit.rounds()).isEqualTo(3000);
  }

  @Test
  void confidenceIntervalsHoldTheTruthAsOftenAsTheySay() {
    int held = 0;
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      GrowthSamples samples = new GrowthSamples();
      for (int i = 0; i < 60; i++) {
        int n = 1 + random.nextInt(100);
        // The sum of twelve: near enough to the normal distribution.
        double noise = random.doubles(12).sum() - 6;
        double spent = 10_000 + SLOPE * n + 1_000 * noise;
        samples.add(n, n, n, n, spent, spent, true);
      }
      Fit fit = nanos(samples);
      held += fit.slopeLow() <= SLOPE && SLOPE <= fit.slopeHigh() ? 1 : 0;
    }
    // 190 of 200 are expected; 6 is two standard deviations.
    assertThat(held).isBetween(182, 198);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theRobustLineHeedsNoWildRounds(long seed) {
    Fit fit = nanos(rounds(seed, 0.1, n -> 500 + SLOPE * n));
    assertThat(fit.robustSlope()).isCloseTo(SLOPE, within(0.05 * SLOPE));
    assertThat(fit.order()).isEqualTo(Order.LINEAR);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void tellsTheOrders(long seed) {
    assertThat(nanos(rounds(seed, 0, n -> 90)).order()).isEqualTo(Order.CONSTANT);
    assertThat(nanos(rounds(seed, 0, n -> 40_000 + n)).order()).isEqualTo(Order.CONSTANT);
    assertThat(nanos(rounds(seed, 0, n -> 200 * n)).order()).isEqualTo(Order.LINEAR);
    assertThat(nanos(rounds(seed, 0, n -> 1_000 + 9 * n * n)).order()).isEqualTo(Order.QUADRATIC);
    assertThat(nanos(rounds(seed, 0.1, n -> 9 * n * n)).order()).isEqualTo(Order.QUADRATIC);
  }

  @Test
  void calledQuadraticOnlyWhereTheKernelWalks() {
    GrowthSamples samples = new GrowthSamples();
    for (int n = 1; n <= 40; n++) {
      samples.add(n, n, n, (long) n * n, -1, -1, true);
    }
    Growth growth = samples.growth(Double.NaN, NO_PRICES);
    assertThat(growth.fit("calls").order()).isEqualTo(Order.LINEAR);
    assertThat(growth.fit("scanned").slope()).isCloseTo(1, within(1e-9));
    assertThat(growth.fit("scannedBefore513").order()).isEqualTo(Order.QUADRATIC);
    assertThat(growth.fit("nanoseconds").fitted()).isFalse();
  }

  @Test
  void fewSizesTellNothing() {
    GrowthSamples samples = new GrowthSamples();
    for (int i = 0; i < 1000; i++) {
      samples.add(50 + i % 3, 50, 50, 50, 1e6, 1e6, true);
    }
    Fit fit = samples.growth(Double.NaN, NO_PRICES).fit("calls");
    assertThat(fit.order()).isEqualTo(Order.UNKNOWN);
    assertThat(fit.why()).contains("3 different numbers");
  }

  @Test
  void theTracersPartComesOffEveryCall() {
    GrowthSamples samples = rounds(7, 0, n -> 4_000 * n + 199 * n);
    Fit net = samples.growth(4_000, NO_PRICES).fit("nanosecondsNet");
    assertThat(net.robustSlope()).isCloseTo(199, within(60.0));
    assertThat(net.slope()).isCloseTo(199, within(60.0));
  }

  @Test
  void saysWhereALineReachesAMillisecond() {
    Hurts hurts = new Hurts((calls, n) -> 100 * calls, n -> n / 10);
    List<Growth.Hurt> found = rounds(3, 0, n -> 1_000 * n).growth(Double.NaN, hurts).hurts();
    assertThat(found)
        .extracting(Growth.Hurt::what)
        .containsExactly("1 ms a round", "10 ms a round", "one core");
    assertThat(found.get(0).recorded()).isCloseTo(1_000, within(30.0));
    assertThat(found.get(0).predicted()).isEqualTo(10_000);
    assertThat(found.get(1).recorded()).isCloseTo(10_000, within(300.0));
    // n / 10 rounds a second of 1,000 n nanoseconds are a second at the root of 1e7.
    assertThat(found.get(2).recorded()).isCloseTo(3_162, within(100.0));
  }

  @Test
  void memoryDoesNotGrowWithTheNumbersOfChildren() {
    Sizes sizes = new Sizes();
    for (int n = 1; n <= 200_000; n++) {
      sizes.add(n, n, n, n, 7.0 * n, true);
    }
    List<Growth.Size> kept = sizes.all((calls, n) -> 0);
    assertThat(kept).hasSizeLessThanOrEqualTo(Sizes.MOST);
    assertThat(kept.stream().mapToLong(Growth.Size::rounds).sum()).isEqualTo(200_000);
    for (Growth.Size size : kept) {
      assertThat(size.nanos()).isCloseTo(7 * size.children(), within(7 * 1024.0));
    }
  }
}

package org.reapscope.analyzer.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.analyzer.cost.Orders.Judgement;
import org.reapscope.analyzer.result.Growth.Order;

/**
 * The order of growth is that of the law the costs were made by, whatever noise lies on them; a
 * wrong one is never named where the noise hides the law.
 */
final class OrdersTest {
  private static final int TRIES = 200;

  /** Costs of 1 to {@code most} children by a law, each times some noise. */
  private static Judgement judge(
      int from, int to, DoubleUnaryOperator law, DoubleUnaryOperator noise) {
    double[] x = IntStream.rangeClosed(from, to).asDoubleStream().toArray();
    double[] y = Arrays.stream(x).map(n -> law.applyAsDouble(n) * noise.applyAsDouble(n)).toArray();
    return Orders.judge(x, y);
  }

  private static Judgement exact(int from, int to, DoubleUnaryOperator law) {
    return judge(from, to, law, n -> 1);
  }

  /** Every fifth cost is up to fifty times what it should be, the others up to a fifth more. */
  private static DoubleUnaryOperator heavyTailed(SplittableRandom random) {
    return n -> random.nextInt(5) == 0 ? 1 + 49 * random.nextDouble() : 1 + random.nextDouble() / 5;
  }

  /** Pareto noise whose variance is infinite. */
  private static DoubleUnaryOperator pareto(SplittableRandom random) {
    return n -> Math.pow(1 - random.nextDouble(), -1 / 1.5);
  }

  /** Factors between a third and three, as often below one as above. */
  private static DoubleUnaryOperator wide(SplittableRandom random) {
    return n -> Math.exp(Math.log(3) * (2 * random.nextDouble() - 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 20, 300})
  void namesExactLaws(int most) {
    assertThat(exact(1, most, n -> 7).order()).isEqualTo(Order.CONSTANT);
    assertThat(exact(1, most, n -> 0).order()).isEqualTo(Order.CONSTANT);
    assertThat(exact(1, most, n -> 3 * n).order()).isEqualTo(Order.LINEAR);
    assertThat(exact(1, most, n -> n * n).order()).isEqualTo(Order.QUADRATIC);
    assertThat(exact(1, most, n -> 3 * n).exponent()).isCloseTo(1, within(1e-9));
    assertThat(exact(1, most, n -> n * n).exponent()).isCloseTo(2, within(1e-3));
    assertThat(exact(0, most, n -> n).order()).isEqualTo(Order.LINEAR);
  }

  /** A round costs something before it asks after the first child. */
  @ParameterizedTest
  @CsvSource({"0.5", "2", "10", "40"})
  void aStartUpCostChangesNoLine(double children) {
    Judgement line = exact(1, 60, n -> children + n);
    assertThat(line.order()).isEqualTo(Order.LINEAR);
    assertThat(exact(1, 300, n -> children + n * n).order()).isEqualTo(Order.QUADRATIC);
  }

  @Test
  void aSmallRiseOnALargeCostIsNone() {
    assertThat(exact(1, 300, n -> 40_000 + n).order()).isEqualTo(Order.CONSTANT);
    assertThat(exact(1, 300, n -> 40_000 - 10 * n).order()).isEqualTo(Order.CONSTANT);
  }

  /** A cache that overflows makes each child somewhat dearer: that is no square. */
  @Test
  void betweenALineAndASquareTheNearerIsNamed() {
    assertThat(exact(1, 300, n -> n * (1 + Math.log(n))).order()).isEqualTo(Order.LINEAR);
    assertThat(exact(1, 300, n -> Math.pow(n, 1.3)).order()).isEqualTo(Order.LINEAR);
    assertThat(exact(1, 300, n -> Math.pow(n, 1.8)).order()).isEqualTo(Order.QUADRATIC);
  }

  @ParameterizedTest
  @CsvSource({"20, 0.5", "60, 0.8", "300, 0.95"})
  void heavyTailsHideNoLaw(int most, double share) {
    for (Order law : new Order[] {Order.CONSTANT, Order.LINEAR, Order.QUADRATIC}) {
      int named = 0;
      int wrong = 0;
      for (long seed = 0; seed < TRIES; seed++) {
        Order order = judge(1, most, law(law), heavyTailed(new SplittableRandom(seed))).order();
        named += order == law ? 1 : 0;
        wrong += order == law || order == Order.UNKNOWN ? 0 : 1;
      }
      assertThat((double) named / TRIES).as("%s named", law).isGreaterThanOrEqualTo(share);
      assertThat((double) wrong / TRIES).as("not %s", law).isLessThanOrEqualTo(0.05);
    }
  }

  /** Where noise hides the law, another law is named in fewer than one log of ten. */
  @ParameterizedTest
  @ValueSource(ints = {4, 6, 10, 20})
  void fewNoisySizesAreRatherUnknownThanWrong(int most) {
    for (Order law : new Order[] {Order.CONSTANT, Order.LINEAR, Order.QUADRATIC}) {
      int wrong = 0;
      for (long seed = 0; seed < TRIES; seed++) {
        Order wide = judge(1, most, law(law), wide(new SplittableRandom(seed))).order();
        Order tailed = judge(1, most, law(law), pareto(new SplittableRandom(seed))).order();
        wrong += wide == law || wide == Order.UNKNOWN ? 0 : 1;
        wrong += tailed == law || tailed == Order.UNKNOWN ? 0 : 1;
      }
      assertThat(wrong / (2.0 * TRIES)).as("not %s of %s", law, most).isLessThan(0.1);
    }
  }

  private static DoubleUnaryOperator law(Order order) {
    return switch (order) {
      case LINEAR -> n -> 200 + 400 * n;
      case QUADRATIC -> n -> 20 + 40 * n * n;
      default -> n -> 5_000;
    };
  }

  @Test
  void tooFewOrTooNarrowTellsNothing() {
    assertThat(Orders.judge(new double[] {}, new double[] {}).order()).isEqualTo(Order.UNKNOWN);
    assertThat(exact(5, 5, n -> n).order()).isEqualTo(Order.UNKNOWN);
    assertThat(exact(5, 5, n -> n).why()).isEqualTo("only 1 number of children");
    assertThat(exact(1, 3, n -> n).why()).isEqualTo("only 3 different numbers of children");
    assertThat(exact(100, 150, n -> n).why()).isEqualTo("only from 100 to 150 children");
  }

  @Test
  void whatFallsBelowNothingIsNoLaw() {
    assertThat(exact(1, 20, n -> n % 2 == 0 ? n : -n).order()).isEqualTo(Order.UNKNOWN);
  }
}

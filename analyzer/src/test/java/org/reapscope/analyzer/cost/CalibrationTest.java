package org.reapscope.analyzer.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.cost.Calibration.Point;

/** Prices between and beyond the measurements. */
final class CalibrationTest {
  private static final Calibration PRICES =
      new Calibration(
          "Linux 0",
          List.of(
              new Point(Calibration.WAITALL, 101, 1_000, 1_100, 2_100),
              new Point(Calibration.WAITALL, 1, 90, 100, 100),
              new Point(Calibration.ROUND, 10, 1_900, 2_000, 2_100),
              new Point(Calibration.ROUND, 1_000, 190_000, 200_000, 210_000)));

  @Test
  void liesOnTheLineBetweenTwoMeasurements() {
    assertThat(PRICES.cost(Calibration.WAITALL, 51).middle()).isCloseTo(600, within(1e-6));
    assertThat(PRICES.cost(Calibration.WAITALL, 201).middle()).isCloseTo(2_100, within(1e-6));
    assertThat(PRICES.cost(Calibration.WAITALL, 51).high()).isCloseTo(1_100, within(1e-6));
  }

  @Test
  void pricesAScanByTheTasksItConsiders() {
    // 10 ns a task: ten calls that enter, and 500 tasks.
    assertThat(PRICES.generic(10, 500, 101).middle()).isCloseTo(1_000 + 5_000, within(1e-6));
  }

  @Test
  void pricesAFocusedWaitByItsShareOfARound() {
    assertThat(PRICES.focused(3, 100).middle()).isCloseTo(600, within(1e-6));
  }

  @Test
  void knowsNothingOfWhatWasNotMeasured() {
    assertThat(PRICES.cost(Calibration.EPOLL, 1).middle()).isNaN();
    assertThat(PRICES.missing()).contains(Calibration.EPOLL).doesNotContain(Calibration.ROUND);
    assertThat(Calibration.NONE.focused(1, 1).middle()).isNaN();
  }
}

package org.reapscope.analyzer.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logs claim numbers that no kernel gives; they are kept like others. */
final class TaskNumbersTest {
  private final TaskNumbers numbers = new TaskNumbers();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1 << 22, (1 << 22) + 1, Integer.MAX_VALUE, -1, Integer.MIN_VALUE})
  void keepsAnyNumberUntilItIsTakenOut(int number) {
    assertThat(numbers.contains(number)).isFalse();
    numbers.add(number);
    numbers.add(number);
    assertThat(numbers.contains(number)).isTrue();
    assertThat(numbers.isEmpty()).isFalse();
    assertThat(numbers.remove(number)).isTrue();
    assertThat(numbers.remove(number)).isFalse();
    assertThat(numbers.contains(number)).isFalse();
    assertThat(numbers.isEmpty()).isTrue();
  }
}

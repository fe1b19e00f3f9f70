package org.reapscope.analyzer.order;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Ends of waits are missing only where a task cannot be inside any more. */
final class WaitEndsTest {
  private final WaitEnds ends = new WaitEnds();

  @Test
  void aWaitThatLastsToTheEndOfTheLogHasNoneToShow() {
    ends.begins(7);
    ends.goesOn(8);

    assertThat(ends.areMissing()).isFalse();
  }

  @Test
  void aTaskThatGoesOnHasComeBack() {
    ends.begins(7);
    ends.goesOn(7);

    assertThat(ends.areMissing()).isTrue();
  }

  @Test
  void oneEndShowsThatTheLogHasThem() {
    ends.begins(7);
    ends.goesOn(7);
    ends.begins(8);
    ends.ends();

    assertThat(ends.areMissing()).isFalse();
  }
}

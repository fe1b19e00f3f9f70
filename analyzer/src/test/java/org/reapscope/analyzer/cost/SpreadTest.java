package org.reapscope.analyzer.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.result.ZombieCost.Bin;

/** Every time is counted once, between 1, 2, 5, 10 ... microseconds, however long it is. */
final class SpreadTest {
  private final Spread spread = new Spread(3);

  @Test
  void binsRunFromTheFirstTimeToTheLast() {
    spread.add(1_500);
    spread.add(1_600);
    spread.add(11_000);
    assertThat(spread.bins())
        .containsExactly(
            new Bin(1_000, 2_000, 2),
            new Bin(2_000, 5_000, 0),
            new Bin(5_000, 10_000, 0),
            new Bin(10_000, 20_000, 1));
  }

  @Test
  void aTimeOnABoundaryBelongsAboveIt() {
    spread.add(0);
    spread.add(1_000);
    assertThat(spread.bins()).containsExactly(new Bin(0, 1_000, 1), new Bin(1_000, 2_000, 1));
  }

  @Test
  void centuriesAreCountedToo() {
    spread.add(4_000_000_000_000_000_000L);
    spread.add(9_000_000_000_000_000_000L);
    assertThat(spread.bins())
        .containsExactly(
            new Bin(2_000_000_000_000_000_000L, 5_000_000_000_000_000_000L, 1),
            new Bin(5_000_000_000_000_000_000L, Long.MAX_VALUE, 1));
  }

  @Test
  void nothingHasNoBins() {
    assertThat(spread.bins()).isEmpty();
  }
}

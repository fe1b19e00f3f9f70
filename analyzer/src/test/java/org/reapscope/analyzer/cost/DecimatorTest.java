package org.reapscope.analyzer.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.analyzer.result.PopulationSample;

/** A thinned stream is short, in order, and keeps its ends and its highest peak of zombies. */
final class DecimatorTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 1997, 1998, 1999, 2000, 2001, 3996, 100_003})
  void keepsEndsAndPeakOfAnyLength(int length) {
    SplittableRandom random = new SplittableRandom(length);
    Decimator decimator = new Decimator();
    int peakAt = length * 2 / 3;
    for (int i = 0; i < length; i++) {
      decimator.add(i, random.nextInt(50), i == peakAt ? 1000 : i % 7);
    }

    List<PopulationSample> kept = decimator.kept();
    assertThat(kept).hasSizeLessThanOrEqualTo(Decimator.MOST);
    assertThat(kept).extracting(PopulationSample::time).isSorted().doesNotHaveDuplicates();
    if (length > 0) {
      assertThat(kept.get(0).time()).isZero();
      assertThat(kept.get(kept.size() - 1).time()).isEqualTo(length - 1);
      assertThat(kept).extracting(PopulationSample::zombies).contains(1000);
    }
  }

  @Test
  void keepsEverySampleOfAShortStream() {
    Decimator decimator = new Decimator();
    for (int i = 0; i < 1000; i++) {
      decimator.add(i, i, 0);
    }

    assertThat(decimator.kept()).hasSize(1000);
  }
}

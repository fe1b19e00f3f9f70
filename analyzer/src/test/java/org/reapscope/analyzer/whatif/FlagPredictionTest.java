package org.reapscope.analyzer.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Predicted from a run without the flag, each wait that met the same schedule gives what a kernel
 * with the flag gave. {@code -Dreapscope.seeds=FOLDER} holds it against other recordings.
 */
final class FlagPredictionTest {
  private static final String SEEDS = System.getProperty("reapscope.seeds", "");

  @Test
  void agreesWithAKernelThatHasTheFlag() throws IOException {
    Path folder = SEEDS.isEmpty() ? Path.of("..", "traces", "samples", "seeds") : Path.of(SEEDS);

    FlagPrediction.Score score = FlagPrediction.ofFolder(folder);

    System.out.println(score);
    assertThat(score.same).isGreaterThanOrEqualTo(20);
    assertThat(score.differences).isEmpty();
  }
}

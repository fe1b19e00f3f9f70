package org.reapscope.analyzer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The kernel model and the slow reference give the same answers, count the same candidates, tell
 * the same news and hold the same lists after every event of random histories. A difference is
 * shrunk to a few events before it is printed.
 */
final class KernelAgainstReferenceTest {
  private static final int SEQUENCES = Integer.getInteger("reapscope.sequences", 2_500);
  private static final long SEED = Long.getLong("reapscope.seed", 20261123L);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "linux",
        "linux-classic",
        "wait-pidfd",
        "wait-pidfd-v0",
        "wip-a",
        "wip-b",
        "autoreap",
        "wclone",
        "wait-pidfd+clear-on-reparent",
        "wait-pidfd+classic-scan"
      })
  void agreesWithTheReference(String profile) {
    SplittableRandom random = new SplittableRandom(SEED + profile.hashCode());
    for (int sequence = 0; sequence < SEQUENCES; sequence++) {
      List<Op> ops = new ArrayList<>();
      for (int left = random.nextInt(30, 81); left > 0; left--) {
        ops.add(Op.random(random));
      }
      if (Twin.difference(profile, ops) != null) {
        assertThat(Twin.difference(profile, shrink(profile, ops)))
            .as("first difference, seed %d, sequence %d", SEED, sequence)
            .isNull();
      }
    }
  }

  /** Leaves out ever smaller runs of events as long as a difference remains. */
  private static List<Op> shrink(String profile, List<Op> ops) {
    List<Op> least = ops;
    for (int run = least.size() / 2; run > 0; run = run == 1 ? 0 : run / 2) {
      for (int from = 0; from + run <= least.size(); ) {
        List<Op> without = new ArrayList<>(least.subList(0, from));
        without.addAll(least.subList(from + run, least.size()));
        if (Twin.difference(profile, without) != null) {
          least = without;
        } else {
          from += run;
        }
      }
    }
    return least;
  }
}

package org.reapscope.analyzer.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.reapscope.analyzer.result.Growth;
import org.reapscope.analyzer.result.Growth.Size;

/**
 * The robust slope of time holds for numbers of children that it was not fitted to, although on a
 * busy machine every tenth call takes a hundred times as long: the log here says what each took.
 */
final class HeldUpCallsTest {
  private static final int MOST = 60;
  private static final double CALL = 6_000;
  private static final double HELD_UP = 600_000;

  @TempDir Path folder;

  @Test
  void slopeHoldsForOtherNumbersOfChildren() throws IOException {
    Growth growth = growth();
    double fitted = slope(growth.sizes(), 0);
    double heldBack = slope(growth.sizes(), 1);

    assertThat(growth.fit("nanoseconds").robustSlope()).isCloseTo(CALL, within(0.1 * CALL));
    assertThat(fitted).isCloseTo(heldBack, within(0.1 * heldBack));
    assertThat(growth.fit("nanoseconds").order()).isEqualTo(Growth.Order.LINEAR);
    // Least squares go by all the time there was.
    assertThat(growth.fit("nanoseconds").slope()).isGreaterThan(2 * CALL);
  }

  private static double slope(List<Size> sizes, int odd) {
    List<Size> some =
        sizes.stream().filter(size -> Math.round(size.children()) % 2 == odd).toList();
    return Lines.theilSen(
            some.stream().mapToDouble(Size::children).toArray(),
            some.stream().mapToDouble(Size::nanos).toArray())
        .slope();
  }

  /** A loop that asks after one child more in each turn. */
  private Growth growth() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder log = new StringBuilder();
    double at = 1;
    for (int child = 1; child <= MOST; child++) {
      log.append(line(at, "clone(child_stack=NULL, flags=SIGCHLD) = " + (100 + child), 100_000));
      for (int turn = 0; turn < 2; turn++) {
        at += 0.1;
        log.append(line(at, "epoll_wait(3, [], 8, 10) = 0", 10_000_000));
        at += 0.01;
        for (int asked = 1; asked <= child; asked++) {
          double took = random.nextInt(10) == 0 ? HELD_UP : CALL + 1_000 * (random.nextInt(3) - 1);
          log.append(line(at, "wait4(" + (100 + asked) + ", 0x7ffc, WNOHANG, NULL) = 0", took));
          at += (took + 10_000) / 1e9;
        }
      }
    }
    Path file = folder.resolve("busy.strace");
    Files.writeString(file, log);
    return Samples.analysed(file).cost().processes().get(0).pollGrowth();
  }

  private static String line(double at, String call, double nanos) {
    return String.format(Locale.ROOT, "100 %.6f %s <%.6f>%n", at, call, nanos / 1e9);
  }
}

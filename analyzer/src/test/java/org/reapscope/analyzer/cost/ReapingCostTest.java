package org.reapscope.analyzer.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.reapscope.analyzer.result.Alternative;
import org.reapscope.analyzer.result.Growth;
import org.reapscope.analyzer.result.PollStretch;
import org.reapscope.analyzer.result.ReaperCost;
import org.reapscope.analyzer.result.ReapingCost;
import org.reapscope.analyzer.result.ZombieCost;

/** Costs of recorded programs against what counters inside them said, and against one another. */
final class ReapingCostTest {
  private static final String COUNTED = "../traces/samples/polling/counted.csv";
  private static final String NO_PIDFD = "../glib_many_watches_nopidfd/strace.log.zst";
  private static final String PIDFD = "glib-pidfd.strace.zst";

  private static ReapingCost cost(String recording) {
    return Samples.analysed(Samples.POLLING.resolve(recording)).cost();
  }

  private static ReaperCost poller(String recording) {
    return cost(recording).processes().get(0);
  }

  @ParameterizedTest
  @CsvFileSource(files = COUNTED, numLinesToSkip = 1)
  void countsWhatTheProgramsCounted(String recording, long calls, long wasted, int children) {
    ReapingCost cost = cost(recording);
    ReaperCost process = cost.processes().get(0);
    assertThat(process.polls().calls()).isEqualTo(calls);
    assertThat(process.polls().wasted()).isEqualTo(wasted);
    assertThat(process.polls().answered()).isEqualTo(children);
    // A focused wait looks at one child, no more, since 5.13.
    assertThat(process.polls().scanned()).isEqualTo(calls);
    assertThat(cost.polls().stream().mapToLong(PollStretch::wasted).sum()).isEqualTo(wasted);
    assertThat(cost.polls().stream().mapToLong(PollStretch::useful).sum()).isEqualTo(children);
    assertThat(cost.polls()).hasSizeLessThanOrEqualTo(PollTimes.MOST);
  }

  @ParameterizedTest
  @CsvFileSource(files = COUNTED, numLinesToSkip = 1)
  void pidfdsTakeOneWaitForEachChild(String recording, long calls, long wasted, int children) {
    Alternative pidfd = way(poller(recording), "pidfd");
    assertThat(pidfd.waits()).isEqualTo(children);
    assertThat(pidfd.scanned()).isEqualTo(children);
    assertThat(way(poller(recording), "autoreap").waits()).isZero();
  }

  /** The same program, once with pidfds and once without: the prediction is the recording. */
  @Test
  void predictsTheCallsOfTheSameProgramWithPidfds() {
    long predicted = way(poller(NO_PIDFD), "pidfd").waits();
    long recorded = poller(PIDFD).polls().calls();
    assertThat((double) predicted).isCloseTo(recorded, within(0.05 * recorded));
  }

  @Test
  void aSweepGrowsWithTheChildrenAndAPidfdLoopDoesNot() {
    Growth sweeps = growth(poller(NO_PIDFD));
    assertThat(sweeps.fit("calls").order()).isEqualTo(Growth.Order.LINEAR);
    assertThat(sweeps.fit("calls").slope()).isCloseTo(1, within(0.1));
    assertThat(sweeps.fit("scanned").order()).isEqualTo(Growth.Order.LINEAR);
    assertThat(sweeps.fit("scannedBefore513").order()).isEqualTo(Growth.Order.QUADRATIC);

    Growth waits = poller(PIDFD).pollGrowth();
    assertThat(waits).isNotNull();
    assertThat(waits.fit("calls").order()).isEqualTo(Growth.Order.CONSTANT);
  }

  /** On the recorded kernel, 6.18, one focused wait costs the same whatever there is to watch. */
  @ParameterizedTest
  @CsvFileSource(files = COUNTED, numLinesToSkip = 1)
  void timeGrowsAsTheCallsDo(String recording, long calls, long wasted, int children) {
    Growth growth = growth(poller(recording));
    assertThat(calls).isGreaterThanOrEqualTo(children);
    assertThat(growth.fit("calls").order())
        .isEqualTo(wasted > 0 ? Growth.Order.LINEAR : Growth.Order.CONSTANT);
    assertThat(growth.fit("nanoseconds").order()).isEqualTo(growth.fit("calls").order());
    assertThat(growth.fit("nanosecondsNet").order())
        .isIn(growth.fit("calls").order(), Growth.Order.UNKNOWN);
  }

  /** Fitted on the small half of the sizes, the line meets the large half. */
  @ParameterizedTest
  @CsvFileSource(files = COUNTED, numLinesToSkip = 1)
  void aLineFromSmallSizesMeetsTheLargeOnes(
      String recording, long calls, long wasted, int children) {
    ReaperCost process = poller(recording);
    if (process.polls().wasted() == 0) {
      assertThat(wasted).isZero();
      return;
    }
    List<Growth.Size> sizes = growth(process).sizes();
    List<Growth.Size> small = sizes.subList(0, sizes.size() / 2);
    Lines.Line line =
        Lines.theilSen(
            small.stream().mapToDouble(Growth.Size::children).toArray(),
            small.stream().mapToDouble(Growth.Size::calls).toArray());
    for (Growth.Size held : sizes.subList(sizes.size() / 2, sizes.size())) {
      double predicted = line.intercept() + line.slope() * held.children();
      assertThat(predicted).isCloseTo(held.calls(), within(0.1 * held.calls()));
    }
  }

  @Test
  void everyReapedChildHasALifetime() {
    ZombieCost zombies = cost(NO_PIDFD).zombies();
    assertThat(zombies.lifetimes().reaped()).isEqualTo(20);
    assertThat(zombies.spread().stream().mapToLong(ZombieCost.Bin::children).sum()).isEqualTo(20);
    assertThat(zombies.reapers()).hasSize(1);
    assertThat(zombies.lifetimes().max()).isGreaterThanOrEqualTo(zombies.lifetimes().p50());
    // grep -c 'SIGCHLD {si_signo=SIGCHLD' on the log.
    assertThat(zombies.signals().delivered()).isEqualTo(DELIVERED);
    assertThat(zombies.signals().coalesced()).isEqualTo(20 - DELIVERED);
  }

  private static final long DELIVERED = 20;

  @Test
  void namesTheLoopThatTheRoundsRunIn() {
    assertThat(poller(NO_PIDFD).turns())
        .anySatisfy(
            turns -> {
              assertThat(turns.kind()).isEqualTo("poll");
              assertThat(turns.turns()).isGreaterThanOrEqualTo(turns.rounds());
              assertThat(turns.rounds()).isPositive();
            });
  }

  private static Growth growth(ReaperCost process) {
    Growth growth = process.pollGrowth();
    assertThat(growth).isNotNull();
    return growth;
  }

  private static Alternative way(ReaperCost process, String name) {
    return process.alternatives().stream()
        .filter(way -> way.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.Analysis;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.traces.Traces;

/** Outcomes come in order whatever the traces take; a slow one neither starves nor fills memory. */
final class TraceCrewTest {
  private static final int COUNT = 100;
  private static final int ROOM = 8;
  private static final List<Integer> ITEMS = IntStream.range(0, COUNT).boxed().toList();

  @SuppressWarnings("NullAway.Init") // by readOnce
  private static TraceResult result;

  @BeforeAll
  static void readOnce() throws IOException {
    Analysis analysis = new Analysis(AnalysisOptions.plain());
    String sample = RunResult.sample("py_subprocess_reaper_thread/strace.log.zst");
    result = analysis.finish(sample, Traces.open(sample).read(analysis));
  }

  private static TraceOutcome outcome(int item) {
    return TraceOutcome.done("trace " + item, result);
  }

  private static long[] sizes(int largest) {
    return IntStream.range(0, COUNT).mapToLong(item -> item == largest ? 1 << 20 : 1).toArray();
  }

  /** The first trace ends only when every other has ended: nobody may wait for it. */
  @Test
  void aSlowTraceHoldsUpNoOtherAndTheirResultsLeaveMemory() throws IOException {
    CountDownLatch others = new CountDownLatch(COUNT - 1);
    List<TraceOutcome> taken = new ArrayList<>();
    new TraceCrew(2, ROOM)
        .each(
            ITEMS,
            sizes(0),
            item -> {
              if (item == 0) {
                await(others);
              } else {
                others.countDown();
              }
              return outcome(item);
            },
            taken::add);
    assertThat(taken)
        .map(TraceOutcome::trace)
        .isEqualTo(ITEMS.stream().map(i -> "trace " + i).toList());
    assertThat(taken).map(TraceOutcome::result).allMatch(result::equals);
    // The last of the others may be put away when the first has been taken, and its place is free.
    assertThat(taken.stream().filter(one -> one.result() == result).count())
        .isLessThanOrEqualTo(ROOM + 1);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void beginsWithTheTraceThatIsLargerThanTheRestTogether() throws IOException {
    List<Integer> begun = Collections.synchronizedList(new ArrayList<>());
    new TraceCrew(2, COUNT)
        .each(
            ITEMS,
            sizes(70),
            item -> {
              begun.add(item);
              return outcome(item);
            },
            outcome -> true);
    assertThat(begun.indexOf(70)).isLessThan(2);
    assertThat(begun).containsExactlyInAnyOrderElementsOf(ITEMS);
  }

  @Test
  void endsWhenNobodyTakesAnyMore() throws IOException {
    List<String> taken = new ArrayList<>();
    new TraceCrew(2, ROOM)
        .each(
            ITEMS,
            sizes(0),
            TraceCrewTest::outcome,
            outcome -> {
              taken.add(outcome.trace());
              return taken.size() < 10;
            });
    assertThat(taken).hasSize(10).startsWith("trace 0").endsWith("trace 9");
  }
}

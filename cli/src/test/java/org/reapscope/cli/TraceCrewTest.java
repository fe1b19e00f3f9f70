package org.reapscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Outcomes come in order whatever the items take, and no more are kept than the window allows. */
final class TraceCrewTest {
  private static final List<Integer> ITEMS = IntStream.range(0, 100).boxed().toList();

  @Test
  void handsOutcomesOverInOrderThoughTheFirstIsTheSlowest() throws IOException {
    CountDownLatch othersRan = new CountDownLatch(20);
    List<Integer> taken = new ArrayList<>();
    new TraceCrew(4, 50)
        .each(
            ITEMS,
            item -> {
              if (item == 0) {
                await(othersRan);
              }
              othersRan.countDown();
              return item * 2;
            },
            outcome -> taken.add(outcome));
    assertThat(taken).isEqualTo(ITEMS.stream().map(item -> item * 2).toList());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  @Test
  void worksNoFurtherAheadThanTheWindow() throws IOException {
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger furthest = new AtomicInteger();
    new TraceCrew(3, 8)
        .each(
            ITEMS,
            item -> {
              furthest.accumulateAndGet(begun.incrementAndGet() - taken.get(), Math::max);
              return item;
            },
            outcome -> {
              taken.incrementAndGet();
              return true;
            });
    assertThat(furthest.get()).isBetween(1, 9);
  }

  @Test
  void endsWhenNobodyTakesAnyMore() throws IOException {
    List<Integer> taken = new ArrayList<>();
    new TraceCrew(2, 4)
        .each(
            ITEMS,
            item -> item,
            outcome -> {
              taken.add(outcome);
              return taken.size() < 10;
            });
    assertThat(taken).isEqualTo(ITEMS.subList(0, 10));
  }
}

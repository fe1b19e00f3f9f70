package org.reapscope.cli;

import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Works on many traces on several threads and hands the outcomes over one by one, in the order of
 * the traces, on the caller's thread.
 *
 * <p>Traces that are a large part of all there is begin first, or the last of them would run alone
 * at the end. A trace that takes long holds up the handing over of those behind it, never the work
 * on them: see {@link OutcomeShelf}.
 */
final class TraceCrew {
  /** A trace begins early when it is more than one part in so many of what each thread gets. */
  private static final int LARGE_PART = 4;

  private final int jobs;
  private final int room;

  /** Takes one outcome; false ends the work early. */
  @FunctionalInterface
  interface Taker {
    boolean take(TraceOutcome outcome) throws IOException;
  }

  /** With {@code room} outcomes kept in memory. */
  TraceCrew(int jobs, int room) {
    this.jobs = Math.max(1, jobs);
    this.room = room;
  }

  /**
   * Does {@code work}, which must not throw, on every item.
   *
   * @param sizes what each item is worth, such as bytes
   */
  <I> void each(List<I> items, long[] sizes, Function<I, TraceOutcome> work, Taker taker)
      throws IOException {
    if (jobs == 1 || items.size() == 1) {
      for (I item : items) {
        if (!taker.take(work.apply(item))) {
          return;
        }
      }
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(jobs, items.size()), daemons());
    try (OutcomeShelf shelf = new OutcomeShelf(room)) {
      Map<Integer, Future<OutcomeShelf.Kept>> outcomes = new HashMap<>();
      for (int index : order(sizes)) {
        I item = items.get(index);
        outcomes.put(index, pool.submit(() -> shelf.put(work.apply(item))));
      }
      for (int index = 0; index < items.size(); index++) {
        // Removed, or what was taken would stay in memory to the end.
        if (!taker.take(outcome(outcomes.remove(index)))) {
          return;
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** The order in which to begin. */
  private int[] order(long[] sizes) {
    long large = Math.max(1, LongStream.of(sizes).sum() / ((long) jobs * LARGE_PART));
    Comparator<Integer> largeFirst =
        Comparator.comparingLong(index -> sizes[index] > large ? -sizes[index] : 0);
    return IntStream.range(0, sizes.length).boxed().sorted(largeFirst).mapToInt(i -> i).toArray();
  }

  /** An interrupt of the program must not wait for a trace of gigabytes. */
  private static java.util.concurrent.ThreadFactory daemons() {
    return task -> {
      Thread thread = new Thread(task, "trace");
      thread.setDaemon(true);
      return thread;
    };
  }

  private static TraceOutcome outcome(@Nullable Future<OutcomeShelf.Kept> future)
      throws IOException {
    try {
      return Objects.requireNonNull(future).get().take();
    } catch (ExecutionException broken) {
      if (broken.getCause() instanceof IOException full) {
        throw full;
      }
      throw new IllegalStateException("work threw", broken.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}

package org.reapscope.cli;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Works on many items on several threads and hands the outcomes over one by one, in the order of
 * the items, on the caller's thread.
 *
 * <p>A long item holds back the outcomes of those behind it, not the work on them, up to {@code
 * window} items ahead: that bounds what is kept in memory.
 */
final class TraceCrew {
  private final int jobs;
  private final int window;

  /** Takes one outcome; false ends the work early. */
  @FunctionalInterface
  interface Taker<R> {
    boolean take(R outcome) throws IOException;
  }

  TraceCrew(int jobs, int window) {
    this.jobs = Math.max(1, jobs);
    this.window = Math.max(this.jobs, window);
  }

  /** Does {@code work} on every item; it must not throw. */
  <I, R> void each(List<I> items, Function<I, R> work, Taker<R> taker) throws IOException {
    if (jobs == 1 || items.size() == 1) {
      for (I item : items) {
        if (!taker.take(work.apply(item))) {
          return;
        }
      }
      return;
    }
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(jobs, items.size()), daemons());
    try {
      Deque<Future<R>> ahead = new ArrayDeque<>();
      Iterator<I> rest = items.iterator();
      while (rest.hasNext() || !ahead.isEmpty()) {
        while (rest.hasNext() && ahead.size() < window) {
          I item = rest.next();
          ahead.add(pool.submit(() -> work.apply(item)));
        }
        if (!taker.take(outcome(ahead.remove()))) {
          return;
        }
      }
    } finally {
      pool.shutdownNow();
    }
  }

  /** An interrupt of the program must not wait for a trace of gigabytes. */
  private static java.util.concurrent.ThreadFactory daemons() {
    return task -> {
      Thread thread = new Thread(task, "trace");
      thread.setDaemon(true);
      return thread;
    };
  }

  private static <R> R outcome(Future<R> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException broken) {
      throw new IllegalStateException("work threw", broken.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupted);
    }
  }
}

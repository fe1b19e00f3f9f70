package org.reapscope.analyzer.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.semantics.Profiles;

/**
 * With 20,000 threads, each with a child, a wait finds its child without asking every thread, and
 * counts those that the kernel's walk from the caller's list on would have met.
 */
final class ManyThreadsTest {
  private static final int THREADS = 20_000;
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final Kernel kernel = new Kernel(Profiles.byName("linux"), KernelListener.NONE);
  private final List<Task> threads = new ArrayList<>();
  private final List<Task> children = new ArrayList<>();

  @BeforeEach
  void raise() {
    Task init = kernel.boot(1, kernel.rootNamespace(), new ProcessGroup(1));
    kernel.makeReaperOf(kernel.rootNamespace(), init);
    Task leader = kernel.fork(init, 2, ForkOptions.PLAIN, kernel.tick());
    threads.add(leader);
    for (int i = 1; i < THREADS; i++) {
      threads.add(kernel.thread(leader, 10 + i));
    }
    for (int i = 0; i < THREADS; i++) {
      children.add(kernel.fork(threads.get(i), 100_000 + i, ForkOptions.PLAIN, kernel.tick()));
    }
  }

  @Test
  void aWalkBeginsAtItsCallerAndComesRound() {
    kernel.exit(children.get(7), 0);
    Answer answer = kernel.ask(any(9));
    assertThat(answer.child()).isSameAs(children.get(7));
    assertThat(answer.scanned()).isEqualTo(THREADS - 1);
    kernel.exit(children.get(12), 0);
    answer = kernel.ask(any(9));
    assertThat(answer.child()).isSameAs(children.get(12));
    assertThat(answer.scanned()).isEqualTo(4);
    assertThat(kernel.ask(any(13)).child()).isSameAs(children.get(7));
  }

  @Test
  void manyWaitsOfManyThreadsAreNoManyWalks() {
    assertTimeoutPreemptively(
        BOUND,
        () -> {
          for (int i = 0; i < THREADS; i++) {
            int caller = (i + THREADS / 2) % THREADS;
            assertThat(kernel.ask(any(caller)).scanned()).isEqualTo(THREADS - i);
            kernel.exit(children.get(i), 0);
            WaitRequest request = any(caller);
            Answer answer = kernel.ask(request);
            assertThat(answer.child()).isSameAs(children.get(i));
            kernel.take(request, answer);
          }
          assertThat(kernel.ask(any(0)).kind()).isEqualTo(Answer.Kind.NO_CHILD);
        });
  }

  @Test
  void threadsThatEndFromTheLastOnAreNotLookedFor() {
    assertTimeoutPreemptively(
        BOUND,
        () -> {
          for (int i = THREADS - 1; i > 0; i--) {
            kernel.beginExit(threads.get(i));
            kernel.exit(threads.get(i), 0);
          }
          assertThat(threads.get(0).childCount()).isEqualTo(THREADS);
        });
  }

  private WaitRequest any(int caller) {
    return WaitRequest.any(threads.get(caller), WaitOptions.WEXITED);
  }
}

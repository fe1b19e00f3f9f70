package org.reapscope.analyzer.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.traces.event.TaskSeen;

/** What is said without looking is what looking through all tasks and all forks would say. */
final class UnaccountedTest {
  private static final int STEPS = 20_000;
  private static final int NUMBERS = 300;

  private record Fork(int number, int caller, long line, long end) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neverOverlooksATaskThatIsLeft(long seed) {
    Random random = new Random(seed);
    Unaccounted tasks = new Unaccounted();
    Deque<Fork> window = new ArrayDeque<>();
    Set<Integer> inner = new HashSet<>();
    Deque<TaskSeen> all = new ArrayDeque<>();
    int foundNone = 0;
    for (int line = 1; line <= STEPS; line++) {
      int number = random.nextInt(NUMBERS);
      switch (random.nextInt(5)) {
        case 0 -> {
          if (!tasks.contains(number)) {
            TaskSeen seen = new TaskSeen(line, 0, number, 0);
            tasks.add(seen);
            all.add(seen);
          }
        }
        case 1, 2 -> {
          Fork fork = new Fork(number, random.nextInt(20), line - random.nextInt(9), line);
          window.add(fork);
          if (tasks.isAsked()) {
            tasks.comes(fork.number, fork.caller, fork.end);
          }
        }
        case 3 -> {
          Fork gone = window.size() > 400 ? window.removeFirst() : null;
          if (gone != null && !inner.contains(gone.caller)) {
            tasks.goes(gone.number, gone.end);
            tasks.remove(gone.number);
            all.removeIf(each -> each.tid() == gone.number);
          } else if (gone != null) {
            tasks.goes(gone.number, gone.end);
          }
          if (random.nextInt(500) == 0) {
            inner.add(random.nextInt(20));
          }
        }
        default -> {
          if (!tasks.isAsked()) {
            tasks.ask();
            window.forEach(each -> tasks.comes(each.number, each.caller, each.end));
          }
          long from = Math.max(1, line - random.nextInt(200));
          boolean left = isLeft(all, window, inner, from);
          boolean said = tasks.leaves(from, inner::contains, inner.size());
          assertThat(said || !left).as("line %d from %d", line, from).isTrue();
          foundNone += said ? 0 : 1;
        }
      }
    }
    assertThat(foundNone).as("questions that needed no look").isPositive();
  }

  private static boolean isLeft(
      Deque<TaskSeen> all, Deque<Fork> window, Set<Integer> inner, long from) {
    Set<Integer> made = new HashSet<>();
    for (Fork fork : window) {
      if (!inner.contains(fork.caller)) {
        made.add(fork.number);
      }
    }
    return all.stream().anyMatch(each -> each.line() >= from && !made.contains(each.tid()));
  }
}

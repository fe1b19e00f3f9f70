package org.reapscope.analyzer.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.analyzer.semantics.Profiles;

/** The indexed list of children keeps the order and the places of a plain sorted list. */
final class ChildListTest {
  private final Semantics semantics = Profiles.byName("linux");
  private final ProcessGroup processGroup = new ProcessGroup(1);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void keepsOrderAndRankOfAPlainList(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ChildList list = new ChildList(semantics);
    List<Task> plain = new ArrayList<>();
    long clock = 1_000;
    for (int i = 0; i < 4_000; i++) {
      boolean grow = i < 2_000 ? random.nextInt(10) < 7 : random.nextInt(10) < 4;
      if (plain.isEmpty() || grow) {
        Task child = child(i);
        child.linkKey = random.nextInt(8) == 0 ? random.nextLong(clock) : clock;
        clock += 10;
        list.add(child);
        plain.add(child);
        plain.sort(Comparator.comparingLong(each -> each.linkKey));
      } else {
        list.remove(plain.remove(random.nextInt(plain.size())));
      }
      check(list, plain, i);
    }
  }

  @Test
  void forgetsNothingWhenItIsEmptiedAndFilledAgain() {
    ChildList list = new ChildList(semantics);
    for (int round = 0; round < 5; round++) {
      List<Task> children = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Task child = child(i);
        child.linkKey = i;
        list.add(child);
        children.add(child);
      }
      assertThat(list.inOrder()).containsExactlyElementsOf(children);
      children.forEach(list::remove);
      assertThat(list.size()).isZero();
      assertThat(list.all().isEmpty()).isTrue();
    }
  }

  @Test
  void equalKeysStandInTheOrderOfTheirComing() {
    ChildList list = new ChildList(semantics);
    List<Task> children = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Task child = child(i);
      child.linkKey = 5;
      list.add(child);
      children.add(child);
    }
    assertThat(list.inOrder()).containsExactlyElementsOf(children);
  }

  @Test
  void findsTheChildrenOfAGroupAlsoWhenAskedLate() {
    ChildList list = new ChildList(semantics);
    Task inside = child(1);
    list.add(inside);
    assertThat(list.inGroup(new ProcessGroup(9))).isNull();
    Task later = child(2);
    list.add(later);
    later.state = Task.State.ZOMBIE;
    list.refresh(later);
    WaitRequest any = WaitRequest.any(inside, WaitOptions.WEXITED);
    assertThat(list.inGroup(processGroup).first(any, new Eligibility(semantics), null, null))
        .isSameAs(later);
    list.remove(inside);
    list.remove(later);
    assertThat(list.inGroup(processGroup)).isNull();
  }

  private static void check(ChildList list, List<Task> plain, int step) {
    assertThat(list.size()).isEqualTo(plain.size());
    if (step % 50 == 0 || plain.size() < 70) {
      assertThat(list.inOrder()).containsExactlyElementsOf(plain);
      for (int i = 0; i < plain.size(); i++) {
        assertThat(list.rank(plain.get(i))).isEqualTo(i + 1);
      }
    }
  }

  private Task child(int tid) {
    ThreadGroup group = new ThreadGroup(new PidNamespace(null), processGroup);
    Task task = new Task(tid, group, Signals.SIGCHLD);
    group.leader = task;
    group.add(task);
    return task;
  }
}

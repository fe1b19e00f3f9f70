package org.reapscope.analyzer.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.TaskSeen;

/** Which numbers are taken for those of an inner namespace. */
final class NamespaceTiesTest {
  private static final Call.Spawn FORK = new Call.Spawn("fork", 0, true, 17, -1, null);

  private final NamespaceTies ties = new NamespaceTies(List::of);

  private static CallReturned fork(long line, int caller, int child) {
    return new CallReturned(line, line, caller, line, line, -1, FORK, Outcome.returned(child));
  }

  @Test
  void aChildThatSpeaksAfterItsForkHasLeftTheWindowIsNobodyElse() {
    CallReturned early = fork(2, 1, 100);
    CallReturned late = fork(3, 1, 101);
    ties.arrive(new TaskSeen(1, 1, 1, 0));
    ties.arrive(early);
    assertThat(ties.outerOf(early, FORK)).isEqualTo(100);
    ties.arrive(late);
    ties.arrive(new TaskSeen(4, 4, 100, 0));
    assertThat(ties.outerOf(late, FORK)).isEqualTo(101);
    assertThat(ties.hasInner()).isFalse();
  }

  @Test
  void aForkWhoseNumberNobodyHasMadeTheTaskThatNoOtherForkAccountsFor() {
    CallReturned inside = fork(2, 1, 2);
    ties.arrive(new TaskSeen(1, 1, 1, 0));
    ties.arrive(inside);
    ties.arrive(new TaskSeen(3, 3, 5000, 0));
    assertThat(ties.outerOf(inside, FORK)).isEqualTo(5000);
    assertThat(ties.hasInner()).isTrue();
    assertThat(ties.speaksInner(5000)).isTrue();
  }
}

package org.reapscope.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Large traces begin first and have a task to themselves, small ones share, and none is left out. */
final class TasksTest {
  private static final long GIGABYTES = 5L << 30;

  @Test
  void aLargeTraceAmongThousandsIsATaskOfItsOwnAndTheFirst() {
    List<Unit> units = small(10_000, 4_000);
    units.add(5_000, Unit.of("large", Unit.Kind.FILE, GIGABYTES));
    List<List<Unit>> tasks = Tasks.of(units, 2);
    assertThat(tasks.get(0)).extracting(Unit::name).containsExactly("large");
    assertThat(tasks.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(units);
  }

  @Test
  void smallTracesShareATaskUpToItsSizeAndNumber() {
    assertThat(Tasks.of(small(10_000, 4_000), 2)).allSatisfy(task -> assertThat(task).hasSize(Tasks.MOST));
    assertThat(Tasks.of(small(10_000, Tasks.SMALL / 3), 2).get(0)).hasSize(3);
    assertThat(Tasks.of(small(10_000, Tasks.SMALL), 2)).hasSize(10_000);
  }

  @Test
  void tracesShareNoTaskWhenThatWouldLeaveProcessorsIdle() {
    assertThat(Tasks.of(small(30, 4_000), 2)).hasSize(30);
    assertThat(Tasks.of(small(10_000, 4_000), 1_000)).hasSize(10_000);
  }

  @Test
  void whatAnArchiveUnpacksToIsNotKnownSoItSharesNone() {
    List<Unit> units = small(10_000, 4_000);
    units.add(Unit.of("some.tar.gz", Unit.Kind.ARCHIVE, 4_000));
    assertThat(Tasks.of(units, 2))
        .filteredOn(task -> task.stream().anyMatch(unit -> unit.kind() == Unit.Kind.ARCHIVE))
        .singleElement()
        .satisfies(task -> assertThat(task).hasSize(1));
  }

  private static List<Unit> small(int count, long bytes) {
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      units.add(Unit.of("small" + i, Unit.Kind.FILE, bytes));
    }
    return units;
  }
}

package org.reapscope.analyzer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.KernelListener;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.semantics.Profiles;

/** A list of tasks keeps the order in which they were put in, whoever is taken out between. */
final class TaskListTest {
  private final Kernel kernel = new Kernel(Profiles.byName("linux"), KernelListener.NONE);
  private final TaskList tasks = new TaskList();

  @Test
  void holdsWhatAPlainListHolds() {
    List<TracedTask> plain = new ArrayList<>();
    Random random = new Random(7);
    for (int step = 0; step < 3_000; step++) {
      if (plain.isEmpty() || random.nextInt(5) < (step < 2_000 ? 3 : 1)) {
        TracedTask task = task(step + 1);
        plain.add(task);
        tasks.add(task);
      } else {
        tasks.remove(plain.remove(random.nextInt(plain.size())));
      }
    }
    assertThat(tasks.all()).containsExactlyElementsOf(plain);
  }

  @Test
  void aTaskStandsInItOnce() {
    TracedTask first = task(1);
    TracedTask second = task(2);
    tasks.add(first);
    tasks.add(second);
    tasks.add(first);
    assertThat(tasks.all()).containsExactly(first, second);
  }

  @Test
  void oneThatComesBackIsTheLast() {
    TracedTask first = task(1);
    TracedTask second = task(2);
    tasks.add(first);
    tasks.add(second);
    tasks.remove(first);
    tasks.add(first);
    assertThat(tasks.all()).containsExactly(second, first);
  }

  private TracedTask task(int tid) {
    return new TracedTask(kernel.boot(tid, kernel.rootNamespace(), new ProcessGroup(tid)));
  }
}

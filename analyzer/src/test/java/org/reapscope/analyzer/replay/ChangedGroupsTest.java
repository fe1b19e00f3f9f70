package org.reapscope.analyzer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.KernelListener;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.semantics.Profiles;

/** Each changed group is handed over once, in the order of the first change, few or many. */
final class ChangedGroupsTest {
  private final Kernel kernel = new Kernel(Profiles.byName("linux"), KernelListener.NONE);

  @Test
  void handsOverEachGroupOnce() {
    for (int count : new int[] {0, 1, 2, 8, 9, 100}) {
      List<ThreadGroup> groups = new ArrayList<>();
      ChangedGroups changed = new ChangedGroups();
      for (int pid = 1; pid <= count; pid++) {
        groups.add(process(pid));
        groups.forEach(changed::add);
      }
      List<ThreadGroup> taken = new ArrayList<>();
      changed.take(taken::add);
      assertThat(taken).containsExactlyElementsOf(groups);
      changed.take(taken::add);
      assertThat(taken).hasSize(count);
    }
  }

  private ThreadGroup process(int pid) {
    return kernel.boot(pid, kernel.rootNamespace(), new ProcessGroup(0)).group();
  }
}

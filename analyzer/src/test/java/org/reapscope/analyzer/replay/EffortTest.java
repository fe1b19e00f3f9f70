package org.reapscope.analyzer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.reapscope.analyzer.kernel.ForkOptions;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.KernelListener;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.semantics.Profiles;

/** Explaining ends, however many children there are to look at. */
final class EffortTest {
  @Test
  void anAttemptCostsAsMuchAsTheCallerHasChildren() {
    Kernel kernel = new Kernel(Profiles.byName("linux"), KernelListener.NONE);
    Task parent = kernel.boot(1, kernel.rootNamespace(), new ProcessGroup(1));
    for (int tid = 2; tid < 11; tid++) {
      kernel.fork(parent, tid, ForkOptions.PLAIN, tid);
    }
    TracedTask caller = new TracedTask(parent);
    Effort effort = new Effort(25);
    assertThat(effort.allows(caller)).isTrue();
    assertThat(effort.allows(caller)).isTrue();
    assertThat(effort.allows(caller)).isFalse();
    assertThat(effort.allows(caller)).isFalse();
  }
}

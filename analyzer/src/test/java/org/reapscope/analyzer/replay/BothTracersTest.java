package org.reapscope.analyzer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.result.WaitTotals;
import org.reapscope.traces.event.ProcessEvent;

/**
 * One run, recorded by strace and by ftrace at once: both tell the same process tree and the same
 * reaps of the tasks that strace saw. ftrace shows strace itself as well, no exit codes, and for
 * waitid not whom it reaped: that is known from the model where its answer agrees.
 */
final class BothTracersTest {

  /** Who made whom, and whose wait consumed whom. */
  private static final class Story implements ReplayObserver {
    private final Map<Integer, Integer> parents = new TreeMap<>();
    private final Map<Integer, Integer> reapers = new TreeMap<>();

    @Override
    public void born(TracedTask child, boolean thread) {
      TracedTask creator = child.creator();
      if (creator != null) {
        Task parent = creator.task().group().leader();
        parents.put(child.tid(), parent.tid());
      }
    }

    @Override
    public void waited(JudgedWait wait) {
      TracedTask child = wait.child();
      if (wait.consumed() && child != null) {
        reapers.put(child.tid(), wait.caller().task().group().pid());
      }
    }
  }

  private static Set<Integer> tasks(Recording recording) {
    Set<Integer> tasks = new HashSet<>();
    recording.events().stream().map(ProcessEvent::tid).forEach(tasks::add);
    return tasks;
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernel/host-s0020.plain.both", "kernel/oddities-both"})
  void sameTreeAndSameReaps(String name) {
    Recording strace = Recording.of(name + ".strace.gz");
    Recording ftrace = Recording.of(name + ".ftrace.gz");
    Story byStrace = new Story();
    Story byKernel = new Story();
    strace.replay(UnaryOperator.identity(), byStrace);
    ftrace.replay(UnaryOperator.identity(), byKernel);
    Set<Integer> common = tasks(strace);
    byKernel.parents.keySet().retainAll(common);
    byKernel.parents.values().removeIf(parent -> !common.contains(parent));
    byKernel.reapers.values().removeIf(reaper -> !common.contains(reaper));
    assertThat(byStrace.parents).isNotEmpty();
    assertThat(byKernel.parents).isEqualTo(byStrace.parents);
    assertThat(byStrace.reapers).isNotEmpty();
    assertThat(new TreeSet<>(byKernel.reapers.entrySet().stream().map(Object::toString).toList()))
        .isEqualTo(
            new TreeSet<>(byStrace.reapers.entrySet().stream().map(Object::toString).toList()));
  }

  /** The tracer's own waits: 1,363 that strace made, counted with grep, and 43 of the program. */
  @Test
  void theTracersOwnWaitsAreAnswered() {
    WaitTotals waits =
        Recording.of("kernel/oddities-both.ftrace.gz").replay(UnaryOperator.identity()).waits();
    assertThat(waits.contradicted()).isZero();
    assertThat(waits.unknown()).isZero();
    assertThat(waits.exact()).isGreaterThan(waits.total() * 95 / 100);
  }
}

package org.reapscope.analyzer.simulate;

import java.util.IdentityHashMap;
import java.util.Map;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;

/** Seconds of processor time that reaping adds to the reaper's children's time (D.4 a). */
final class CpuTime {
  private final Map<ThreadGroup, Double> own = new IdentityHashMap<>();
  private final Map<ThreadGroup, Double> ofChildren = new IdentityHashMap<>();

  void burn(ThreadGroup group, double seconds) {
    own.merge(group, seconds, Double::sum);
  }

  /** Accounts a death that {@code reaper} is about to consume; a foreign tracer gets nothing. */
  void reap(ThreadGroup reaper, Task dead) {
    Task parent = dead.realParent();
    if (dead.isLeader() && parent != null && parent.group() == reaper) {
      double seconds = own.getOrDefault(dead.group(), 0.0) + ofChildren(dead.group());
      ofChildren.merge(reaper, seconds, Double::sum);
    }
  }

  double ofChildren(ThreadGroup group) {
    return ofChildren.getOrDefault(group, 0.0);
  }
}

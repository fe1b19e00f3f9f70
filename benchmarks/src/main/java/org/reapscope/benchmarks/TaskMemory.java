package org.reapscope.benchmarks;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.kernel.ForkOptions;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.KernelListener;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.replay.MarkPolicy;
import org.reapscope.analyzer.replay.Replay;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.semantics.Profiles;

/**
 * Heap that a living task costs: of the kernel model alone, and of a replay with its names, spawn
 * sites and descriptor tables. Each figure is heap after a collection at 200,000 living children
 * less that at 1,000.
 */
public final class TaskMemory {
  private static final int FEW = 1_000;
  private static final int MANY = 200_000;

  private TaskMemory() {}

  /** Prints both figures in bytes a task. */
  public static void main(String[] arguments) {
    System.out.printf("kernel model: %d bytes a living task%n", perTask(TaskMemory::model));
    System.out.printf("replay:       %d bytes a living task%n", perTask(TaskMemory::replay));
  }

  private interface Filled {
    Object with(int tasks);
  }

  private static long perTask(Filled filled) {
    long few = heapOf(filled, FEW);
    long many = heapOf(filled, MANY);
    return (many - few) / (MANY - FEW);
  }

  private static long heapOf(Filled filled, int tasks) {
    long before = used();
    Object held = filled.with(tasks);
    long after = used();
    Reference.reachabilityFence(held);
    return after - before;
  }

  private static Object model(int tasks) {
    Kernel kernel = new Kernel(Profiles.byName("linux"), KernelListener.NONE);
    Task parent = kernel.boot(1, kernel.rootNamespace(), new ProcessGroup(1));
    List<Object> held = new ArrayList<>(List.of(kernel, parent));
    for (int i = 0; i < tasks; i++) {
      kernel.fork(parent, i + 2, ForkOptions.PLAIN, i);
    }
    return held;
  }

  private static Object replay(int tasks) {
    Replay replay =
        new Replay(Profiles.byName("linux"), MarkPolicy.NONE, new ReplayObserver() {});
    new Reaping(tasks, replay::accept).begin();
    replay.finish();
    return replay;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      runtime.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}

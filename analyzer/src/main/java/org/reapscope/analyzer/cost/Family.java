package org.reapscope.analyzer.cost;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.ForkOptions;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.KernelListener;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.replay.TracedTask;

/**
 * A process and its children in a kernel of their own, which answers waits that nobody has
 * recorded. Children of all its threads are in one list.
 */
final class Family {
  private static final int LOOK = WaitOptions.WNOHANG | WaitOptions.WEXITED;

  private final Kernel kernel;
  private final Task parent;
  private final Map<TracedTask, Task> children = new HashMap<>();
  private final Map<Task, TracedTask> views = new HashMap<>();

  Family(Semantics semantics) {
    kernel = new Kernel(semantics, KernelListener.NONE);
    parent = kernel.boot(1, kernel.rootNamespace(), new ProcessGroup(0));
  }

  /** A child was born, or has got this process as its parent. */
  void born(TracedTask child, boolean marked) {
    if (children.containsKey(child)) {
      return;
    }
    ForkOptions options = new ForkOptions(Signals.SIGCHLD, false, false, marked, null);
    Task image = kernel.fork(parent, child.tid(), options, child.task().linkKey());
    children.put(child, image);
    views.put(image, child);
  }

  /** A child is dead, as recorded. */
  void died(TracedTask child) {
    Task image = children.get(child);
    if (image != null && image.isAlive()) {
      kernel.exitGroup(image.group(), Math.max(0, child.task().exitStatusOfProcess()));
    }
  }

  /** Someone else took a child, or became its parent, as recorded. */
  void gone(TracedTask child) {
    died(child);
    Task image = forget(child);
    if (image != null && image.state() == Task.State.ZOMBIE) {
      kernel.corrections().release(image);
    }
  }

  /** Lets every wait see a child. */
  void unmark(TracedTask child) {
    Task image = children.get(child);
    if (image != null) {
      kernel.setMarked(image, false);
    }
  }

  /** waitid(P_PIDFD, WNOHANG): the kernel's answer, whose child is reaped. */
  Answer waitFor(TracedTask child) {
    return wait(WaitRequest.one(parent, children.get(child), true, LOOK));
  }

  /** wait4(-1, WNOHANG): the kernel's answer, whose child is reaped. */
  Answer waitForAnybody() {
    return wait(WaitRequest.any(parent, LOOK));
  }

  private Answer wait(WaitRequest request) {
    Answer answer = kernel.ask(request);
    Task reaped = answer.child();
    if (reaped != null) {
      kernel.take(request, answer);
      TracedTask child = views.get(reaped);
      if (child != null) {
        forget(child);
      }
    }
    return answer;
  }

  private @Nullable Task forget(TracedTask child) {
    Task image = children.remove(child);
    views.remove(image);
    return image;
  }
}

package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.List;

/** ptrace as far as waits see it: attach, detach, handing a death over (B10, B11, D.4 b and c). */
final class Tracing {
  private final Kernel kernel;

  Tracing(Kernel kernel) {
    this.kernel = kernel;
  }

  void attach(Task tracer, Task task) {
    if (tracer.ptraced == null) {
      tracer.ptraced = new ArrayList<>(2);
    }
    // __ptrace_link: list_add, at the head.
    tracer.ptraced.add(0, task);
    tracer.group.tracees++;
    task.tracer = tracer;
    kernel.refresh(task);
  }

  /** exit_ptrace: a dying tracer lets go of everything it traces. */
  void detachAll(Task tracer) {
    for (Task tracee : tracer.ptraced()) {
      detach(tracee);
    }
  }

  /** __ptrace_detach (B11). */
  void detach(Task task) {
    boolean stranger = task.isTracedByStranger();
    leave(task);
    kernel.refresh(task);
    if (task.state != Task.State.ZOMBIE) {
      return;
    }
    if (!task.isLeader()) {
      kernel.deaths.release(task, true);
    } else if (!task.isDelayedLeader() && (stranger ? toldToParent(task) : ignored(task))) {
      kernel.deaths.release(task, true);
    }
  }

  private boolean toldToParent(Task task) {
    return kernel.notices.death(task, task.exitSignal);
  }

  /** The tracer is in the parent's own process, which has heard already. */
  private boolean ignored(Task task) {
    Task parent = task.realParent;
    if (parent != null && parent.group.childSignal.autoreaps()) {
      kernel.listener.wake(parent.group, task);
      return true;
    }
    return task.group.marked && kernel.semantics().releasesAtDeath(task);
  }

  /** A foreign tracer has taken the death of a leader: the real parent is told only now. */
  void handOver(Task child) {
    if (!child.isLeader()) {
      kernel.deaths.release(child, false);
      return;
    }
    leave(child);
    kernel.refresh(child);
    if (kernel.notices.death(child, child.exitSignal)) {
      kernel.deaths.release(child, true);
    }
  }

  static void leave(Task task) {
    Task tracer = task.tracer;
    if (tracer != null && tracer.ptraced != null && tracer.ptraced.remove(task)) {
      tracer.group.tracees--;
    }
    task.tracer = null;
    task.traceStop = 0;
  }

  /** {@code heir} takes the place of {@code gone}, as tracer and as tracee (non-leader exec). */
  static void inherit(Task gone, Task heir) {
    List<Task> tracees = gone.ptraced;
    if (tracees != null) {
      for (Task tracee : tracees) {
        tracee.tracer = heir;
      }
    }
    heir.ptraced = tracees;
    gone.ptraced = null;
    leave(heir);
    Task tracer = gone.tracer;
    if (tracer != null && tracer.ptraced != null) {
      tracer.ptraced.set(tracer.ptraced.indexOf(gone), heir);
      heir.tracer = tracer;
      heir.traceStop = gone.traceStop;
      gone.tracer = null;
    }
  }
}

package org.reapscope.analyzer.kernel;

import java.util.List;

/** de_thread and begin_new_exec: what execve does to a process (B3). */
final class Execs {
  private final Kernel kernel;

  Execs(Kernel kernel) {
    this.kernel = kernel;
  }

  Task exec(Task caller) {
    ThreadGroup group = caller.group;
    Task leader = group.leader;
    for (Task thread : List.copyOf(group.threads())) {
      if (thread != caller) {
        kernel.tracing.detachAll(thread);
        kernel.orphans.inherit(thread, caller);
        if (thread != leader) {
          kernel.deaths.release(thread, true);
        }
      }
    }
    if (caller != leader) {
      takeLeadersPlace(caller, leader);
    }
    leader.exitSignal = Signals.SIGCHLD;
    group.execId++;
    group.childSignal = group.childSignal.afterExec();
    kernel.refresh(leader);
    return leader;
  }

  /** The leader's record lives on with the caller's children, tracees and tracer. */
  private void takeLeadersPlace(Task caller, Task leader) {
    Task oldTracer = leader.tracer;
    Tracing.inherit(caller, leader);
    if (oldTracer != null) {
      kernel.listener.wake(oldTracer.group, leader);
    }
    caller.group.shared = null;
    leader.children = caller.children;
    caller.children = null;
    for (Task child : leader.children()) {
      kernel.setRealParent(child, leader);
    }
    leader.exitStatus = 0;
    leader.enter(Task.State.ALIVE);
    kernel.deaths.release(caller, true);
  }
}

package org.reapscope.analyzer.kernel;

/** do_notify_parent and do_notify_parent_cldstop: what a parent hears (B7, B8). */
final class Notices {
  private final Kernel kernel;

  Notices(Kernel kernel) {
    this.kernel = kernel;
  }

  /**
   * Tells of a death, to the tracer if there is one, else to the real parent: signal and wake-up.
   *
   * @param signal 0 for none
   * @return true when the dead task leaves no zombie
   */
  boolean death(Task child, int signal) {
    Task parent = child.tracer != null ? child.tracer : child.realParent;
    if (parent == null) {
      return true;
    }
    ThreadGroup listening = parent.group;
    int sent = signal;
    if (sent != Signals.SIGCHLD && child.parentExecId != listening.execId) {
      sent = Signals.SIGCHLD;
    }
    boolean autoreap = false;
    if (child.tracer == null) {
      Semantics semantics = kernel.semantics();
      if (child.group.marked && semantics.deathIsSilent(child)) {
        sent = 0;
      } else if (sent == Signals.SIGCHLD && listening.childSignal.autoreaps()) {
        autoreap = true;
        sent = ignores(listening) ? 0 : sent;
      }
      autoreap |= child.group.marked && semantics.releasesAtDeath(child);
    }
    if (autoreap) {
      child.enter(Task.State.DEAD);
      kernel.refresh(child);
    }
    if (sent > 0 && !(sent == Signals.SIGCHLD && ignores(listening))) {
      kernel.listener.signal(listening, sent, child);
    }
    kernel.listener.wake(listening, child);
    return autoreap;
  }

  /** A group stop or continue is told to the real parent. */
  void groupStop(ThreadGroup group) {
    Task parent = group.leader.realParent;
    if (parent != null) {
      stop(parent, group.leader);
    }
  }

  /** A trace stop is told to the tracer. */
  void traceStop(Task task) {
    Task tracer = task.tracer;
    if (tracer != null) {
      stop(tracer, task);
    }
  }

  private void stop(Task parent, Task about) {
    if (!ignores(parent.group) && !parent.group.childSignal.noChildStop()) {
      kernel.listener.signal(parent.group, Signals.SIGCHLD, about);
    }
    kernel.listener.wake(parent.group, about);
  }

  private static boolean ignores(ThreadGroup group) {
    return group.childSignal.handler() == ChildSignalAction.Handler.IGNORE;
  }
}

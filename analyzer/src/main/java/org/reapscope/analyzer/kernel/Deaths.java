package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * do_exit and what follows from it: exit_notify, forget_original_parent, do_notify_parent,
 * release_task (B4 to B7, B11, B14).
 */
final class Deaths {
  private final Kernel kernel;
  private final Semantics semantics;
  private final KernelListener listener;

  Deaths(Kernel kernel, Semantics semantics, KernelListener listener) {
    this.kernel = kernel;
    this.semantics = semantics;
    this.listener = listener;
  }

  void exit(Task task, int status) {
    if (task.state != Task.State.ALIVE) {
      return;
    }
    ThreadGroup group = task.group;
    task.exitStatus = status;
    if (group.liveThreads() > 1) {
      exitThread(task);
    } else {
      exitGroup(task);
    }
  }

  /** Not the last thread (B4): no wait event; a leader stays as a delayed zombie. */
  private void exitThread(Task task) {
    detachTracees(task);
    setState(task, Task.State.ZOMBIE);
    Task heir = task.group.firstAlive();
    if (heir != null) {
      inherit(task, heir);
    }
    if (!task.isLeader() && task.tracer == null) {
      release(task, true);
    } else {
      kernel.refresh(task);
      if (task.tracer != null) {
        listener.wake(task.tracer.group, task);
      }
    }
  }

  /** The last thread (B5): tracees, children, zombie, notification, in this order. */
  private void exitGroup(Task last) {
    ThreadGroup group = last.group;
    detachTracees(last);
    if (group.namespace.childReaper == group) {
      endNamespace(group);
    }
    reparentAll(group);
    group.stopReport = 0;
    group.stopped = false;
    group.continued = false;
    kernel.refresh(group.leader);
    if (group.namespace.childReaper == group && group.namespace.population > 1) {
      group.awaitsNamespace = true;
      return;
    }
    finishExit(last);
  }

  private void finishExit(Task last) {
    Task leader = last.group.leader;
    setState(last, Task.State.ZOMBIE);
    if (last != leader && last.tracer == null) {
      release(last, true);
    }
    becomeZombie(leader);
  }

  private void becomeZombie(Task leader) {
    kernel.refresh(leader);
    if (leader.tracer != null) {
      listener.wake(leader.tracer.group, leader);
      if (leader.isTracedByStranger()) {
        return;
      }
    }
    if (leader.realParent == null || notifyParent(leader)) {
      release(leader, true);
    }
  }

  /** zap_pid_ns_processes (B14): the namespace dies with its pid 1. */
  private void endNamespace(ThreadGroup init) {
    kernel.setChildSignal(init, ChildSignalAction.IGNORE);
    List<ThreadGroup> members = new ArrayList<>();
    collectMembers(init, init.namespace, members);
    for (ThreadGroup member : members) {
      if (member.isAlive()) {
        listener.killed(member);
        for (Task thread : List.copyOf(member.threads())) {
          exit(thread, Signals.SIGKILL);
        }
      }
    }
    WaitRequest everything = WaitRequest.any(init.leader, WaitOptions.WALL | WaitOptions.WEXITED);
    for (Answer next = kernel.ask(everything); next.reports(); next = kernel.ask(everything)) {
      kernel.take(everything, next);
    }
  }

  private static void collectMembers(
      ThreadGroup top, PidNamespace namespace, List<ThreadGroup> members) {
    for (Task thread : top.threads()) {
      for (Task child : thread.children()) {
        if (namespace.contains(child.group.namespace)) {
          members.add(child.group);
          collectMembers(child.group, namespace, members);
        }
      }
    }
  }

  /** Children of a dying process get their new parents (B6), in list order. */
  void reparentAll(ThreadGroup dying) {
    Task reaper = newReaper(dying);
    for (Task thread : List.copyOf(dying.threads())) {
      for (Task child : thread.children()) {
        reparent(child, reaper);
      }
    }
  }

  private void reparent(Task child, @Nullable Task reaper) {
    kernel.unlink(child);
    child.exitSignal = Signals.SIGCHLD;
    if (semantics.clearsMarkOnReparent()) {
      child.group.marked = false;
    }
    for (Task thread : child.group.threads()) {
      thread.realParent = reaper;
    }
    if (reaper == null) {
      if (child.state == Task.State.ZOMBIE && child.tracer == null && !child.isDelayedLeader()) {
        release(child, true);
      }
      return;
    }
    kernel.link(child, reaper, kernel.tick());
    listener.reparented(child, reaper);
    if (child.state == Task.State.ZOMBIE
        && child.tracer == null
        && !child.isDelayedLeader()
        && notifyParent(child)) {
      release(child, true);
    }
  }

  /** Children of a dead thread go to a living one of the same process; nothing else changes. */
  private void inherit(Task dead, Task heir) {
    for (Task child : dead.children()) {
      kernel.unlink(child);
      kernel.link(child, heir, kernel.tick());
    }
  }

  /** find_new_reaper: nearest subreaper above, else the namespace's pid 1; null outside. */
  @Nullable Task newReaper(ThreadGroup dying) {
    ThreadGroup reaper = dying.namespace.childReaper;
    if (dying.hasSubreaper) {
      Task above = dying.leader.realParent;
      while (above != null && above.group.namespace == dying.namespace) {
        ThreadGroup group = above.group;
        if (group == reaper) {
          break;
        }
        if (group.subreaper && group.firstAlive() != null) {
          return group.firstAlive();
        }
        above = group.leader.realParent;
      }
    }
    return reaper == null || reaper == dying ? null : reaper.firstAlive();
  }

  /** do_notify_parent (B7): wakes and signals the parent; true when the child leaves no zombie. */
  private boolean notifyParent(Task child) {
    Task parent = child.realParent;
    if (parent == null) {
      return false;
    }
    int signal = child.exitSignal;
    if (signal != Signals.SIGCHLD && child.parentExecId != parent.group.execId) {
      signal = Signals.SIGCHLD;
    }
    boolean autoreap = false;
    if (child.tracer == null) {
      if (semantics.deathIsSilent(child)) {
        signal = 0;
      } else if (signal == Signals.SIGCHLD && parent.group.childSignal.autoreaps()) {
        autoreap = true;
        if (parent.group.childSignal.handler() == ChildSignalAction.Handler.IGNORE) {
          signal = 0;
        }
      }
      if (child.group.marked && semantics.releasesAtDeath(child)) {
        autoreap = true;
      }
    }
    if (autoreap) {
      setState(child, Task.State.DEAD);
      kernel.refresh(child);
    }
    if (signal > 0) {
      listener.signal(parent.group, signal, child);
    }
    listener.wake(parent.group, child);
    return autoreap;
  }

  /** A stop or continue is told to the real parent (do_notify_parent_cldstop, B8). */
  void notifyStop(ThreadGroup group) {
    Task parent = group.leader.realParent;
    if (parent == null) {
      return;
    }
    ChildSignalAction action = parent.group.childSignal;
    if (action.handler() != ChildSignalAction.Handler.IGNORE && !action.noChildStop()) {
      listener.signal(parent.group, Signals.SIGCHLD, group.leader);
    }
    listener.wake(parent.group, group.leader);
  }

  /** release_task: the number is free, the lists forget it. */
  void release(Task task, boolean autoreaped) {
    boolean wasLeader = task.isLeader();
    kernel.unlink(task);
    leaveTracer(task);
    setState(task, Task.State.DEAD);
    task.group.remove(task);
    if (wasLeader) {
      ThreadGroup group = task.group;
      group.processGroup.leave();
      leaveNamespace(group);
    } else {
      Task leader = task.group.leader;
      if (leader.state == Task.State.ZOMBIE && task.group.liveThreads() == 0) {
        kernel.refresh(leader);
      }
    }
    listener.released(task, autoreaped);
  }

  private void leaveNamespace(ThreadGroup group) {
    PidNamespace namespace = group.namespace;
    namespace.population--;
    ThreadGroup init = namespace.childReaper;
    if (init != null && init != group && init.awaitsNamespace && namespace.population == 1) {
      init.awaitsNamespace = false;
      Task last = init.firstAlive();
      if (last != null) {
        finishExit(last);
      }
    }
  }

  private static void setState(Task task, Task.State state) {
    if (task.state == Task.State.ALIVE && state != Task.State.ALIVE) {
      task.group.threadDied();
    } else if (task.state != Task.State.ALIVE && state == Task.State.ALIVE) {
      task.group.threadRevived();
    }
    task.state = state;
  }

  // Exec -----------------------------------------------------------------------------------------

  /** A thread that dies because another one of its process execs. */
  void vanish(Task thread, Task heir) {
    detachTracees(thread);
    inherit(thread, heir);
    release(thread, true);
  }

  /** A thread that execs takes the leader's place, number and children (de_thread). */
  void absorb(Task caller, Task leader) {
    inherit(caller, leader);
    if (caller.tracer != null && leader.tracer == null) {
      Task tracer = caller.tracer;
      leaveTracer(caller);
      kernel.attach(tracer, leader);
    }
    if (leader.state != Task.State.ALIVE) {
      setState(leader, Task.State.ALIVE);
    }
    release(caller, true);
  }

  // Tracing --------------------------------------------------------------------------------------

  private void detachTracees(Task tracer) {
    for (Task tracee : tracer.ptraced()) {
      detach(tracee);
    }
  }

  private static void leaveTracer(Task task) {
    Task tracer = task.tracer;
    if (tracer != null && tracer.ptraced != null) {
      tracer.ptraced.remove(task);
    }
    task.tracer = null;
    task.traceStop = 0;
  }

  /** __ptrace_detach (B11). */
  void detach(Task task) {
    boolean stranger = task.isTracedByStranger();
    Task parent = task.realParent;
    leaveTracer(task);
    kernel.refresh(task);
    if (task.state != Task.State.ZOMBIE) {
      return;
    }
    if (!task.isLeader()) {
      release(task, true);
    } else if (!task.isDelayedLeader()) {
      boolean dies =
          stranger
              ? notifyParent(task)
              : (parent != null && parent.group.childSignal.autoreaps())
                  || (task.group.marked && semantics.releasesAtDeath(task));
      if (dies) {
        release(task, true);
      }
    }
  }

  /** A foreign tracer has taken the death: the real parent is told only now (D.4 b, c). */
  void handOver(Task child) {
    if (!child.isLeader()) {
      release(child, false);
      return;
    }
    setState(child, Task.State.TRACE);
    leaveTracer(child);
    setState(child, Task.State.ZOMBIE);
    kernel.refresh(child);
    if (notifyParent(child)) {
      release(child, true);
    }
  }

  // Pidfds ---------------------------------------------------------------------------------------

  /** What the last close does to a marked process (E.4, E.7). */
  void lastPidfdClosed(Task leader, Semantics.LastClose rule) {
    if (rule == Semantics.LastClose.NOTHING) {
      return;
    }
    if (leader.state == Task.State.ZOMBIE) {
      if (leader.tracer == null && !leader.isDelayedLeader()) {
        release(leader, true);
      }
    } else if (rule == Semantics.LastClose.KILL_AND_DISOWN && leader.isAlive()) {
      leader.group.marked = false;
      Task reaper = newReaper(leader.group);
      reparent(leader, reaper);
      listener.killed(leader.group);
      for (Task thread : List.copyOf(leader.group.threads())) {
        exit(thread, Signals.SIGKILL);
      }
    }
  }
}

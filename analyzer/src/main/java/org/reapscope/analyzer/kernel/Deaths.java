package org.reapscope.analyzer.kernel;

import java.util.ArrayList;
import java.util.List;

/** do_exit and exit_notify: how threads and processes die (B4, B5, B14). */
final class Deaths {
  private final Kernel kernel;

  Deaths(Kernel kernel) {
    this.kernel = kernel;
  }

  void exit(Task task, int status) {
    if (task.state != Task.State.ALIVE || task.group.awaitsNamespace) {
      return;
    }
    task.exitStatus = status;
    task.traceStop = 0;
    kernel.tracing.detachAll(task);
    if (task.group.liveThreads() > 1) {
      exitThread(task);
    } else {
      exitLast(task);
    }
  }

  /** do_group_exit: the first status counts, and stops are forgotten. */
  void beginGroupExit(ThreadGroup group, int status) {
    if (group.groupExitStatus == ThreadGroup.NO_GROUP_EXIT) {
      group.groupExitStatus = status;
      kernel.clearStops(group);
    }
  }

  /** Every thread dies, the leader last. */
  void exitGroup(ThreadGroup group, int status) {
    beginGroupExit(group, status);
    Task leader = group.leader;
    for (Task thread : List.copyOf(group.threads())) {
      if (thread != leader) {
        exit(thread, status);
      }
    }
    exit(leader, status);
  }

  /** Not the last thread (B4): no wait event; a leader stays as a delayed zombie. */
  private void exitThread(Task task) {
    Task heir = task.group.firstAliveBut(task);
    if (heir != null) {
      kernel.orphans.inherit(task, heir);
    }
    exitNotify(task);
  }

  /** The last thread (B5): namespace, children, zombie, notification, in this order. */
  private void exitLast(Task last) {
    ThreadGroup group = last.group;
    kernel.clearStops(group);
    if (group.namespace.childReaper == group) {
      endNamespace(group);
      if (!group.namespace.holdsOnlyItsReaper()) {
        group.awaitsNamespace = true;
        return;
      }
    }
    finishExit(last);
  }

  private void finishExit(Task last) {
    kernel.orphans.reparentAll(last.group);
    exitNotify(last);
  }

  /** exit_notify: the thread is a zombie, its parent or tracer hears, or nobody needs it. */
  private void exitNotify(Task task) {
    boolean alone = task.group.size() == 1;
    task.enter(Task.State.ZOMBIE);
    kernel.refresh(task);
    boolean autoreap;
    if (task.tracer != null) {
      boolean asChild = task.isLeader() && alone && !task.isTracedByStranger();
      autoreap = kernel.notices.death(task, asChild ? task.exitSignal : Signals.SIGCHLD);
    } else if (task.isLeader()) {
      autoreap = alone && kernel.notices.death(task, task.exitSignal);
    } else {
      autoreap = true;
    }
    if (autoreap) {
      release(task, true);
    }
  }

  /** zap_pid_ns_processes (B14): the namespace dies with its pid 1. */
  private void endNamespace(ThreadGroup init) {
    kernel.setChildSignal(init, ChildSignalAction.IGNORE);
    List<ThreadGroup> members = new ArrayList<>();
    collectMembers(init, init.namespace, members);
    for (ThreadGroup member : members) {
      if (member.isAlive()) {
        kernel.listener.killed(member);
        exitGroup(member, Signals.SIGKILL);
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

  /** release_task: the number is free, the lists forget it; the last thread hands to its leader. */
  void release(Task task, boolean autoreaped) {
    if (task.state == Task.State.DEAD && task.released) {
      return;
    }
    ThreadGroup group = task.group;
    kernel.unlink(task);
    Tracing.leave(task);
    task.enter(Task.State.DEAD);
    task.released = true;
    group.remove(task);
    kernel.listener.released(task, autoreaped);
    if (task.isLeader()) {
      group.processGroup.leave();
      leaveNamespace(group);
    } else if (group.leader.state == Task.State.ZOMBIE && group.size() == 1) {
      kernel.refresh(group.leader);
      if (kernel.notices.death(group.leader, group.leader.exitSignal)) {
        release(group.leader, true);
      }
    }
  }

  private void leaveNamespace(ThreadGroup group) {
    group.namespace.leave();
    for (PidNamespace at = group.namespace; at != null; at = at.parent()) {
      ThreadGroup init = at.childReaper;
      if (init != null && init != group && init.awaitsNamespace && at.holdsOnlyItsReaper()) {
        init.awaitsNamespace = false;
        Task last = init.firstAlive();
        if (last != null) {
          finishExit(last);
        }
      }
    }
  }

  /** What the last close of a pidfd does to a marked process (E.4, E.7). */
  void lastPidfdClosed(Task leader, Semantics.LastClose rule) {
    if (rule == Semantics.LastClose.NOTHING) {
      return;
    }
    if (leader.state == Task.State.ZOMBIE) {
      if (leader.tracer == null && !leader.isDelayedLeader()) {
        release(leader, true);
      }
    } else if (rule == Semantics.LastClose.KILL_AND_DISOWN && leader.group.isAlive()) {
      leader.group.marked = false;
      kernel.orphans.reparent(leader, kernel.orphans.newReaper(leader.group));
      kernel.listener.killed(leader.group);
      exitGroup(leader.group, Signals.SIGKILL);
    }
  }
}

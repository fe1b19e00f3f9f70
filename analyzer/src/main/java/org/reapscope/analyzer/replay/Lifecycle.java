package org.reapscope.analyzer.replay;

import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.Gaps;
import org.reapscope.analyzer.order.NamespaceTies;
import org.reapscope.analyzer.order.RecordKinds;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.SignalDelivered;

/** What happens to a process between its birth and its death: execs, stops and signals. */
final class Lifecycle {
  private final World world;
  private final Kernel kernel;
  private final Races races;
  private final NamespaceTies ties;
  private final RecordKinds kinds;
  private final Exits exits;
  private final Gaps gaps;

  Lifecycle(
      World world, Races races, NamespaceTies ties, RecordKinds kinds, Gaps gaps, Exits exits) {
    this.gaps = gaps;
    this.world = world;
    this.kernel = world.kernel();
    this.races = races;
    this.ties = ties;
    this.kinds = kinds;
    this.exits = exits;
  }

  /** execve has succeeded, or has just killed the other threads of the process. */
  void executed(TracedTask caller) {
    Task leader = kernel.exec(caller.task);
    TracedTask view = world.viewOf(leader);
    if (view == null) {
      return;
    }
    view.superseded = caller.task != leader;
    world.closeAll(caller);
    view.forgetPidfds();
    world.touchParentOf(leader);
  }

  /** The tracer has let go of a task. */
  void detached(TracedTask task) {
    TracedTask leader = world.viewOf(task.task.group().leader());
    if (leader != null) {
      leader.detached = true;
    }
  }

  /** One thread is in a group stop; the process is when all are (B8). */
  void stopped(TracedTask task, int signal) {
    task.stopped = true;
    task.stopping = false;
    ThreadGroup group = task.task.group();
    for (Task thread : group.threads()) {
      TracedTask view = world.viewOf(thread);
      if (thread.isAlive() && view != null && !view.stopped) {
        return;
      }
    }
    TracedTask leader = world.viewOf(group.leader());
    if (leader != null && leader.stopTold) {
      leader.stopTold = false;
      return;
    }
    kernel.stop(group, signal);
  }

  /** The kernel tells the parent of a stop; which signal it was is not shown. */
  void groupStopped(ThreadGroup group) {
    if (group.stopReport() == 0) {
      kernel.stop(group, Signals.SIGSTOP);
    }
  }

  /** SIGCONT was sent to, or arrived at, a process. */
  void continued(ThreadGroup group) {
    for (Task thread : group.threads()) {
      TracedTask view = world.viewOf(thread);
      if (view != null) {
        view.stopped = false;
        view.stopTold = false;
        view.stopping = false;
      }
    }
    kernel.resume(group);
  }

  /** A signal reached user space. */
  void signalled(TracedTask task, SignalDelivered delivered) {
    ThreadGroup group = task.task.group();
    if (delivered.signal() == Signals.SIGCONT) {
      continued(group);
    } else if (delivered.signal() == Signals.SIGCHLD
        && delivered.sender() > 0
        && !world.isInner(task)) {
      races.signalArrived(group, delivered.sender());
    }
    TracedTask leader = world.viewOf(group.leader());
    if (leader != null) {
      leader.notKilledBy = 0;
    }
    if (delivered.signal() == Signals.SIGCHLD) {
      if (leader != null) {
        leader.hearsOfChildren = true;
      }
      if (delivered.sender() > 0) {
        toldOf(task, delivered);
      }
    }
    task.stopping = Signals.stops(delivered.signal());
    task.lastSignal = delivered;
  }

  /** SIGCHLD tells who its parent is, and of a death that the log does not show. */
  private void toldOf(TracedTask parent, SignalDelivered delivered) {
    TracedTask child = world.resolve(parent, delivered.sender());
    if (child == null || !child.task.isLeader() || child.task.group() == parent.task.group()) {
      return;
    }
    Task.State state = child.task.state();
    boolean unsure =
        child.task.realParent() == null
            ? mayBeChildOf(parent, child)
            : child.originUnsure && !Replay.isChildOf(child, parent) && state != Task.State.DEAD;
    if (unsure) {
      kernel.corrections().adopt(child.task, parent.task, World.key(child.firstLine()));
      world.touchParentOf(child.task);
    }
    ChildReport.Kind kind =
        delivered.code() == 1 ? ChildReport.Kind.EXITED : ChildReport.Kind.KILLED;
    if ((child.isLeftByTracer(kinds.detaches()) || !kinds.shows(kind))
        && RecordKinds.isDeath(delivered.code())
        && child.task.group().isAlive()
        && Replay.isChildOf(child, parent)) {
      exits.endUnshown(child, kind, delivered.status(), delivered.line(), delivered.time());
    }
  }

  /** Whether the log leaves open whose child a process is, and it can be this one's. */
  private boolean mayBeChildOf(TracedTask parent, TracedTask child) {
    TracedTask leader = world.viewOf(parent.task.group().leader());
    return child.isFromBefore()
        && (!kinds.forks()
            || ties.isOpen()
            || gaps.births() > 0
            || (leader != null && leader.isFromBefore()));
  }
}

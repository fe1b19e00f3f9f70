package org.reapscope.analyzer.replay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ChildSignalAction;
import org.reapscope.analyzer.kernel.CloneFlags;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.RecordKinds;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalGenerated;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskFreed;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskSpawned;

/**
 * What the kernel's own tracepoints say and strace cannot: the moment a child is linked, and the
 * moment a dead one becomes a zombie for its parent (G5: its death signal, which is generated even
 * when ignored, but not when SIG_IGN autoreaps).
 */
final class Tracepoints {
  private static final int LAST_DEATH_CODE = 3;
  private static final int TRAPPED = 4;
  private static final int STOPPED = 5;
  private static final int CONTINUED = 6;

  private final World world;
  private final Spawns spawns;
  private final Exits exits;
  private final Lifecycle lifecycle;
  private final Map<Integer, Integer> groupOf = new HashMap<>();
  private final Map<Integer, Integer> signalsAhead = new HashMap<>();
  private final Map<Integer, Integer> exitSignals = new HashMap<>();
  private final Set<Integer> tracers = new HashSet<>();
  private final Map<Integer, Dying> dying = new HashMap<>();
  private final Tracees tracees;
  private final RecordKinds kinds;
  private boolean spawnsShown;

  /** Death signals are in this log; perf stops recording a task before it sends its own. */
  private boolean signalsShown;

  /** A process whose last thread has exited and that is no zombie for its parent yet. */
  private record Dying(TracedTask last, TaskExited exit, int heldBy) {}

  Tracepoints(World world, Spawns spawns, Exits exits, Lifecycle lifecycle, RecordKinds kinds) {
    this.kinds = kinds;
    this.world = world;
    this.spawns = spawns;
    this.exits = exits;
    this.lifecycle = lifecycle;
    this.tracees = new Tracees(world);
  }

  // Looking ahead --------------------------------------------------------------------------------

  /** Sees an event as it enters the look-ahead window. */
  void arrive(ProcessEvent event) {
    if (event instanceof TaskSpawned) {
      spawnsShown = true;
    } else if (event instanceof TaskSeen seen && seen.group() != 0) {
      groupOf.put(seen.tid(), seen.group());
    } else if (event instanceof SignalGenerated signal) {
      tracees.arrive(signal);
      if (isDeath(signal)) {
        signalsShown = true;
        signalsAhead.merge(signal.tid(), 1, Integer::sum);
        if (!tracers.contains(signal.target())) {
          exitSignals.put(signal.tid(), signal.signal());
        }
      } else if (signal.signal() == Signals.SIGCHLD && signal.code() == TRAPPED) {
        tracers.add(signal.target());
      }
    }
  }

  private static boolean isDeath(SignalGenerated signal) {
    return signal.code() >= 1 && signal.code() <= LAST_DEATH_CODE && signal.signal() > 0;
  }

  /** Whether this log shows forks as kernel events, so that calls need not create children. */
  boolean showSpawns() {
    return spawnsShown;
  }

  /** Whether the process traces others. */
  boolean isTracer(TracedTask task) {
    if (!task.tracer && !tracers.isEmpty() && tracers.contains(task.task.group().pid())) {
      task.tracer = true;
    }
    return task.tracer;
  }

  /** Who is traced, and has something to report to the tracer. */
  Tracees tracees() {
    return tracees;
  }

  /** The group that a task's own lines name, 0 when they name none. */
  int groupOf(int tid) {
    return groupOf.getOrDefault(tid, 0);
  }

  // Births ---------------------------------------------------------------------------------------

  /**
   * sched_process_fork: the child is linked here.
   *
   * @param open the creator's call in flight, null when the log does not show it
   * @param end that call's end, where it is known
   */
  void spawned(
      TracedTask creator, TaskSpawned event, @Nullable Call open, @Nullable CallReturned end) {
    Call.Spawn call =
        open instanceof Call.Spawn spawn
            ? spawn
            : new Call.Spawn("clone", 0, false, Call.UNKNOWN, Call.UNKNOWN, null);
    long flags = event.flags() >= 0 ? event.flags() : call.flags();
    boolean shown = event.flags() >= 0 || call.flagsShown();
    if (!shown && isThread(event.child())) {
      flags |= CloneFlags.THREAD;
    }
    int exitSignal =
        call.exitSignal() == Call.UNKNOWN
            ? exitSignals.getOrDefault(event.child(), Call.UNKNOWN)
            : call.exitSignal();
    Call.Spawn full =
        new Call.Spawn(call.name(), flags & ~0xffL, shown, exitSignal, call.pidfd(), call.site());
    int number = numberGiven(event.child(), end);
    TracedTask child = spawns.spawned(creator, full, event, number);
    tracees.born(child);
    if (call.exitSignal() == Call.UNKNOWN && child.task.isLeader()) {
      spawns.argumentsHidden(child);
    }
  }

  /** Whether a task's own lines name another as the leader of its group. */
  private boolean isThread(int tid) {
    int group = groupOf(tid);
    return group != 0 && group != tid;
  }

  /** A call whose flags the log does not show, with what the child's own lines tell of them. */
  Call.Spawn asShown(Call.Spawn call, CallReturned end) {
    boolean thread = !call.flagsShown() && isThread((int) end.outcome().value());
    return thread
        ? new Call.Spawn(
            call.name(),
            call.flags() | CloneFlags.THREAD,
            false,
            call.exitSignal(),
            call.pidfd(),
            call.site())
        : call;
  }

  /**
   * The creator's number for a child; 0 when the log shows none although the call succeeded: the
   * printer of the log knows every task of its own namespace, so the number is of another.
   */
  private static int numberGiven(int child, @Nullable CallReturned end) {
    if (end == null) {
      return child;
    }
    return switch (end.outcome().state()) {
      case RETURNED -> (int) end.outcome().value();
      case UNSHOWN -> 0;
      default -> child;
    };
  }

  // Deaths ---------------------------------------------------------------------------------------

  /** sched_process_exit of a group's last thread: it dies, but is not a zombie yet. */
  void exited(TracedTask last, TaskExited exit) {
    ThreadGroup group = last.task.group();
    exits.dies(group, exit.line());
    if (signalsAhead.getOrDefault(last.tid(), 0) > 0) {
      dying.put(group.pid(), new Dying(last, exit, 0));
      return;
    }
    Task parent = group.leader().realParent();
    TracedTask leader = world.viewOf(group.leader());
    if (signalsShown && parent != null && leader != null) {
      if (leader.exitSignalHidden) {
        world.kernel().corrections().setExitSignal(group.leader(), 0);
      } else if (group.leader().exitSignal() == Signals.SIGCHLD) {
        autoreapedBy(parent.group());
      }
    }
    if (leader != null) {
      leader.lateDeath = !signalsShown;
    }
    exits.dead(last, exit);
  }

  /** No signal at a death with SIGCHLD: the parent ignores it. */
  private void autoreapedBy(ThreadGroup parent) {
    if (!parent.childSignal().autoreaps()) {
      world.kernel().setChildSignal(parent, ChildSignalAction.IGNORE);
    }
  }

  /** A signal was sent, so SIGCHLD was not ignored, whatever was believed before. */
  private void notIgnoredBy(ThreadGroup parent) {
    if (parent.childSignal().handler() == ChildSignalAction.Handler.IGNORE) {
      world.kernel().setChildSignal(parent, ChildSignalAction.DEFAULT);
    }
  }

  /**
   * signal_generate by the dying task, or by its tracer once that has seen the death.
   *
   * @param reported the task that the tracer's wait in flight will report, 0 unknown
   */
  void generated(TracedTask task, SignalGenerated signal, int reported) {
    if (isForRealParent(task, signal)) {
      if (signal.code() == STOPPED) {
        lifecycle.groupStopped(task.task.group());
      } else if (signal.code() == CONTINUED) {
        lifecycle.continued(task.task.group());
      }
    }
    if (!isDeath(signal)) {
      return;
    }
    signalsAhead.computeIfPresent(task.tid(), (tid, count) -> count > 1 ? count - 1 : null);
    exitSignals.remove(task.tid());
    TracedTask target = world.byTid(signal.target());
    Dying own = dying.get(task.task.group().pid());
    if (own != null && own.last == task) {
      Task parent = task.task.group().leader().realParent();
      if (parent == null || target == null || target.task.group() == parent.group()) {
        if (parent != null && signal.signal() == Signals.SIGCHLD) {
          notIgnoredBy(parent.group());
        }
        finish(task.task.group().pid());
      } else {
        dying.put(task.task.group().pid(), new Dying(own.last, own.exit, signal.target()));
      }
    } else if (target != null && !kinds.deaths() && isForRealParent(task, signal)) {
      exits.endUnshown(task, ChildReport.Kind.UNSHOWN, -1, signal.line(), signal.time());
    } else if (target != null) {
      handedOver(task, target, reported);
    }
  }

  private boolean isForRealParent(TracedTask task, SignalGenerated signal) {
    Task parent = task.task.group().leader().realParent();
    TracedTask target = world.byTid(signal.target());
    return parent != null && target != null && target.task.group() == parent.group();
  }

  /** A tracer has told the real parent: the child it holds becomes a zombie. */
  private void handedOver(TracedTask tracer, TracedTask parent, int reported) {
    if (dying.containsKey(reported)) {
      finish(reported);
      return;
    }
    for (Map.Entry<Integer, Dying> entry : dying.entrySet()) {
      Dying held = entry.getValue();
      Task realParent = held.last.task.group().leader().realParent();
      if (held.heldBy == tracer.task.group().pid()
          && realParent != null
          && realParent.group() == parent.task.group()) {
        finish(entry.getKey());
        return;
      }
    }
  }

  /** A tracer's wait has reported a death: if it held the child, the child is a zombie now. */
  void tracerReported(int pid) {
    if (dying.containsKey(pid)) {
      finish(pid);
    }
  }

  private void finish(int pid) {
    Dying entry = dying.remove(pid);
    if (entry != null) {
      exits.dead(entry.last, entry.exit);
    }
  }

  /** sched_process_free: whoever still is a zombie was reaped where the log does not show it. */
  void freed(TaskFreed freed, ReplayObserver observer) {
    finish(freed.freed());
    TracedTask task = world.byTid(freed.freed());
    if (task != null && task.task.isLeader() && task.task.state() == Task.State.ZOMBIE) {
      if (!task.task.group().isAlive()) {
        observer.reapedUnseen(task, freed.line());
        world.kernel().corrections().release(task.task);
      }
    }
  }

  /** The log is over: nobody dies any further. */
  void finish() {
    for (Iterator<Integer> i = Set.copyOf(dying.keySet()).iterator(); i.hasNext(); ) {
      finish(i.next());
    }
  }
}

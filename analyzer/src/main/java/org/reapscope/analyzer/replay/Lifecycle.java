package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.CloneFlags;
import org.reapscope.analyzer.kernel.ForkOptions;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.PidNamespace;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.LinkInterval;
import org.reapscope.analyzer.order.NamespaceTies;
import org.reapscope.analyzer.order.RecordKinds;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskSpawned;

/** Births, execs, stops and deaths, as the log tells them. */
final class Lifecycle {
  /** RESERVED_PIDS: where pid counters start again. */
  private static final int FIRST_AFTER_WRAP = 300;

  private final World world;
  private final Kernel kernel;
  private final Races races;
  private final LostForks lostForks;
  private final NamespaceTies ties;
  private final MarkPolicy marks;
  private final ReplayObserver observer;
  private final Tracepoints tracepoints;
  private final RecordKinds kinds;
  private Runnable settle = () -> {};

  Lifecycle(
      World world,
      Races races,
      LostForks lostForks,
      NamespaceTies ties,
      MarkPolicy marks,
      ReplayObserver observer,
      RecordKinds kinds) {
    this.kinds = kinds;
    this.world = world;
    this.kernel = world.kernel();
    this.races = races;
    this.lostForks = lostForks;
    this.ties = ties;
    this.marks = marks;
    this.observer = observer;
    this.tracepoints = new Tracepoints(world, this, kinds);
  }

  /** What the kernel's own events add. */
  Tracepoints tracepoints() {
    return tracepoints;
  }

  /** Lets the waits in flight look again: orphans arrive before their old parent is a zombie. */
  void settleWith(Runnable look) {
    settle = look;
  }

  // Births ---------------------------------------------------------------------------------------

  /** A task's first line: known from its parent's fork, or of unknown origin. */
  void seen(TaskSeen seen) {
    TracedTask known = world.byTid(seen.tid());
    if (known != null && known.task.isAlive()) {
      known.spoken = true;
      known.link = known.link.endingBy(seen.line());
      return;
    }
    TracedTask leader = seen.group() == seen.tid() ? null : world.byTid(seen.group());
    if (leader != null && leader.task.isAlive()) {
      world.register(kernel.thread(leader.task, seen.tid()), leader.pidfds).spoken = true;
      return;
    }
    LostForks.Entry origin = world.isEmpty() ? null : lostForks.claim(seen.tid());
    TracedTask task =
        origin != null && origin.caller().task.state() != Task.State.DEAD
            ? born(origin.caller(), origin.call(), seen.tid(), origin.line(), seen.line())
            : world.adoptUnknown(seen.tid(), true);
    task.spoken = true;
    task.firstLine = seen.line();
    task.originUnsure = origin != null;
    if (origin == null) {
      task.origins = world.isEmpty() ? List.of() : lostForks.candidates(seen.tid());
      observer.born(task, false);
    }
  }

  /** A task speaks that the model holds for gone; null when the event is no sign of life. */
  @Nullable TracedTask unexpected(ProcessEvent event) {
    boolean alive =
        event instanceof CallEntered
            || (event instanceof CallReturned returned
                && returned.outcome().state() != Outcome.State.NEVER);
    return alive ? world.adoptUnknown(event.tid(), true) : null;
  }

  /** A fork that succeeded: the child is linked at the call's first line (R2, correction G3). */
  void forked(TracedTask caller, Call.Spawn spawn, long startLine, CallReturned end) {
    int number = (int) end.outcome().value();
    int outer = ties.outerOf(end, spawn);
    if (ties.speaksInner(caller.tid()) && (!world.isInner(caller) || isDeeper(caller, number))) {
      world.enterNamespace(caller, number == 2 || ties.isFirst(caller.tid()));
    }
    if (outer <= 0) {
      lostForks.add(caller, spawn, startLine, end.line());
      return;
    }
    lostForks.gave(outer, startLine, end.line());
    TracedTask child = born(caller, spawn, outer, startLine, end.line());
    caller.forking = child;
    child.originUnsure = outer != number && end.outcome().outer() == 0;
    child.spawnTime = end.time();
    PidNamespace callers = caller.task.group().namespace();
    world.number(child, callers, number);
  }

  /**
   * Whether a fork's result shows its caller in a namespace below the one it is known in: numbers
   * rise, and none is given twice. After the counter has wrapped they start at 300.
   */
  private boolean isDeeper(TracedTask caller, int number) {
    PidNamespace namespace = caller.task.group().namespace();
    TracedTask leader = world.viewOf(caller.task.group().leader());
    int own = leader == null ? 0 : leader.numberIn(namespace);
    return own > 1 && number <= own && number < FIRST_AFTER_WRAP;
  }

  /** A fork that the kernel itself reports: the child is linked at this line. */
  TracedTask spawned(TracedTask creator, Call.Spawn spawn, TaskSpawned event, int number) {
    if (number != event.child() && !world.isInner(creator)) {
      world.enterNamespace(creator, number == 2 || number == 0 && !bornInside(creator));
    }
    TracedTask child = born(creator, spawn, event.child(), event.line(), event.line());
    creator.forking = child;
    child.spawnTime = event.time();
    if (!event.comm().isEmpty()) {
      child.comm = event.comm();
    }
    if (number > 0) {
      world.number(child, creator.task.group().namespace(), number);
    }
    return child;
  }

  /** Whether a process was made by a member of a pid namespace of its own. */
  private boolean bornInside(TracedTask task) {
    TracedTask creator = task.creator;
    return creator != null && world.isInner(creator);
  }

  /** The caller's next children start in a pid namespace of their own. */
  void unshared(TracedTask caller) {
    caller.namespaceForChildren = new PidNamespace(caller.task.group().namespace());
    ties.unshared(caller.tid());
  }

  /** A fork whose result is not in the log, or not yet (R8). */
  void lost(TracedTask caller, Call.Spawn spawn, long line, long end) {
    lostForks.add(caller, spawn, line, end);
  }

  /** A fork has come back after all. */
  void settled(TracedTask caller, long line) {
    lostForks.settle(caller, line);
  }

  private TracedTask born(
      TracedTask caller, Call.Spawn spawn, int tid, long startLine, long endLine) {
    boolean thread = (spawn.flags() & CloneFlags.THREAD) != 0;
    TracedTask child;
    if (thread) {
      child = world.register(kernel.thread(caller.task, tid), caller.pidfds);
    } else {
      child = process(caller, spawn, tid, startLine, endLine);
    }
    child.creator = caller;
    child.spawn = spawn;
    child.spawnLine = endLine;
    child.comm = caller.comm;
    observer.born(child, thread);
    return child;
  }

  /** The call's own arguments do not show with which exit signal the child was made. */
  void argumentsHidden(TracedTask child) {
    child.exitSignalHidden = true;
    noteHiddenChild(child);
  }

  /** CLONE_PARENT may have made the child a sibling, and orphans go to those above. */
  private void noteHiddenChild(TracedTask caller) {
    Task above = caller.task;
    while (above != null) {
      TracedTask leader = world.viewOf(above.group().leader());
      if (leader == null) {
        return;
      }
      leader.makesHiddenChildren = true;
      above = above.group().leader().realParent();
    }
  }

  private TracedTask process(
      TracedTask caller, Call.Spawn spawn, int tid, long startLine, long endLine) {
    PidNamespace namespace = childNamespace(caller, spawn);
    int exitSignal = spawn.exitSignal() == Call.UNKNOWN ? Signals.SIGCHLD : spawn.exitSignal();
    ForkOptions options =
        new ForkOptions(
            exitSignal,
            (spawn.flags() & CloneFlags.PARENT) != 0,
            (spawn.flags() & CloneFlags.CLEAR_SIGHAND) != 0,
            marks.marks(caller, tid, spawn, endLine),
            namespace);
    boolean shared = (spawn.flags() & CloneFlags.FILES) != 0;
    world.vacate(tid);
    Task task = kernel.fork(caller.task, tid, options, World.key(startLine));
    TracedTask child = world.register(task, shared ? caller.pidfds : caller.pidfds.copy());
    child.link = new LinkInterval(startLine, endLine, 0, null);
    TracedTask leader = Replay.leaderOf(world, caller.task);
    child.dispositionSeen = leader != null && leader.dispositionSeen;
    if (namespace != null && namespace.parent() == caller.task.group().namespace()) {
      world.number(child, namespace, 1);
    }
    races.forked(child, caller.task.group(), startLine, endLine);
    touchParent(task);
    return child;
  }

  private static @Nullable PidNamespace childNamespace(TracedTask caller, Call.Spawn spawn) {
    if ((spawn.flags() & CloneFlags.NEWPID) != 0) {
      return new PidNamespace(caller.task.group().namespace());
    }
    return caller.namespaceForChildren;
  }

  private void touchParent(Task child) {
    Task parent = child.realParent();
    if (parent != null) {
      world.touch(parent.group());
    }
  }

  // Execs and stops ------------------------------------------------------------------------------

  /** execve has succeeded, or has just killed the other threads of the process. */
  void executed(TracedTask caller) {
    Task leader = kernel.exec(caller.task);
    TracedTask view = world.viewOf(leader);
    if (view == null) {
      return;
    }
    view.superseded = caller.task != leader;
    PidfdTable old = caller.pidfds;
    view.pidfds = new PidfdTable();
    closeAll(old);
    touchParent(leader);
  }

  private void closeAll(PidfdTable table) {
    for (Integer fd : table.descriptors()) {
      PidfdTable.Pidfd closed = table.close(fd);
      if (closed != null && closed.target != null) {
        kernel.pidfdClosed(closed.target);
      }
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
    if (delivered.signal() == Signals.SIGCHLD) {
      TracedTask leader = world.viewOf(group.leader());
      if (leader != null) {
        leader.hearsOfChildren = true;
      }
      if (delivered.sender() > 0) {
        toldOf(task, delivered);
      }
    }
    task.stopping = Signals.stops(delivered.signal());
    task.lastSignal = delivered.signal();
    task.lastSignalLine = delivered.line();
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
      kernel.adopt(child.task, parent.task, World.key(child.firstLine));
      touchParent(child.task);
    }
    if (!kinds.deaths()
        && RecordKinds.isDeath(delivered.code())
        && child.task.group().isAlive()
        && Replay.isChildOf(child, parent)) {
      ChildReport.Kind kind =
          delivered.code() == 1 ? ChildReport.Kind.EXITED : ChildReport.Kind.KILLED;
      endUnshown(child, kind, delivered.status(), delivered.line(), delivered.time());
    }
  }

  /** Whether the log leaves open whose child a process is, and it can be this one's. */
  private boolean mayBeChildOf(TracedTask parent, TracedTask child) {
    TracedTask leader = world.viewOf(parent.task.group().leader());
    return child.fromBefore
        && (!kinds.forks() || ties.isOpen() || (leader != null && leader.fromBefore));
  }

  // Deaths ---------------------------------------------------------------------------------------

  /** The last thread calls exit in a log that does not show deaths: the process dies about now. */
  void exitCalled(TracedTask task, int status, long line) {
    boolean told = kinds.deaths() || kinds.deathSignals();
    if (!told && task.task.isAlive() && liveThreads(task.task.group()) == 1) {
      endUnshown(task, ChildReport.Kind.EXITED, status & 0xff, line, ProcessEvent.NO_TIME);
    }
  }

  /** A process is dead, as something other than its own last line says. */
  void endUnshown(TracedTask task, ChildReport.Kind kind, int value, long line, long time) {
    ThreadGroup group = task.task.group();
    TracedTask leader = world.viewOf(group.leader());
    Task last = null;
    for (Task thread : List.copyOf(group.threads())) {
      if (thread.isAlive() && liveThreads(group) > 1 && thread != group.leader()) {
        kernel.exit(thread, -1);
      } else if (thread.isAlive()) {
        last = thread;
      }
    }
    TracedTask view = last == null ? null : world.viewOf(last);
    if (leader != null && view != null) {
      leader.lateDeath = kind == ChildReport.Kind.EXITED && time == ProcessEvent.NO_TIME;
      dead(view, new TaskExited(line, time, view.tid(), kind, value, TaskExited.GroupDead.YES));
    }
  }

  /** exit_group began, or a SIGKILL was sent: stops are forgotten, children may move early (R6). */
  void dies(ThreadGroup group, long line) {
    TracedTask leader = world.viewOf(group.leader());
    if (leader != null) {
      world.dies(leader, line);
      kernel.clearStops(group);
    }
  }

  /** One thread calls exit: the last one to do so takes the process with it. */
  void leaves(TracedTask task, long line, long end) {
    task.leaving = true;
    ThreadGroup group = task.task.group();
    for (Task thread : group.threads()) {
      TracedTask view = world.viewOf(thread);
      if (thread.isAlive() && (view == null || !view.leaving)) {
        moveChildren(task, line, end);
        kernel.beginExit(task.task);
        world.touch(group);
        return;
      }
    }
    dies(group, line);
  }

  /** The children of one thread go to another, somewhere between these lines. */
  private void moveChildren(TracedTask thread, long from, long to) {
    for (Task child : thread.task.children()) {
      TracedTask view = world.viewOf(child);
      if (view != null) {
        view.link = view.link.moved(from, to, to);
      }
    }
  }

  /** A task's last line. */
  void exited(TracedTask task, TaskExited exited) {
    long line = exited.line();
    task.exitLine = line;
    task.exitTime = exited.time();
    ThreadGroup group = task.task.group();
    TracedTask leader = world.viewOf(group.leader());
    boolean last = liveThreads(group) <= 1 && task.task.isAlive();
    if (leader != null && leader.dyingFrom == 0) {
      leader.dyingFrom = fatalSignalLine(group, exited);
    }
    if (!last || leader == null) {
      threadExited(task, leader, exited);
    } else if (exited.kind() == ChildReport.Kind.UNSHOWN) {
      tracepoints.exited(task, exited);
    } else {
      dead(task, exited);
    }
  }

  private static List<TracedTask> zombiesAmong(List<TracedTask> orphans) {
    return orphans.isEmpty()
        ? List.of()
        : orphans.stream().filter(each -> each.task.state() == Task.State.ZOMBIE).toList();
  }

  /** The last thread is gone: the process is a zombie, or released at once. */
  void dead(TracedTask task, TaskExited exited) {
    long line = exited.line();
    ThreadGroup group = task.task.group();
    TracedTask leader = world.viewOf(group.leader());
    if (leader == null) {
      return;
    }
    leader.exitLine = line;
    leader.exitTime = exited.time();
    Task parent = leader.task.realParent();
    Races.ReaperChoice choice = races.reaperChoice(leader, line);
    List<TracedTask> orphans = orphansOf(group);
    List<TracedTask> zombies = zombiesAmong(orphans);
    Task reaper = kernel.reaperFor(group);
    long from = leader.dyingFrom == 0 ? line : leader.dyingFrom;
    closeAll(task.pidfds);
    if (parent == null && leader.orphaned) {
      world.diesOutside(leader);
    }
    if (reaper == null) {
      for (TracedTask orphan : orphans) {
        if (orphan.task.isAlive()) {
          world.livesOutside();
        } else {
          world.diesOutside(orphan);
        }
      }
    }
    kernel.reparentChildren(group);
    settle.run();
    kernel.exit(task.task, status(exited));
    world.dying().remove(leader);
    for (TracedTask orphan : orphans) {
      orphan.orphaned = true;
      orphan.link = orphan.link.orphaned(from, line);
      if (orphan.exitSignalHidden || orphan.makesHiddenChildren) {
        noteHiddenChild(orphan);
      }
    }
    for (TracedTask zombie : zombies) {
      races.childDied(zombie, reaper, World.key(line), line);
    }
    if (choice != null) {
      races.orphansMoved(choice, orphans, line);
    }
    if (group.leader().state() != Task.State.ALIVE) {
      races.childDied(leader, parent, leader.task.linkKey(), line);
      observer.died(leader);
    }
  }

  /** Not the last thread: its children go to another thread, or on with the process (B4). */
  private void threadExited(TracedTask task, @Nullable TracedTask leader, TaskExited exited) {
    long from = leader == null || leader.dyingFrom == 0 ? exited.line() : leader.dyingFrom;
    moveChildren(task, from, exited.line());
    kernel.exit(task.task, status(exited));
  }

  /** Where the signal that kills a process was delivered to one of its threads; 0 if not shown. */
  private long fatalSignalLine(ThreadGroup group, TaskExited exited) {
    if (exited.kind() != ChildReport.Kind.KILLED && exited.kind() != ChildReport.Kind.DUMPED) {
      return 0;
    }
    long line = 0;
    for (Task thread : group.threads()) {
      TracedTask view = world.viewOf(thread);
      if (view != null && view.lastSignal == exited.value()) {
        line = Math.max(line, view.lastSignalLine);
      }
    }
    return line;
  }

  private List<TracedTask> orphansOf(ThreadGroup group) {
    List<TracedTask> orphans = new ArrayList<>();
    for (Task thread : group.threads()) {
      for (Task child : thread.children()) {
        TracedTask view = world.viewOf(child);
        if (view != null) {
          orphans.add(view);
        }
      }
    }
    return orphans;
  }

  private static int liveThreads(ThreadGroup group) {
    int live = 0;
    for (Task thread : group.threads()) {
      live += thread.isAlive() ? 1 : 0;
    }
    return live;
  }

  /** The status in wait4's encoding, -1 when the log does not show it. */
  static int status(TaskExited exited) {
    return switch (exited.kind()) {
      case EXITED -> exited.value() << 8;
      case KILLED -> exited.value();
      case DUMPED -> exited.value() | 0x80;
      default -> -1;
    };
  }

  /** A time for events that carry none. */
  static boolean hasTime(long time) {
    return time != ProcessEvent.NO_TIME;
  }
}

package org.reapscope.analyzer.replay;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.CloneFlags;
import org.reapscope.analyzer.kernel.ForkOptions;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.PidNamespace;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.order.NamespaceTies;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskSpawned;

/** How tasks come into the model: by a fork that the log shows, or by their own first line. */
final class Spawns {
  /** RESERVED_PIDS: where pid counters start again. */
  private static final int FIRST_AFTER_WRAP = 300;

  private final World world;
  private final Kernel kernel;
  private final GroupRaces groupRaces;
  private final LostForks lostForks;
  private final NamespaceTies ties;
  private final MarkPolicy marks;
  private final ReplayObserver observer;

  Spawns(
      World world,
      GroupRaces groupRaces,
      LostForks lostForks,
      NamespaceTies ties,
      MarkPolicy marks,
      ReplayObserver observer) {
    this.world = world;
    this.kernel = world.kernel();
    this.groupRaces = groupRaces;
    this.lostForks = lostForks;
    this.ties = ties;
    this.marks = marks;
    this.observer = observer;
  }

  /** A task's first line: known from its parent's fork, or of unknown origin. */
  void seen(TaskSeen seen) {
    TracedTask known = world.byTid(seen.tid());
    if (known != null && known.task.isAlive()) {
      known.spoken = true;
      known.linkedBefore(seen.line());
      return;
    }
    TracedTask leader = seen.group() == seen.tid() ? null : world.byTid(seen.group());
    if (leader != null && leader.task.isAlive()) {
      thread(leader, seen.tid()).spoken = true;
      return;
    }
    LostForks.Entry origin = world.isEmpty() ? null : lostForks.claim(seen.tid());
    boolean claimed = origin != null && origin.caller().task.state() != Task.State.DEAD;
    List<LostForks.Entry> origins = origin == null ? lostForks.candidates(seen.tid()) : List.of();
    Foundling foundling = new Foundling(seen.line(), origins, !claimed);
    TracedTask task;
    if (origin != null && claimed) {
      task = born(origin.caller(), origin.call(), seen.tid(), origin.line(), seen.line());
      task.foundling = foundling;
    } else {
      task = world.adoptUnknown(seen.tid(), foundling);
    }
    task.spoken = true;
    task.originUnsure = origin != null;
    if (origin == null) {
      observer.born(task, false);
    }
  }

  /** A task speaks that the model holds for gone; null when the event is no sign of life. */
  @Nullable TracedTask unexpected(ProcessEvent event) {
    boolean alive =
        event instanceof CallEntered
            || (event instanceof CallReturned returned
                && returned.outcome().state() != Outcome.State.NEVER);
    return alive ? world.adoptUnknown(event.tid(), new Foundling(0, List.of(), true)) : null;
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
    if (startLine > 0 && spawn.exitSignal() == Call.UNKNOWN && child.task.isLeader()) {
      argumentsHidden(child);
    }
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
      child = thread(caller, tid);
      child.forked(startLine, endLine);
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

  private TracedTask thread(TracedTask of, int tid) {
    TracedTask thread = world.register(kernel.thread(of.task, tid));
    thread.sharePidfds(of);
    return thread;
  }

  /** The call's own arguments do not show with which exit signal the child was made. */
  void argumentsHidden(TracedTask child) {
    child.exitSignalHidden = true;
    noteHiddenChild(child);
  }

  /** CLONE_PARENT may have made the child a sibling, and orphans go to those above. */
  void noteHiddenChild(TracedTask caller) {
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
    TracedTask child = world.register(task);
    if (shared) {
      child.sharePidfds(caller);
    } else {
      child.copyPidfds(caller);
    }
    child.forked(startLine, endLine);
    TracedTask leader = Replay.leaderOf(world, caller.task);
    child.dispositionSeen = leader != null && leader.dispositionSeen;
    child.dispositionHidden = leader != null && leader.dispositionHidden;
    if (namespace != null && namespace.parent() == caller.task.group().namespace()) {
      world.number(child, namespace, 1);
    }
    groupRaces.forked(child, caller.task.group(), startLine, endLine);
    world.touchParentOf(task);
    return child;
  }

  private static @Nullable PidNamespace childNamespace(TracedTask caller, Call.Spawn spawn) {
    if ((spawn.flags() & CloneFlags.NEWPID) != 0) {
      return new PidNamespace(caller.task.group().namespace());
    }
    return caller.namespaceForChildren;
  }
}

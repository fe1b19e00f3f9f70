package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.RecordKinds;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskExited;

/** How tasks die, and what becomes of their children. */
final class Exits {
  private final World world;
  private final Kernel kernel;
  private final Races races;
  private final Spawns spawns;
  private final ReplayObserver observer;
  private final RecordKinds kinds;
  private Runnable settle = () -> {};

  Exits(World world, Races races, Spawns spawns, ReplayObserver observer, RecordKinds kinds) {
    this.world = world;
    this.kernel = world.kernel();
    this.races = races;
    this.spawns = spawns;
    this.observer = observer;
    this.kinds = kinds;
  }

  /** Lets the waits in flight look again: orphans arrive before their old parent is a zombie. */
  void settleWith(Runnable look) {
    settle = look;
  }

  /** The last thread calls exit in a log that does not show deaths: the process dies about now. */
  void exitCalled(TracedTask task, int status, long line) {
    boolean told = kinds.exits() || kinds.deathSignals();
    if (!told && task.task.isAlive() && task.task.group().liveThreads() == 1) {
      endUnshown(task, ChildReport.Kind.EXITED, status & 0xff, line, ProcessEvent.NO_TIME);
    }
  }

  /** A process is dead, as something other than its own last line says. */
  void endUnshown(TracedTask task, ChildReport.Kind kind, int value, long line, long time) {
    ThreadGroup group = task.task.group();
    TracedTask leader = world.viewOf(group.leader());
    Task last = null;
    for (Task thread : List.copyOf(group.threads())) {
      if (thread.isAlive() && group.liveThreads() > 1 && thread != group.leader()) {
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
  void leaves(TracedTask task, long line) {
    task.leaving = true;
    ThreadGroup group = task.task.group();
    Task other = group.firstAliveBut(null);
    TracedTask stays = other == null ? null : world.viewOf(other);
    boolean last = other == null || (stays != null && stays.leaving);
    if (!last) {
      moveChildren(task, line);
    }
    kernel.beginExit(task.task);
    if (last) {
      dies(group, line);
    } else {
      world.touch(group);
    }
  }

  /** The children of one thread go to another, from this line on and before its last. */
  private void moveChildren(TracedTask thread, long from) {
    if (thread.task.childCount() == 0) {
      return;
    }
    List<TracedTask> gives = new ArrayList<>(thread.gives);
    for (Task child : thread.task.children()) {
      TracedTask view = world.viewOf(child);
      if (view != null) {
        view.place(view.link().moved(from, Long.MAX_VALUE, from));
        view.given = new TracedTask.Given(thread.task, child.linkKey());
        gives.add(view);
      }
    }
    thread.gives = gives;
  }

  /** A thread is gone, and its children with another for certain. */
  private static void childrenMoved(TracedTask thread, long line) {
    for (TracedTask child : thread.gives) {
      if (child.given != null && child.given.by() == thread.task) {
        child.place(child.link().endingBy(line));
        child.given = null;
      }
    }
    thread.gives = List.of();
  }

  /** A task's last line; {@code tracepoints} know when a death of unshown status is told. */
  void exited(TracedTask task, TaskExited exited, Tracepoints tracepoints) {
    long line = exited.line();
    task.exitLine = line;
    task.exitTime = exited.time();
    ThreadGroup group = task.task.group();
    TracedTask leader = world.viewOf(group.leader());
    boolean last = group.liveThreads() <= 1 && task.task.isAlive();
    if (leader != null && leader.dyingFrom == 0) {
      leader.dyingFrom = fatalSignalLine(leader, exited);
    }
    if (!last || leader == null) {
      threadExited(task, leader, exited);
    } else if (exited.kind() == ChildReport.Kind.UNSHOWN) {
      tracepoints.exited(task, exited);
    } else {
      dead(task, exited);
    }
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
    OrphanRaces.ReaperChoice choice =
        group.childCount() == 0 ? null : races.orphans().reaperChoice(leader, line);
    List<TracedTask> orphans = orphansOf(group);
    List<TracedTask> zombies = zombiesAmong(orphans);
    Task reaper = kernel.reaperFor(group);
    long from = leader.dyingFrom == 0 ? line : leader.dyingFrom;
    world.closeAll(task);
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
      orphan.place(orphan.link().orphaned(from, line));
      if (orphan.exitSignalHidden || orphan.makesHiddenChildren) {
        spawns.noteHiddenChild(orphan);
      }
    }
    for (TracedTask zombie : zombies) {
      races.deaths().childDied(zombie, reaper, World.key(line), line);
    }
    if (choice != null) {
      races.orphans().orphansMoved(choice, orphans, line);
    }
    if (group.leader().state() != Task.State.ALIVE) {
      races.deaths().childDied(leader, parent, leader.task.linkKey(), line);
      observer.died(leader);
    }
  }

  /** Not the last thread: its children go to another thread, or on with the process (B4). */
  private void threadExited(TracedTask task, @Nullable TracedTask leader, TaskExited exited) {
    long from = leader == null || leader.dyingFrom == 0 ? exited.line() : leader.dyingFrom;
    moveChildren(task, from);
    kernel.exit(task.task, status(exited));
    childrenMoved(task, exited.line());
    world.touch(task.task.group());
  }

  /** Where the signal that kills a process was delivered to one of its threads; 0 if not shown. */
  private long fatalSignalLine(TracedTask leader, TaskExited exited) {
    if ((exited.kind() != ChildReport.Kind.KILLED && exited.kind() != ChildReport.Kind.DUMPED)
        || leader.notKilledBy == exited.value()) {
      return 0;
    }
    long line = 0;
    for (Task thread : leader.task.group().threads()) {
      TracedTask view = world.viewOf(thread);
      SignalDelivered last = view == null ? null : view.lastSignal;
      if (last != null && last.signal() == exited.value()) {
        line = Math.max(line, last.line());
      }
    }
    leader.notKilledBy = line == 0 ? exited.value() : 0;
    return line;
  }

  private List<TracedTask> orphansOf(ThreadGroup group) {
    if (group.childCount() == 0) {
      return List.of();
    }
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

  private static List<TracedTask> zombiesAmong(List<TracedTask> orphans) {
    return orphans.isEmpty()
        ? List.of()
        : orphans.stream().filter(each -> each.task.state() == Task.State.ZOMBIE).toList();
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
}

package org.reapscope.analyzer.replay;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ChildSignalAction;
import org.reapscope.analyzer.kernel.CloneFlags;
import org.reapscope.analyzer.kernel.Kernel;
import org.reapscope.analyzer.kernel.ProcessGroup;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.Outcome;

/**
 * The effect of every call but the waits. Changes that decide what a wait sees (fork, sigaction,
 * setpgid, prctl) take effect at the call's first line; what only names things, at its last.
 */
final class Calls {
  /** PIDFD_NONBLOCK, which is O_NONBLOCK. */
  private static final long NONBLOCK = 0x800;

  private final World world;
  private final Kernel kernel;
  private final Races races;
  private final Spawns spawns;
  private final Exits exits;
  private final Lifecycle lifecycle;
  private final Tracepoints tracepoints;

  Calls(
      World world,
      Races races,
      Spawns spawns,
      Exits exits,
      Lifecycle lifecycle,
      Tracepoints tracepoints) {
    this.world = world;
    this.kernel = world.kernel();
    this.races = races;
    this.spawns = spawns;
    this.exits = exits;
    this.lifecycle = lifecycle;
    this.tracepoints = tracepoints;
  }

  /** A call's first line; {@code end} is its last where that is known. */
  void begin(TracedTask task, Call call, long line, @Nullable CallReturned end) {
    if (call instanceof Call.Exit exit) {
      if (exit.group()) {
        exits.dies(task.task.group(), line);
        exits.exitCalled(task, exit.status(), line);
      } else {
        exits.leaves(task, line);
        exits.exitCalled(task, exit.status(), line);
      }
      return;
    }
    if (call instanceof Call.Spawn spawn) {
      beginSpawn(task, spawn, line, end);
      return;
    }
    if (call instanceof Call.Exec) {
      task.insideExec = end == null;
    }
    if (call instanceof Call.Exec && end != null) {
      if (end.outcome().state() == Outcome.State.NEVER) {
        races.execMayHaveSucceeded(task);
      } else if (end.outcome().ok() && end.line() > line) {
        races.execBegins(task);
      }
    }
    if (call instanceof Call.SetPgid || call instanceof Call.SetSid) {
      world.groupCallSeen();
    }
    if (end == null || !end.outcome().ok()) {
      return;
    }
    ThreadGroup group = task.task.group();
    if (call instanceof Call.PidfdOpen open) {
      task.opening = world.resolve(task, open.pid());
    } else if (call instanceof Call.SigAction action && action.signal() == Signals.SIGCHLD) {
      sigaction(task, action, line, end.line());
    } else if (call instanceof Call.SetSubreaper prctl) {
      races.orphans().subreaperChanges(group, line, end.line(), group.isSubreaper());
      kernel.setSubreaper(group, prctl.on());
    } else if (call instanceof Call.SetPgid setpgid) {
      setpgid(task, setpgid, line, end.line());
    } else if (call instanceof Call.Kill kill && end.line() > line) {
      beginKill(task, kill);
    } else if (call instanceof Call.SetSid) {
      move(group, world.groupLedBy(group.pid()), line, end.line());
    }
  }

  private void beginSpawn(
      TracedTask task, Call.Spawn spawn, long line, @Nullable CallReturned end) {
    if (end == null) {
      if (!tracepoints.showSpawns()) {
        spawns.lost(task, spawn, line, Long.MAX_VALUE);
      }
      return;
    }
    if (tracepoints.showSpawns()) {
      return;
    }
    switch (end.outcome().state()) {
      case RETURNED -> spawns.forked(task, tracepoints.asShown(spawn, end), line, end);
      case NEVER, UNREADABLE -> spawns.lost(task, spawn, line, end.line());
      default -> {}
    }
  }

  private void sigaction(TracedTask task, Call.SigAction action, long from, long to) {
    ThreadGroup group = task.task.group();
    TracedTask leader = Replay.leaderOf(world, task.task);
    if (leader != null) {
      if (action.old() != null && !leader.dispositionSeen) {
        kernel.setChildSignal(group, toAction(action.old()));
      }
      leader.dispositionSeen = leader.dispositionSeen || action.old() != null;
    }
    Call.Disposition set = action.set();
    if (set == null) {
      return;
    }
    if (set.handler() == Call.Disposition.Handler.UNKNOWN) {
      kernel.setChildSignal(group, ChildSignalAction.DEFAULT);
      if (leader != null) {
        leader.dispositionHidden = true;
      }
      return;
    }
    if (leader != null) {
      leader.dispositionSeen = true;
    }
    ChildSignalAction before = group.childSignal();
    ChildSignalAction after = toAction(set);
    kernel.setChildSignal(group, after);
    races.deaths().dispositionChanges(group, from, to, before, after);
  }

  private static ChildSignalAction toAction(Call.Disposition disposition) {
    ChildSignalAction.Handler handler =
        switch (disposition.handler()) {
          case IGNORE -> ChildSignalAction.Handler.IGNORE;
          case FUNCTION -> ChildSignalAction.Handler.FUNCTION;
          default -> ChildSignalAction.Handler.DEFAULT;
        };
    long flags = disposition.flags();
    return new ChildSignalAction(
        handler,
        (flags & Call.Disposition.NOCLDWAIT) != 0,
        (flags & Call.Disposition.NOCLDSTOP) != 0,
        (flags & Call.Disposition.RESTART) != 0);
  }

  private void setpgid(TracedTask task, Call.SetPgid call, long from, long to) {
    TracedTask target = call.pid() == 0 ? task : world.resolve(task, call.pid());
    if (target == null) {
      return;
    }
    ThreadGroup group = target.task.group();
    int number = call.pgid();
    ProcessGroup wanted;
    TracedTask leader = number == 0 ? target : world.resolve(task, number);
    if (leader != null && leader.task.group() == group) {
      wanted = world.groupLedBy(group.pid());
    } else {
      wanted = leader != null ? world.groupLedBy(leader.tid()) : world.groupLedBy(number);
    }
    move(group, wanted, from, to);
  }

  private void move(ThreadGroup group, ProcessGroup wanted, long from, long to) {
    ProcessGroup before = group.processGroup();
    kernel.setProcessGroup(group, wanted);
    TracedTask moved = world.viewOf(group.leader());
    if (moved != null) {
      moved.ownGroup = true;
    }
    races.groups().groupChanges(group, from, to, before, wanted);
    Task parent = group.leader().realParent();
    if (parent != null) {
      world.touch(parent.group());
    }
  }

  /** A call's last line. */
  void end(TracedTask task, CallReturned returned) {
    Call call = returned.call();
    task.insideExec &= !(call instanceof Call.Exec);
    if (!returned.outcome().ok()) {
      return;
    }
    int value = (int) returned.outcome().value();
    if (call instanceof Call.Exec) {
      if (!task.superseded && !task.justExecuted) {
        lifecycle.executed(task);
      }
      TracedTask leader = Replay.leaderOf(world, task.task);
      if (leader != null && returned.startLine() < returned.line()) {
        races.execEnds(leader);
      }
      task.superseded = false;
      task.justExecuted = false;
      Foundling foundling = task.foundling;
      if (foundling != null) {
        foundling.fromBefore &= returned.startLine() != foundling.firstLine;
      }
    } else if (call instanceof Call.Spawn spawn) {
      endSpawn(task, spawn, returned);
    } else if (call instanceof Call.Kill kill) {
      kill(task, kill, returned);
    } else if (call instanceof Call.PidfdOpen open) {
      TracedTask target = task.opening;
      opened(task, value, target == null ? null : target.task, (open.flags() & NONBLOCK) != 0);
      task.opening = null;
    } else if (call instanceof Call.Close close) {
      for (int fd = close.first(); fd <= close.last() && task.hasPidfds(); fd++) {
        closed(task.pidfds().close(fd));
        if (fd - close.first() > 65536) {
          break;
        }
      }
    } else if (call instanceof Call.Dup dup) {
      PidfdTable.Pidfd file = task.pidfdFile(dup.fd());
      if (file != null && value != dup.fd()) {
        closed(task.pidfds().put(value, file));
      }
    } else if (call instanceof Call.GetPgid getpgid) {
      TracedTask whose = getpgid.pid() == 0 ? task : world.resolve(task, getpgid.pid());
      if (whose != null && !world.isInner(task)) {
        world.bindGroup(whose.task.group().processGroup(), value);
        races.groups().groupShown(whose.task.group(), value);
      }
    } else if (call instanceof Call.Namespace namespace
        && (namespace.flags() & CloneFlags.NEWPID) != 0) {
      spawns.unshared(task);
    }
  }

  private void endSpawn(TracedTask task, Call.Spawn spawn, CallReturned returned) {
    spawns.settled(task, returned.startLine());
    if (spawn.pidfd() >= 0 && (spawn.flags() & CloneFlags.THREAD) == 0) {
      if (task.forking != null) {
        opened(task, spawn.pidfd(), task.forking.task, false);
      }
    }
    task.forking = null;
  }

  private void opened(TracedTask task, int fd, @Nullable Task target, boolean nonBlocking) {
    if (target != null) {
      kernel.pidfdOpened(target);
    }
    TracedTask view = target == null ? null : world.viewOf(target);
    closed(task.pidfds().put(fd, new PidfdTable.Pidfd(target, view, nonBlocking)));
  }

  private void closed(PidfdTable.@Nullable Pidfd file) {
    if (file != null && file.target != null) {
      kernel.pidfdClosed(file.target);
    }
  }

  /** A SIGCONT for one process arrives at some point of the call. */
  private void beginKill(TracedTask task, Call.Kill kill) {
    int number = kill.pid() > 0 ? kill.pid() : kill.tid();
    if (kill.signal() != Signals.SIGCONT || number <= 0 && kill.pidfd() < 0) {
      return;
    }
    PidfdTable.Pidfd file = kill.pidfd() < 0 ? null : task.pidfdFile(kill.pidfd());
    TracedTask target = number > 0 ? world.resolve(task, number) : file == null ? null : file.view;
    if (target != null) {
      races.continueSent(target);
    }
  }

  private void kill(TracedTask task, Call.Kill kill, CallReturned returned) {
    if (kill.signal() != Signals.SIGCONT && kill.signal() != Signals.SIGKILL) {
      return;
    }
    if (kill.pidfd() >= 0) {
      PidfdTable.Pidfd file = task.pidfdFile(kill.pidfd());
      if (file != null && file.target != null) {
        deliver(file.target.group(), kill.signal(), returned);
      }
    } else if (kill.pid() > 0 || kill.tid() > 0) {
      TracedTask target = world.resolve(task, kill.pid() > 0 ? kill.pid() : kill.tid());
      if (target != null) {
        deliver(target.task.group(), kill.signal(), returned);
      }
    } else if (kill.pid() != -1) {
      ProcessGroup wanted =
          kill.pid() == 0
              ? task.task.group().processGroup()
              : world.groupByNumber(task, -kill.pid());
      for (TracedTask member : world.tasks()) {
        if (member.task.isLeader() && member.task.group().processGroup() == wanted) {
          deliver(member.task.group(), kill.signal(), returned);
        }
      }
    }
  }

  private void deliver(ThreadGroup group, int signal, CallReturned returned) {
    if (signal == Signals.SIGCONT) {
      races.continueArrived(group);
      lifecycle.continued(group);
    } else if (group.isAlive()) {
      exits.dies(group, returned.startLine());
    }
  }
}

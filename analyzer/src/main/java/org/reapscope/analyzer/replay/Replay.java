package org.reapscope.analyzer.replay;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.order.Gaps;
import org.reapscope.analyzer.order.Lookahead;
import org.reapscope.analyzer.order.NamespaceTies;
import org.reapscope.analyzer.order.RecordKinds;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.IntMap;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.SignalGenerated;
import org.reapscope.traces.event.TaskDetached;
import org.reapscope.traces.event.TaskExecuted;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskFreed;
import org.reapscope.traces.event.TaskNamed;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskSpawned;
import org.reapscope.traces.event.TaskStopped;
import org.reapscope.traces.event.TaskSuperseded;

/** Replays a log: moves the kernel model forward by its events and judges every wait in it. */
public final class Replay implements EventSink {
  private final World world;
  private final Races races;
  private final LostForks lostForks = new LostForks();
  private final RecordKinds kinds = new RecordKinds();
  private final Gaps gaps;
  private final Spawns spawns;
  private final Exits exits;
  private final Lifecycle lifecycle;
  private final Tracepoints tracepoints;
  private final Calls calls;
  private final Waits waits;
  private final ReplayObserver observer;
  private final Lookahead lookahead;
  private final IntMap<OpenCall> openCalls = new IntMap<>();

  /** A call between its first line and its last. */
  private record OpenCall(
      long line, Call call, @Nullable CallReturned end, @Nullable OpenWait waiting) {
    boolean endKnown() {
      return end != null;
    }

    /** The task that this wait will report, as its caller numbers it; 0 when unknown. */
    int willReport() {
      return end != null && end.call() instanceof Call.Wait call && call.report() != null
          ? call.report().pid()
          : 0;
    }
  }

  /** Prepares a replay under one set of rules. */
  public Replay(Semantics semantics, MarkPolicy marks, ReplayObserver watcher) {
    this(semantics, marks, watcher, UnaryOperator.identity(), new Looks());
  }

  /** As above, but waits are judged by what {@code lens} makes of their ends: for controls. */
  Replay(
      Semantics semantics,
      MarkPolicy marks,
      ReplayObserver watcher,
      UnaryOperator<CallReturned> lens,
      Looks looks) {
    Forwarding forwarding = new Forwarding(watcher);
    this.observer = forwarding;
    this.world = new World(semantics, forwarding);
    this.races = new Races(world);
    NamespaceTies ties = new NamespaceTies(this::heldBack);
    this.gaps = new Gaps(kinds, ties::hasInner);
    MissingRecords missing = new MissingRecords(world, kinds, ties, gaps, this::speaksLater);
    BeforeLog before = new BeforeLog(world, kinds, missing, gaps);
    LostLines lost = new LostLines(world, gaps, this::heldBack);
    Explanations explanations =
        new Explanations(world, races, lostForks, kinds, missing, before, lost);
    this.spawns = new Spawns(world, races.groups(), lostForks, ties, marks, forwarding);
    this.exits = new Exits(world, races, spawns, forwarding, kinds);
    this.lifecycle = new Lifecycle(world, races, ties, kinds, gaps, exits);
    this.tracepoints = new Tracepoints(world, spawns, exits, lifecycle, kinds);
    this.waits = new Waits(world, explanations, tracepoints, kinds, forwarding, lens, looks);
    forwarding.attach(waits, explanations);
    exits.settleWith(() -> waits.refresh());
    this.calls = new Calls(world, races, spawns, exits, lifecycle, tracepoints);
    this.lookahead =
        new Lookahead(
            event -> {
              kinds.arrive(event);
              ties.arrive(event);
              gaps.arrive(event);
              tracepoints.arrive(event);
            },
            this::process,
            ties::hasInner);
  }

  /** The state of the machine after the events replayed so far. */
  public World world() {
    return world;
  }

  /** Which kinds of records the log has shown. */
  public RecordKinds kinds() {
    return kinds;
  }

  /** Signs of lines that are missing from within the log. */
  public Gaps gaps() {
    return gaps;
  }

  @Override
  public void accept(ProcessEvent event) {
    lookahead.add(event);
  }

  /**
   * Replays all but the {@code kept} events that came last. A call among them that has not ended is
   * taken for one whose end the log does not show, until its end comes: enough for a first answer,
   * not for a report.
   */
  public void release(int kept) {
    lookahead.release(kept);
  }

  /** The log is over: replays what is still held back. */
  public void finish() {
    lookahead.flush();
    tracepoints.finish();
    observer.ended(world);
  }

  private Iterable<ProcessEvent> heldBack() {
    return lookahead.held();
  }

  /** Whether a task says anything in what is held back; the end of a call it began is nothing. */
  private boolean speaksLater(int tid) {
    for (ProcessEvent event : lookahead.held()) {
      if (event.tid() == tid && (event instanceof CallEntered || event instanceof TaskExited)) {
        return true;
      }
    }
    return false;
  }

  private void process(ProcessEvent event, @Nullable CallReturned end, boolean fatal) {
    world.at(event.line());
    if (event instanceof TaskSeen seen) {
      spawns.seen(seen);
    } else if (event instanceof TaskFreed freed) {
      tracepoints.freed(freed, observer);
    }
    if (event instanceof SignalGenerated signal) {
      OpenCall open = openCalls.get(event.tid());
      tracepoints.tracees().generated(signal, open == null ? 0 : open.willReport());
      waits.refresh();
    }
    TracedTask task = world.byTid(event.tid());
    if (task == null) {
      task = spawns.unexpected(event);
      if (task == null) {
        return;
      }
    }
    if (!(event instanceof SignalGenerated)) {
      tracepoints.tracees().acts(task);
    }
    if (event instanceof CallEntered entered) {
      enter(task, entered.call(), entered.line(), end);
    } else if (event instanceof CallReturned returned) {
      task.killedInside = fatal;
      leave(task, returned);
    } else {
      takeIn(task, event);
      if (fatal) {
        exits.dies(task.task.group(), event.line());
      }
    }
    waits.refresh();
    observer.seen(task, event);
  }

  private void enter(TracedTask task, Call call, long line, @Nullable CallReturned end) {
    OpenWait wait = null;
    Call full = end == null ? call : end.call();
    if (full instanceof Call.Wait waitCall) {
      wait = waits.begin(task, waitCall, line, end);
    } else {
      calls.begin(task, full, line, end);
    }
    OpenCall before = openCalls.put(task.tid(), new OpenCall(line, full, end, wait));
    if (before != null && before.waiting != null) {
      // Its end is not in the log: one that records only beginnings, or has a gap.
      waits.lose(before.waiting);
    }
  }

  private void leave(TracedTask task, CallReturned returned) {
    OpenCall open = openCalls.remove(task.tid());
    boolean known = open != null && open.line == returned.startLine() && open.endKnown();
    Call call = returned.call();
    if (call instanceof Call.Wait waitCall) {
      OpenWait wait = open == null ? null : open.waiting;
      if (wait != null && !known) {
        waits.drop(wait);
      }
      if (wait == null || !known) {
        waits.whole(task, waitCall, returned);
      } else {
        waits.end(wait, returned);
      }
      return;
    }
    if (!known) {
      calls.begin(task, call, Math.max(returned.startLine(), 0), returned);
    }
    calls.end(task, returned);
  }

  private void takeIn(TracedTask task, ProcessEvent event) {
    if (event instanceof TaskExited exited) {
      abandon(task);
      exits.exited(task, exited, tracepoints);
    } else if (event instanceof TaskStopped stopped) {
      lifecycle.stopped(task, stopped.signal());
    } else if (event instanceof TaskDetached) {
      lifecycle.detached(task);
    } else if (event instanceof TaskSuperseded superseded) {
      TracedTask by = world.byTid(superseded.byTid());
      if (by != null) {
        openCalls.remove(by.tid());
        lifecycle.executed(by);
      }
    } else if (event instanceof TaskSpawned spawned) {
      OpenCall open = openCalls.get(task.tid());
      tracepoints.spawned(
          task, spawned, open == null ? null : open.call, open == null ? null : open.end);
    } else if (event instanceof SignalGenerated signal) {
      OpenCall open = openCalls.get(task.tid());
      tracepoints.generated(task, signal, open == null ? 0 : open.willReport());
    } else if (event instanceof TaskExecuted executed) {
      TracedTask old = world.byTid(executed.oldTid());
      lifecycle.executed(old == null ? task : old);
      tracepoints.tracees().executed(executed.oldTid(), task);
      task.justExecuted = true;
    } else if (event instanceof TaskNamed named) {
      task.comm = named.comm();
    } else if (event instanceof SignalDelivered delivered) {
      lifecycle.signalled(task, delivered);
    }
  }

  /** A task died inside a call. */
  private void abandon(TracedTask task) {
    OpenCall open = openCalls.remove(task.tid());
    if (open != null && open.waiting != null) {
      waits.lose(open.waiting);
    }
  }

  /** Passes on what happens, to the replay's own parts first. */
  private static final class Forwarding implements ReplayObserver {
    private final ReplayObserver watcher;
    private @Nullable Waits waits;
    private @Nullable Explanations explanations;

    Forwarding(ReplayObserver watcher) {
      this.watcher = watcher;
    }

    void attach(Waits waitsOfReplay, Explanations explanationsOfReplay) {
      this.waits = waitsOfReplay;
      this.explanations = explanationsOfReplay;
    }

    @Override
    public void born(TracedTask child, boolean thread) {
      watcher.born(child, thread);
    }

    @Override
    public void died(TracedTask leader) {
      watcher.died(leader);
    }

    @Override
    public void released(TracedTask leader, boolean autoreaped, long line) {
      if (explanations != null) {
        explanations.before().forget(leader.task.group());
      }
      if (waits != null) {
        waits.released(leader.task.group());
      }
      watcher.released(leader, autoreaped, line);
    }

    @Override
    public void reapedUnseen(TracedTask leader, long line) {
      watcher.reapedUnseen(leader, line);
    }

    @Override
    public void reparented(TracedTask child, TracedTask newParent, long line) {
      watcher.reparented(child, newParent, line);
    }

    @Override
    public void woken(ThreadGroup parent, TracedTask about) {
      if (waits != null) {
        waits.woken(parent, about);
      }
      watcher.woken(parent, about);
    }

    @Override
    public void waiting(TracedTask caller, RecordedWait wait) {
      watcher.waiting(caller, wait);
    }

    @Override
    public void waited(JudgedWait wait) {
      if (wait.consumed() && explanations != null) {
        explanations.before().reapedOne(wait.caller().task.group());
      }
      watcher.waited(wait);
    }

    @Override
    public void seen(TracedTask task, ProcessEvent event) {
      watcher.seen(task, event);
    }

    @Override
    public void ended(World world) {
      watcher.ended(world);
    }
  }

  /** Whether one task's real parent is a thread of the other's process. */
  static boolean isChildOf(TracedTask child, TracedTask parent) {
    Task real = child.task.realParent();
    return real != null && real.group() == parent.task.group();
  }

  /** The process leader of a task, as the log sees it. */
  static @Nullable TracedTask leaderOf(World world, Task task) {
    return world.viewOf(task.group().leader());
  }
}

package org.reapscope.analyzer.cost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ChildSignalAction;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.replay.World;
import org.reapscope.analyzer.result.ZombieCost;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.SignalGenerated;

/** How long children stay dead but unreaped, who reaps them how soon, and how SIGCHLDs merge. */
public final class Zombies implements ReplayObserver {
  /** Reapers kept one by one; the rest of a very long log is one row. */
  private static final int REAPERS = 200;

  private static final int ALREADY_PENDING = 2;

  /** Decimal digits to which the times of all children are told apart. */
  private static final int DIGITS = 3;

  private final Lifetimes all = new Lifetimes(DIGITS);
  private final Spread spread = new Spread(DIGITS);
  private final Map<ThreadGroup, Reaper> open = new HashMap<>();
  private List<Reaper> closed = new ArrayList<>();
  private @Nullable Reaper others;

  private final Set<TracedTask> zombies = new HashSet<>();
  private int peak;
  private long sent;
  private long delivered;
  private long pendingAlready;
  private boolean generatedShown;

  private static final class Reaper {
    final int pid;
    String comm = "";
    final Lifetimes lifetimes = new Lifetimes(2);
    long sent;
    long delivered;

    Reaper(int pid) {
      this.pid = pid;
    }
  }

  @Override
  public void died(TracedTask leader) {
    if (leader.task().state() != Task.State.ZOMBIE) {
      return;
    }
    zombies.add(leader);
    peak = Math.max(peak, zombies.size());
    Task parent = leader.task().realParent();
    if (parent != null
        && leader.task().exitSignal() == Signals.SIGCHLD
        && parent.group().childSignal().handler() == ChildSignalAction.Handler.FUNCTION) {
      reaper(parent.group()).sent++;
    }
  }

  @Override
  public void released(TracedTask leader, boolean autoreaped, long line) {
    zombies.remove(leader);
    Reaper reaper = open.remove(leader.task().group());
    if (reaper != null) {
      reaper.comm = leader.comm();
      close(reaper);
    }
  }

  @Override
  public void waited(JudgedWait wait) {
    TracedTask child = wait.child();
    if (!wait.consumed() || child == null) {
      return;
    }
    long reaped = Clock.end(wait.end());
    long died = child.exitTime();
    boolean timed = wait.end().time() != ProcessEvent.NO_TIME;
    Lifetimes of = reaper(wait.caller().task().group()).lifetimes;
    if (child.exitLine() == 0 || (timed && died != ProcessEvent.NO_TIME && died >= reaped)) {
      all.atOnce(timed);
      if (timed) {
        spread.add(0);
      }
      of.atOnce(timed);
    } else {
      long lasted = timed && died != ProcessEvent.NO_TIME ? reaped - died : -1;
      all.add(lasted);
      if (lasted >= 0) {
        spread.add(lasted);
      }
      of.add(lasted);
    }
  }

  @Override
  public void seen(TracedTask task, ProcessEvent event) {
    if (event instanceof SignalDelivered signal) {
      boolean handled =
          task.task().group().childSignal().handler() == ChildSignalAction.Handler.FUNCTION;
      // Codes 4 to 6 tell of stops: no death sent them.
      boolean death = signal.code() < 4 || signal.code() > 6;
      if (signal.signal() == Signals.SIGCHLD && handled && death) {
        reaper(task.task().group()).delivered++;
      }
    } else if (event instanceof SignalGenerated signal && signal.signal() == Signals.SIGCHLD) {
      generatedShown = true;
      boolean death = signal.code() < 4 || signal.code() > 6;
      pendingAlready += death && signal.result() == ALREADY_PENDING ? 1 : 0;
    }
  }

  @Override
  public void ended(World world) {
    for (Map.Entry<ThreadGroup, Reaper> each : open.entrySet()) {
      TracedTask leader = world.viewOf(each.getKey().leader());
      each.getValue().comm = leader == null ? "" : leader.comm();
      close(each.getValue());
    }
    open.clear();
  }

  private Reaper reaper(ThreadGroup group) {
    return open.computeIfAbsent(group, g -> new Reaper(g.pid()));
  }

  private void close(Reaper reaper) {
    if (reaper.delivered > 0) {
      sent += reaper.sent;
      delivered += reaper.delivered;
    }
    if (reaper.lifetimes.reaped() == 0) {
      return;
    }
    closed.add(reaper);
    if (closed.size() >= 2 * REAPERS) {
      closed.sort(Zombies::byChildren);
      Reaper rest = others == null ? new Reaper(0) : others;
      rest.comm = "all others";
      for (Reaper one : closed.subList(REAPERS, closed.size())) {
        rest.lifetimes.merge(one.lifetimes);
      }
      others = rest;
      closed = new ArrayList<>(closed.subList(0, REAPERS));
    }
  }

  /** Those that reaped most first. */
  private static int byChildren(Reaper a, Reaper b) {
    int order = Long.compare(b.lifetimes.reaped(), a.lifetimes.reaped());
    return order == 0 ? Integer.compare(a.pid, b.pid) : order;
  }

  /** The result, once the log is over. */
  public ZombieCost result() {
    List<ZombieCost.Reaper> reapers = new ArrayList<>();
    closed.sort(Zombies::byChildren);
    for (Reaper one : closed) {
      reapers.add(new ZombieCost.Reaper(one.pid, one.comm, one.lifetimes.latency()));
    }
    if (others != null) {
      reapers.add(new ZombieCost.Reaper(0, others.comm, others.lifetimes.latency()));
    }
    return new ZombieCost(peak, all.area(), all.latency(), spread.bins(), reapers, signals());
  }

  private ZombieCost.ChildSignals signals() {
    long coalesced = ZombieCost.ChildSignals.UNKNOWN;
    if (generatedShown) {
      coalesced = pendingAlready;
    } else if (delivered > 0) {
      coalesced = Math.max(0, sent - delivered);
    }
    return new ZombieCost.ChildSignals(sent, delivered, coalesced);
  }
}

package org.reapscope.analyzer.cost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.ChildSignalAction;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.RecordedWait;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.replay.World;
import org.reapscope.analyzer.result.Polling;
import org.reapscope.analyzer.result.ReaperCost;
import org.reapscope.analyzer.result.ReapingCost;
import org.reapscope.analyzer.result.TracerOverhead;
import org.reapscope.analyzer.result.ZombieCost;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskExited;

/** Keeps an account for every process that asks after its children: rounds, drains, watched. */
public final class Accounts implements ReplayObserver {
  private final Map<TracedTask, Turn> turns = new LinkedHashMap<>();
  private final Map<ThreadGroup, Account> open = new LinkedHashMap<>();
  private final Map<TracedTask, Watch> watches = new LinkedHashMap<>();
  private final Map<TracedTask, Stage> cast = new HashMap<>();
  private final PollTimes times = new PollTimes();
  private final Closed closed = new Closed();
  private final KnownCalls calls = new KnownCalls();
  private long now = ProcessEvent.NO_TIME;

  /** The turn asked for last: lines of one thread come in rows. */
  private @Nullable Turn latest;

  private final boolean plays;
  private @Nullable World world;

  /** The last child released, and the watch on it: told before the wait that reaped it. */
  private @Nullable TracedTask unwatchedChild;

  private @Nullable Watch unwatched;

  /** {@code plays} when other ways to wait are to be played on beside what was recorded. */
  public Accounts(boolean plays) {
    this.plays = plays;
  }

  /** Gives the replayed machine, in which numbers are looked up. */
  public void follow(World replayed) {
    world = replayed;
  }

  @Override
  public void waiting(TracedTask caller, RecordedWait wait) {
    if (wait.isFocused() && wait.has(WaitOptions.WNOHANG)) {
      turn(caller, ProcessEvent.NO_TIME).walk = walk(caller, wait);
    }
  }

  /** What a kernel before 5.13 walks for a focused wait: the lists of the caller's threads. */
  private Round.Walk walk(TracedTask caller, RecordedWait wait) {
    if (world == null) {
      return Round.Walk.UNKNOWN;
    }
    TracedTask target =
        wait.idType() == RecordedWait.P_PID ? world.resolve(caller, (int) wait.id()) : null;
    WaitRequest all = WaitRequest.any(caller.task(), wait.options());
    long place = target == null ? 0 : world.kernel().placeInWalk(all, target.task());
    return new Round.Walk((int) world.kernel().listLength(all), (int) place);
  }

  @Override
  public void waited(JudgedWait wait) {
    Outcome.State state = wait.end().outcome().state();
    boolean over = state == Outcome.State.RETURNED || state == Outcome.State.FAILED;
    if (!over || wait.caller().isTracer()) {
      return;
    }
    if (!wait.call().has(WaitOptions.WNOHANG)) {
      if (wait.call().isGeneric()) {
        account(wait.caller()).waitall(wait, state == Outcome.State.FAILED);
      }
      return;
    }
    Turn turn = turn(wait.caller(), Clock.start(wait.end()));
    Account account = account(turn);
    if (wait.call().isFocused()) {
      setStage(account, turn);
      focused(turn, account, wait);
    } else if (wait.call().isGeneric()) {
      setStage(account, turn);
      TracedTask child = wait.child();
      if (account.stage != null && child != null && wait.consumed()) {
        account.stage.asked(child);
      }
      turn.drain(wait, account);
    }
  }

  private void setStage(Account account, Turn turn) {
    if (plays && account.stage == null && world != null) {
      account.stage = new Stage(turn.thread.task().group(), world, cast);
      if (turn.isAwake()) {
        account.stage.wakes();
      }
    }
  }

  private void focused(Turn turn, Account account, JudgedWait wait) {
    TracedTask target = wait.target();
    if (wait.call().idType() == RecordedWait.P_PID) {
      account.askedByPid();
    }
    Object child = target == null ? wait.call().id() : target;
    Watch known = target == null ? null : watchOn(target);
    Round round = turn.ask(child, known, wait, account);
    Watch watch = known != null || target == null ? known : watch(target, account, wait);
    if (watch == null) {
      round.remember(child);
    } else {
      watch.asks(round);
    }
    if (watch != null && !watch.polled) {
      watch.polled = true;
      round.introduced++;
      account.polledDeaths += wait.consumed() ? 1 : 0;
      if (account.stage != null && target != null) {
        account.stage.asked(target);
      }
    }
    Round.Asked asked = asked(wait);
    round.add(wait, turn.walk, asked, account.watched());
    if (asked == Round.Asked.NOTHING) {
      calls.foundNothing(wait.end());
    }
    turn.walk = Round.Walk.UNKNOWN;
  }

  /** The watch on a child; one that this very wait has reaped is not watched any longer. */
  private @Nullable Watch watchOn(TracedTask target) {
    return target == unwatchedChild ? unwatched : watches.get(target);
  }

  /** A watch on a child that was not watched; null when the wait did not find the child. */
  private @Nullable Watch watch(TracedTask target, Account account, JudgedWait wait) {
    if (!wait.end().outcome().ok()) {
      return null;
    }
    Watch watch = new Watch(account, target);
    if (wait.consumed()) {
      watch.ends();
    } else {
      watches.put(target, watch);
      account.watch(1, now);
    }
    return watch;
  }

  private static Round.Asked asked(JudgedWait wait) {
    if (!wait.end().outcome().ok()) {
      return Round.Asked.FAILED;
    }
    if (wait.call().call().report() != null || wait.child() != null) {
      return Round.Asked.ANSWERED;
    }
    // A waitid whose siginfo the log does not show says 0 for both: the model knows better.
    boolean nothing = wait.isEmpty() || wait.answer().kind() == Answer.Kind.NOTHING;
    return nothing ? Round.Asked.NOTHING : Round.Asked.ANSWERED;
  }

  @Override
  public void seen(TracedTask task, ProcessEvent event) {
    Turn turn = turn(task, event.time());
    turn.seenAt(event.time());
    now = Math.max(now, Clock.end(event));
    if (event instanceof CallReturned returned) {
      returned(task, turn, returned);
    } else if (event instanceof CallEntered entered) {
      if (entered.call() instanceof Call.LoopWait) {
        sleeps(turn, account(turn));
      }
    } else if (event instanceof SignalDelivered signal) {
      if (signal.signal() == Signals.SIGCHLD && handlesChildSignal(task)) {
        turn.signalled();
        account(turn).loops.turn(Turn.HANDLER);
      }
    } else if (event instanceof TaskExited) {
      leave(task);
    }
  }

  private void returned(TracedTask task, Turn turn, CallReturned returned) {
    calls.returned(returned);
    Call call = returned.call();
    if (call instanceof Call.LoopWait loop) {
      Account account = account(turn);
      sleeps(turn, account);
      turn.wakes(loop.name().equals("read") ? "signalfd" : loop.name());
      if (account.stage != null && turn.waits()) {
        account.stage.wakes();
      }
      if (returned.outcome().state() != Outcome.State.RESTART) {
        account.loops.turn(turn.wakeup());
      }
    } else if (call instanceof Call.SigReturn) {
      turn.handled(account(turn));
    } else if (call instanceof Call.PidfdOpen pidfd && returned.outcome().ok() && world != null) {
      TracedTask target = world.resolve(task, pidfd.pid());
      if (target != null && isChildOf(target, task) && !watches.containsKey(target)) {
        Account account = account(turn);
        watches.put(target, new Watch(account, target));
        account.watch(1, now);
      }
    }
  }

  private static void sleeps(Turn turn, Account account) {
    turn.sleeps(account);
    if (account.stage != null && turn.waits()) {
      account.stage.sleeps();
    }
  }

  @Override
  public void born(TracedTask child, boolean thread) {
    Stage stage = thread ? null : stageOfParent(child);
    if (stage != null) {
      stage.born(child);
    }
  }

  @Override
  public void reparented(TracedTask child, TracedTask newParent, long line) {
    Account account = open.get(newParent.task().group());
    if (account != null && account.stage != null) {
      account.stage.born(child);
    }
  }

  @Override
  public void died(TracedTask leader) {
    Stage stage = cast.get(leader);
    if (stage != null) {
      stage.died(leader);
    }
  }

  private @Nullable Stage stageOfParent(TracedTask child) {
    Task parent = child.task().realParent();
    Account account = parent == null ? null : open.get(parent.group());
    return account == null ? null : account.stage;
  }

  private static boolean isChildOf(TracedTask child, TracedTask parent) {
    Task real = child.task().realParent();
    return real != null && real.group() == parent.task().group();
  }

  @Override
  public void reapedUnseen(TracedTask leader, long line) {
    Stage stage = cast.get(leader);
    if (stage != null) {
      stage.released(leader);
    }
  }

  private static boolean handlesChildSignal(TracedTask task) {
    return task.task().group().childSignal().handler() == ChildSignalAction.Handler.FUNCTION;
  }

  @Override
  public void released(TracedTask leader, boolean autoreaped, long line) {
    unwatch(leader);
    Stage stage = cast.get(leader);
    if (stage != null) {
      stage.released(leader);
    }
    leave(leader);
    Account account = open.remove(leader.task().group());
    if (account != null) {
      account.comm = leader.comm();
      account.close();
      closed.add(account);
    }
  }

  private void unwatch(TracedTask child) {
    Watch watch = watches.remove(child);
    unwatchedChild = child;
    unwatched = watch;
    if (watch != null) {
      watch.ends();
      watch.by.watch(-1, now);
      watch.by.polledDeaths += watch.polled ? 1 : 0;
    }
  }

  private void leave(TracedTask task) {
    Turn turn = turns.remove(task);
    latest = null;
    Account account = open.get(task.task().group());
    if (turn != null && account != null) {
      account.left(turn);
    }
  }

  @Override
  public void ended(World ended) {
    for (TracedTask child : List.copyOf(watches.keySet())) {
      if (child.task().state() == Task.State.ZOMBIE) {
        unwatch(child);
      }
    }
    for (TracedTask task : List.copyOf(turns.keySet())) {
      leave(task);
    }
    for (Map.Entry<ThreadGroup, Account> each : open.entrySet()) {
      TracedTask leader = ended.viewOf(each.getKey().leader());
      Account account = each.getValue();
      account.comm = leader == null ? "" : leader.comm();
      account.close();
      closed.add(account);
    }
    open.clear();
  }

  private Turn turn(TracedTask task, long time) {
    Turn turn = latest;
    if (turn == null || turn.thread != task) {
      turn = turns.get(task);
      if (turn == null) {
        turn = new Turn(task, firstTime(task, time), times);
        turns.put(task, turn);
      }
      latest = turn;
    }
    return turn;
  }

  private static long firstTime(TracedTask task, long time) {
    return task.spawnTime() == ProcessEvent.NO_TIME ? time : task.spawnTime();
  }

  /** The account of a thread's process, which is looked for once in a thread's life. */
  private Account account(Turn turn) {
    Account known = turn.account;
    if (known == null) {
      known = account(turn.thread);
      turn.account = known;
    }
    return known;
  }

  private Account account(TracedTask task) {
    ThreadGroup group = task.task().group();
    return open.computeIfAbsent(group, g -> new Account(g.pid()));
  }

  /** What waiting cost, once the log is over. */
  public ReapingCost cost(Calibration calibration, boolean clock, ZombieCost zombies) {
    TracerOverhead tracer = calls.overhead(calibration);
    Pricing pricing = new Pricing(calibration, tracer, clock);
    List<ReaperCost> reapers = new ArrayList<>();
    for (Account account : closed.all()) {
      reapers.add(pricing.price(account));
    }
    return new ReapingCost(tracer, calibration.kernel(), reapers, times.all(), zombies);
  }

  /** The contract's rows, one for each process that polled, by what it wasted. */
  public List<Polling> polling() {
    return closed.polling();
  }
}

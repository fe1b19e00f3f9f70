package org.reapscope.analyzer.cost;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.Polling;
import org.reapscope.traces.event.ProcessEvent;

/** What one process spent on waiting for its children. */
final class Account {
  final int pid;
  String comm = "";
  final LoopCounts loops = new LoopCounts();

  long rounds;
  long calls;
  long answered;
  long wasted;
  int most;

  /** Whether it asked by pid, or in vain through a pidfd: a ready pidfd is no polling. */
  private boolean polled;

  long scanned;
  long walked;
  double nanos;
  double wastedNanos;
  long untimedRounds;
  long timedCalls;

  /**
   * Rounds that asked again after children, or found one dead: what a drain would replace, and what
   * grows. A first look at a child that has just begun is neither.
   */
  long sweeps;

  /** Polled children that have died: a pidfd loop waits once for each. */
  long polledDeaths;

  /** Nanoseconds on the trace of the threads that polled. */
  long onTrace;

  long drains;
  long drainCalls;
  long drainReaped;
  long drainWasted;
  long drainScanned;
  double drainNanos;
  long untimedDrains;
  long timedDrainCalls;

  /** Nanoseconds on the trace of the threads that drained. */
  long drainOnTrace;

  long waitalls;
  long waitallsReaped;
  long waitallsWasted;
  long waitallsScanned;

  /** Its children, on which other ways to wait are played; null before its first WNOHANG wait. */
  @Nullable Stage stage;

  /** What other ways to wait would have taken, once the process is gone. */
  List<Way> ways = List.of();

  @Nullable GrowthSamples pollGrowth;
  @Nullable GrowthSamples drainGrowth;

  private int watched;

  /** Children watched times how long, in nanoseconds. */
  private double childNanos;

  private long watchedSince = ProcessEvent.NO_TIME;

  Account(int pid) {
    this.pid = pid;
  }

  /** Takes in a finished round. */
  void round(Round round) {
    rounds++;
    calls += round.calls;
    answered += round.answered;
    wasted += round.wasted;
    most = Math.max(most, round.calls);
    scanned += round.scanned;
    walked += round.walked;
    loops.round(round.wakeup);
    double spent = round.times.nanos();
    if (round.isSweep() || round.answered > 0) {
      sweeps++;
      if (stage != null) {
        stage.swept();
      }
      if (pollGrowth == null) {
        pollGrowth = new GrowthSamples();
      }
      pollGrowth.add(
          round.watched,
          round.calls,
          round.scanned,
          round.walked,
          spent,
          round.times.typicalNanos(),
          round.times.hasEmpty());
    }
    if (spent < 0) {
      untimedRounds++;
      return;
    }
    nanos += spent;
    wastedNanos += round.times.emptyNanos();
    timedCalls += round.calls;
  }

  /** Takes in a finished drain loop. */
  void drained(Drain drain, TracedTask by) {
    drains++;
    drainCalls += drain.calls;
    drainReaped += drain.reaped;
    drainWasted += drain.wasted;
    drainScanned += drain.scanned;
    if (stage != null) {
      stage.swept();
    }
    loops.drain(drain.wakeup);
    long spent = drain.nanos();
    int children = drain.reaped + by.task().group().childCount();
    if (drainGrowth == null) {
      drainGrowth = new GrowthSamples();
    }
    drainGrowth.add(children, drain.calls, drain.scanned, drain.scanned, spent, spent, true);
    if (spent < 0) {
      untimedDrains++;
    } else {
      drainNanos += spent;
      timedDrainCalls += drain.calls;
    }
  }

  /** Takes in a generic wait that may block. */
  void waitall(JudgedWait wait, boolean failed) {
    waitalls++;
    waitallsReaped += wait.consumed() ? 1 : 0;
    waitallsWasted += failed ? 1 : 0;
    waitallsScanned += wait.scanned();
  }

  int watched() {
    return watched;
  }

  /** One more or one less child is watched from now on. */
  void watch(int change, long now) {
    if (watchedSince != ProcessEvent.NO_TIME && now > watchedSince) {
      childNanos += (double) watched * (now - watchedSince);
    }
    watchedSince = now;
    watched += change;
  }

  /** Seconds that children were watched, all children together; 0 when unknown. */
  double childSeconds() {
    return childNanos / 1e9;
  }

  /** One of its threads is gone, or the log is over. */
  void left(Turn turn) {
    turn.sleeps(this);
    if (stage != null && turn.waits()) {
      stage.sleeps();
    }
    onTrace += turn.hasPolled() ? turn.onTrace() : 0;
    drainOnTrace += turn.hasDrained() ? turn.onTrace() : 0;
  }

  /** Adds another process's account to this one; what grows with one process's children is not. */
  void merge(Account other) {
    rounds += other.rounds;
    calls += other.calls;
    answered += other.answered;
    wasted += other.wasted;
    polled |= other.polled;
    most = Math.max(most, other.most);
    scanned += other.scanned;
    walked += other.walked;
    nanos += other.nanos;
    wastedNanos += other.wastedNanos;
    untimedRounds += other.untimedRounds;
    timedCalls += other.timedCalls;
    sweeps += other.sweeps;
    polledDeaths += other.polledDeaths;
    onTrace += other.onTrace;
    drains += other.drains;
    drainCalls += other.drainCalls;
    drainReaped += other.drainReaped;
    drainWasted += other.drainWasted;
    drainScanned += other.drainScanned;
    drainNanos += other.drainNanos;
    untimedDrains += other.untimedDrains;
    timedDrainCalls += other.timedDrainCalls;
    drainOnTrace += other.drainOnTrace;
    waitalls += other.waitalls;
    waitallsReaped += other.waitallsReaped;
    waitallsWasted += other.waitallsWasted;
    waitallsScanned += other.waitallsScanned;
    childNanos += other.childNanos;
    loops.merge(other.loops);
    ways = ways.isEmpty() ? Ways.all() : ways;
    for (int i = 0; i < other.ways.size(); i++) {
      ways.get(i).add(other.ways.get(i));
    }
  }

  /** The process is gone, or the log is over. */
  void close() {
    if (stage != null) {
      ways = stage.close();
      stage = null;
    }
  }

  /** A focused wait by pid. */
  void askedByPid() {
    polled = true;
  }

  /** Whether it asked after children one by one. */
  boolean polls() {
    return polled || wasted > 0;
  }

  /** Whether it waited for children at all, other than by blocking focused waits. */
  boolean waits() {
    return calls + drainCalls + waitalls > 0;
  }

  /** The contract's row. */
  Polling polling() {
    return new Polling(
        pid,
        comm,
        rounds,
        calls,
        wasted,
        most,
        wastedNanos / 1e9,
        timedCalls == 0 ? 0 : nanos / timedCalls,
        polledDeaths);
  }
}

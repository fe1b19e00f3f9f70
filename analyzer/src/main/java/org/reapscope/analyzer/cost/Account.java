package org.reapscope.analyzer.cost;

import java.util.SortedMap;
import java.util.TreeMap;
import org.reapscope.analyzer.result.Polling;

/** What one process spent on asking after its children. */
final class Account {
  final int pid;
  String comm = "";

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
  long unmeasuredRounds;
  private long timedCalls;
  private final SortedMap<String, Long> turns = new TreeMap<>();

  /** Polled children that have died: a pidfd loop waits once for each. */
  long polledDeaths;

  /** Nanoseconds on the trace of the threads that polled. */
  long onTrace;

  long drains;
  long drainCalls;
  long drainReaped;
  long drainScanned;
  long drainNanos;

  int watched;
  int mostWatched;

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
    turns.merge(round.wakeup, 1L, Long::sum);
    double spent = round.nanos();
    if (spent < 0) {
      untimedRounds++;
      return;
    }
    unmeasuredRounds += round.isMeasured() ? 0 : 1;
    nanos += spent;
    wastedNanos += round.wastedNanos();
    timedCalls += round.calls;
  }

  /** Takes in a finished drain loop. */
  void drained(Drain drain) {
    drains++;
    drainCalls += drain.calls;
    drainReaped += drain.reaped;
    drainScanned += drain.scanned;
    drainNanos += Math.max(0, drain.nanos());
  }

  void watchedMore() {
    watched++;
    mostWatched = Math.max(mostWatched, watched);
  }

  /** Rounds by what woke the event loop. */
  SortedMap<String, Long> turns() {
    return turns;
  }

  /** One of its threads is gone, or the log is over. */
  void left(Turn turn) {
    turn.sleeps(this);
    onTrace += turn.hasPolled() ? turn.onTrace() : 0;
  }

  /** Adds another process's account to this one. */
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
    unmeasuredRounds += other.unmeasuredRounds;
    timedCalls += other.timedCalls;
    polledDeaths += other.polledDeaths;
    onTrace += other.onTrace;
    drains += other.drains;
    drainCalls += other.drainCalls;
    drainReaped += other.drainReaped;
    drainScanned += other.drainScanned;
    drainNanos += other.drainNanos;
    mostWatched = Math.max(mostWatched, other.mostWatched);
    other.turns.forEach((wakeup, count) -> turns.merge(wakeup, count, Long::sum));
  }

  /** A focused wait by pid. */
  void askedByPid() {
    polled = true;
  }

  /** Whether it asked after children one by one. */
  boolean polls() {
    return polled || wasted > 0;
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

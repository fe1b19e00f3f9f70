package org.reapscope.analyzer.cost;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.reapscope.analyzer.cost.Calibration.Cost;
import org.reapscope.analyzer.result.Alternative;
import org.reapscope.analyzer.result.Growth;
import org.reapscope.analyzer.result.ReaperCost;
import org.reapscope.analyzer.result.ReaperCost.Work;
import org.reapscope.analyzer.result.TracerOverhead;

/** Turns an account into a row of the result: puts prices on what was counted. */
final class Pricing {
  /** More poll rounds than this for each death are not caused by deaths: a timer drives them. */
  private static final double ROUNDS_PER_DEATH = 3;

  private static final double NANOS = 1e9;

  private final Calibration calibration;
  private final TracerOverhead tracer;
  private final boolean clock;

  /** {@code clock}: whether the log has one. */
  Pricing(Calibration calibration, TracerOverhead tracer, boolean clock) {
    this.calibration = calibration;
    this.tracer = tracer;
    this.clock = clock;
  }

  ReaperCost price(Account account) {
    Cost polls = pollCost(account);
    Cost drains = drainCost(account);
    List<Alternative> alternatives =
        account.ways.isEmpty() || account.calls + account.drainCalls == 0
            ? List.of()
            : new Alternatives(calibration, account, polls.plus(drains)).all();
    return new ReaperCost(
        account.pid,
        account.comm,
        account.loops.all(),
        polls(account, polls),
        drains(account, drains),
        waitalls(account),
        account.pollGrowth == null ? null : growth(account.pollGrowth, pollHurts(account)),
        account.drainGrowth == null ? null : growth(account.drainGrowth, drainHurts(account)),
        alternatives);
  }

  private Work polls(Account a, Cost predicted) {
    boolean timed = a.rounds > a.untimedRounds && clock;
    return work(
        new Work(
            a.rounds,
            a.calls,
            a.answered,
            a.wasted,
            a.scanned,
            a.walked,
            timed ? a.nanos / NANOS : Double.NaN,
            Double.NaN,
            predicted.middle() / NANOS,
            Double.NaN),
        a.timedCalls,
        a.onTrace);
  }

  private Work drains(Account a, Cost predicted) {
    boolean timed = a.drains > a.untimedDrains && clock;
    return work(
        new Work(
            a.drains,
            a.drainCalls,
            a.drainReaped,
            a.drainWasted,
            a.drainScanned,
            a.drainScanned,
            timed ? a.drainNanos / NANOS : Double.NaN,
            Double.NaN,
            predicted.middle() / NANOS,
            Double.NaN),
        a.timedDrainCalls,
        a.drainOnTrace);
  }

  /** Fills in what follows from the seconds. */
  private Work work(Work raw, long timedCalls, long onTrace) {
    double net = raw.seconds() - timedCalls * tracer.median() / NANOS;
    return new Work(
        raw.rounds(),
        raw.calls(),
        raw.answered(),
        raw.wasted(),
        raw.scanned(),
        raw.scannedBefore513(),
        raw.seconds(),
        Double.isNaN(net) ? Double.NaN : Math.max(0, net),
        raw.secondsPredicted(),
        onTrace > 0 && clock ? Math.min(1, raw.seconds() * NANOS / onTrace) : Double.NaN);
  }

  private static Work waitalls(Account a) {
    double nan = Double.NaN;
    return new Work(
        a.waitalls,
        a.waitalls,
        a.waitallsReaped,
        a.waitallsWasted,
        a.waitallsScanned,
        a.waitallsScanned,
        nan,
        nan,
        nan,
        nan);
  }

  private Growth growth(GrowthSamples samples, Hurts hurts) {
    return samples.growth(clock ? tracer.median() : Double.NaN, hurts);
  }

  private Hurts pollHurts(Account a) {
    return new Hurts(
        (calls, n) -> calibration.focused(calls, n).middle(),
        rate(a.sweeps, a.polledDeaths, a.childSeconds(), a.onTrace / NANOS));
  }

  private Hurts drainHurts(Account a) {
    return new Hurts(
        (calls, n) -> calibration.generic(calls, n * Math.min(1, calls), n).middle(),
        n -> clock && a.drainOnTrace > 0 ? a.drains * NANOS / a.drainOnTrace : Double.NaN);
  }

  /** Rounds a second: so many for each child where deaths cause them, else as many as there are. */
  private DoubleUnaryOperator rate(long rounds, long deaths, double childSeconds, double seconds) {
    if (!clock || rounds == 0) {
      return n -> Double.NaN;
    }
    if (rounds <= ROUNDS_PER_DEATH * deaths && childSeconds > 0) {
      return n -> n * rounds / childSeconds;
    }
    return n -> seconds > 0 ? rounds / seconds : Double.NaN;
  }

  /** What the poll rounds would have taken without a tracer. */
  private Cost pollCost(Account a) {
    Cost sum = Cost.ZERO;
    double priced = 0;
    if (a.pollGrowth != null) {
      for (Growth.Size size : a.pollGrowth.sizes()) {
        double calls = size.calls() * size.rounds();
        sum = sum.plus(calibration.focused(calls, size.calls()));
        priced += calls;
      }
    }
    // First looks: single calls.
    return sum.plus(calibration.cost(Calibration.FOCUSED, 1).times(a.calls - priced));
  }

  /** What the drain loops would have taken without a tracer. */
  private Cost drainCost(Account a) {
    double length = a.drainCalls == 0 ? 1 : (double) a.drainScanned / a.drainCalls;
    return calibration.generic(a.drainCalls, a.drainScanned, length);
  }
}

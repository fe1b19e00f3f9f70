package org.reapscope.analyzer.cost;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.cost.Calibration.Cost;
import org.reapscope.analyzer.result.Alternative;

/**
 * Other ways to wait for the deaths that an account shows, as played on its {@link Stage}, priced
 * by the calibration.
 *
 * @param recorded what the recorded calls would have cost without a tracer
 */
record Alternatives(Calibration calibration, Account account, Cost recorded) {
  private static final double NANOS = 1e9;

  /** epoll_ctl, epoll_wait, close. */
  private static final long SET_UP = 3;

  List<Alternative> all() {
    List<Alternative> all = new ArrayList<>(List.of(recordedOne()));
    account.ways.forEach(way -> all.add(played(way)));
    return all;
  }

  private Alternative recordedOne() {
    // Who asks after ready pidfds only has set them up already.
    boolean byPidfd = account.calls > 0 && !account.polls();
    return alternative(
        "as recorded",
        "focused and generic WNOHANG waits",
        account.calls + account.drainCalls,
        byPidfd ? SET_UP * account.polledDeaths : 0,
        account.scanned + account.drainScanned,
        account.walked + account.drainScanned,
        byPidfd
            ? recorded.plus(EpollCost.of(calibration, account.polledDeaths, account.polledDeaths))
            : recorded,
        "");
  }

  private Alternative played(Way way) {
    return alternative(
        way.name(),
        way.how(),
        way.waits,
        way.others,
        way.scanned,
        way.scannedBefore513,
        way.price(calibration),
        way.needs());
  }

  private static Alternative alternative(
      String name,
      String how,
      long waits,
      long otherCalls,
      long scanned,
      long before513,
      Cost cost,
      String needs) {
    return new Alternative(
        name,
        how,
        waits,
        otherCalls,
        scanned,
        before513,
        cost.middle() / NANOS,
        cost.low() / NANOS,
        cost.high() / NANOS,
        needs);
  }
}

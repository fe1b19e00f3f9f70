package org.reapscope.analyzer.cost;

import java.util.List;
import org.reapscope.analyzer.cost.Calibration.Cost;
import org.reapscope.analyzer.result.Alternative;

/**
 * Other ways to wait for the deaths that an account shows, counted from the deaths and rounds of
 * the log, priced by the calibration.
 *
 * @param recorded what the recorded calls would have cost without a tracer
 */
record Alternatives(Calibration calibration, Account account, Cost recorded) {
  private static final double NANOS = 1e9;

  /** epoll_ctl, epoll_wait, close. */
  private static final long SET_UP = 3;

  List<Alternative> all() {
    return List.of(recordedOne(), pidfd(), drain(), autoreap());
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
        byPidfd ? recorded.plus(loopCost(account.polledDeaths)) : recorded,
        "");
  }

  /** One P_PIDFD wait for each death; the loop learns of it by epoll, which asks nobody else. */
  private Alternative pidfd() {
    long deaths = deaths();
    // Up to 5.12 the wait walks to the child's place in the list; the drained ones' are scanned.
    long before513 =
        Math.max(account.places, account.polledDeaths)
            + Math.max(account.drainReaped, account.drainScanned - finalDrainScans());
    Cost cost = calibration.cost(Calibration.PIDFD, 1).times(deaths).plus(loopCost(deaths));
    return alternative(
        "pidfd",
        "pidfds in epoll, one waitid(P_PIDFD) for each death",
        deaths,
        SET_UP * deaths,
        deaths,
        before513,
        cost,
        "CLONE_PIDFD (Linux 5.2), P_PIDFD (5.4); works unmarked, and marked is safe from others");
  }

  /** A drain loop in place of each poll round; what the program drains already stays. */
  private Alternative drain() {
    long loops = account.sweeps;
    long calls = account.answered + loops + account.drainCalls;
    // Each child found is found at its place; the last call of a loop walks what is left.
    long scanned =
        account.places + Math.max(0, account.listed - account.answered) + account.drainScanned;
    double length = loops == 0 ? 1 : (double) account.listed / loops;
    Cost cost = calibration.generic(calls, scanned, length);
    return alternative(
        "drain",
        "one waitall drain for each poll round, beside marked children",
        calls,
        0,
        scanned,
        scanned,
        cost,
        "every child that other code waits for is marked (CLONE_WAIT_PIDFD, proposed)");
  }

  /** The kernel reaps; the loop learns of it by epoll and asks the pidfd for the status. */
  private Alternative autoreap() {
    long deaths = deaths();
    Cost cost = calibration.cost(Calibration.NOTHING, 1).times(deaths).plus(loopCost(deaths));
    return alternative(
        "autoreap",
        "children reaped by the kernel, status from the pidfd",
        0,
        (SET_UP + 1) * deaths,
        0,
        0,
        cost,
        "CLONE_AUTOREAP (Linux 7.1), PIDFD_GET_INFO for the status");
  }

  private long deaths() {
    return account.polledDeaths + account.drainReaped;
  }

  /** Scans of the drains' last calls, about: as many as the mean call's, once a loop. */
  private long finalDrainScans() {
    return account.drainCalls == 0
        ? 0
        : Math.round((double) account.drainScanned / account.drainCalls * account.drainWasted);
  }

  /** epoll_wait once a death, a place in the epoll and a pidfd closed for each child. */
  private Cost loopCost(long deaths) {
    return calibration
        .cost(Calibration.EPOLL, 1)
        .plus(calibration.ifMeasured(Calibration.EPOLL_CTL, 1))
        .plus(calibration.ifMeasured(Calibration.OPEN_CLOSE, 1))
        .times(deaths);
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

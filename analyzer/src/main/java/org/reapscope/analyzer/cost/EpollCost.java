package org.reapscope.analyzer.cost;

import org.reapscope.analyzer.cost.Calibration.Cost;

/** What a loop on pidfds costs beside its waits. */
final class EpollCost {
  private EpollCost() {}

  /** A place in the epoll and a pidfd for each child watched, an epoll_wait for each wake-up. */
  static Cost of(Calibration calibration, long watched, long wakeups) {
    return calibration
        .ifMeasured(Calibration.EPOLL_CTL, 1)
        .plus(calibration.ifMeasured(Calibration.OPEN_CLOSE, 1))
        .times(watched)
        .plus(calibration.cost(Calibration.EPOLL, 1).times(wakeups));
  }
}

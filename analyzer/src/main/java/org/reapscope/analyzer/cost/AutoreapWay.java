package org.reapscope.analyzer.cost;

import java.util.Collection;
import java.util.List;
import org.reapscope.analyzer.cost.Calibration.Cost;
import org.reapscope.analyzer.replay.TracedTask;

/**
 * Sleeps in epoll on pidfds of children that the kernel reaps itself, and asks the pidfd for the
 * status. It makes no wait, so that there is nothing to ask a kernel.
 */
final class AutoreapWay extends Way {
  private long watched;
  private long wakeups;
  private long asked;

  AutoreapWay() {
    super(List.of());
  }

  @Override
  String name() {
    return "autoreap";
  }

  @Override
  String how() {
    return "children reaped by the kernel, status from the pidfd";
  }

  @Override
  String needs() {
    return "CLONE_AUTOREAP (Linux 7.1), PIDFD_GET_INFO for the status";
  }

  @Override
  void owned(TracedTask child) {
    watched++;
    others++; // epoll_ctl
  }

  @Override
  void dead(Collection<TracedTask> children) {
    wakeups++;
    asked += children.size();
    others += 1 + 2L * children.size(); // epoll_wait; ioctl and close for each
  }

  @Override
  void add(Way other) {
    super.add(other);
    watched += ((AutoreapWay) other).watched;
    wakeups += ((AutoreapWay) other).wakeups;
    asked += ((AutoreapWay) other).asked;
  }

  @Override
  Cost price(Calibration calibration) {
    return calibration
        .cost(Calibration.NOTHING, 1)
        .times(asked)
        .plus(EpollCost.of(calibration, watched, wakeups));
  }
}

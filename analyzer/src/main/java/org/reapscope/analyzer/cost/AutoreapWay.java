package org.reapscope.analyzer.cost;

import java.util.List;
import org.reapscope.analyzer.cost.Calibration.Cost;
import org.reapscope.analyzer.replay.TracedTask;

/**
 * Sleeps in epoll on pidfds of children that the kernel reaps itself, and asks the pidfd for the
 * status. It makes no wait, so that there is nothing to ask a kernel.
 */
final class AutoreapWay extends EpollWay {
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
  void ready(TracedTask child) {
    asked++;
    others += 2; // ioctl, and close, which takes it out of the epoll
  }

  @Override
  void add(Way other) {
    super.add(other);
    asked += ((AutoreapWay) other).asked;
  }

  @Override
  Cost priceOfReady(Calibration calibration) {
    return calibration.cost(Calibration.NOTHING, 1).times(asked);
  }
}

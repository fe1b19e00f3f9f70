package org.reapscope.analyzer.cost;

import java.util.List;
import org.reapscope.analyzer.cost.Calibration.Cost;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.semantics.Profiles;

/** Sleeps in epoll on a pidfd of each child; of those that are ready it asks each, once. */
final class PidfdWay extends EpollWay {
  PidfdWay() {
    super(
        List.of(
            new Family(Profiles.byName("linux")), new Family(Profiles.byName("linux-classic"))));
  }

  @Override
  String name() {
    return "pidfd";
  }

  @Override
  String how() {
    return "pidfds in epoll, one waitid(P_PIDFD) for each death";
  }

  @Override
  String needs() {
    return "CLONE_PIDFD (Linux 5.2), P_PIDFD (5.4); works unmarked, and marked is safe from others";
  }

  @Override
  void ready(TracedTask child) {
    waits++;
    scanned += families().get(0).waitFor(child).scanned();
    scannedBefore513 += families().get(1).waitFor(child).scanned();
    others++; // close, which takes it out of the epoll
  }

  @Override
  Cost priceOfReady(Calibration calibration) {
    return calibration.cost(Calibration.PIDFD, 1).times(waits);
  }
}

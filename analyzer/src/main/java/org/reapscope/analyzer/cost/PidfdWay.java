package org.reapscope.analyzer.cost;

import java.util.Collection;
import java.util.List;
import org.reapscope.analyzer.cost.Calibration.Cost;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.semantics.Profiles;

/** Sleeps in epoll on a pidfd of each child; of those that are ready it asks each, once. */
final class PidfdWay extends Way {
  private long watched;
  private long wakeups;

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
  void owned(TracedTask child) {
    watched++;
    others++; // epoll_ctl
  }

  @Override
  void dead(Collection<TracedTask> children) {
    wakeups++;
    others++; // epoll_wait
    for (TracedTask child : children) {
      waits++;
      scanned += families().get(0).waitFor(child).scanned();
      scannedBefore513 += families().get(1).waitFor(child).scanned();
      others++; // close, which takes it out of the epoll
    }
  }

  @Override
  void add(Way other) {
    super.add(other);
    watched += ((PidfdWay) other).watched;
    wakeups += ((PidfdWay) other).wakeups;
  }

  @Override
  Cost price(Calibration calibration) {
    return calibration
        .cost(Calibration.PIDFD, 1)
        .times(waits)
        .plus(EpollCost.of(calibration, watched, wakeups));
  }
}

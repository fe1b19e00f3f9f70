package org.reapscope.analyzer.cost;

import java.util.Collection;
import java.util.List;
import org.reapscope.analyzer.cost.Calibration.Cost;
import org.reapscope.analyzer.replay.TracedTask;

/** Sleeps in epoll on a pidfd of each child, and deals with those that are ready. */
abstract class EpollWay extends Way {
  private long watched;
  private long wakeups;

  /** {@code families} as {@link Way} has them. */
  EpollWay(List<Family> families) {
    super(families);
  }

  /** Deals with a child whose pidfd is ready. */
  abstract void ready(TracedTask child);

  /** What the calls on ready children would take without a tracer. */
  abstract Cost priceOfReady(Calibration calibration);

  @Override
  final void owned(TracedTask child) {
    watched++;
    others++; // epoll_ctl
  }

  @Override
  final void dead(Collection<TracedTask> children) {
    wakeups++;
    others++; // epoll_wait
    children.forEach(this::ready);
  }

  @Override
  void add(Way other) {
    super.add(other);
    watched += ((EpollWay) other).watched;
    wakeups += ((EpollWay) other).wakeups;
  }

  @Override
  final Cost price(Calibration calibration) {
    return priceOfReady(calibration).plus(EpollCost.of(calibration, watched, wakeups));
  }
}

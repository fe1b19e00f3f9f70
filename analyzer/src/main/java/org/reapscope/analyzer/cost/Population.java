package org.reapscope.analyzer.cost;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.replay.World;
import org.reapscope.analyzer.result.PopulationSample;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Children alive, and dead but not yet reaped, over the run. Counts the processes whose birth is in
 * the log; memory grows with the living.
 */
public final class Population implements ReplayObserver {
  private final Set<TracedTask> live = new HashSet<>();
  private final Set<TracedTask> dead = new HashSet<>();
  private final Decimator samples = new Decimator();
  private boolean changed;
  private long last = Long.MIN_VALUE;

  @Override
  public void born(TracedTask child, boolean thread) {
    if (!thread && !child.isFromBefore()) {
      live.add(child);
      changed = true;
    }
  }

  @Override
  public void died(TracedTask leader) {
    if (live.remove(leader)) {
      dead.add(leader);
      changed = true;
    }
  }

  @Override
  public void released(TracedTask leader, boolean autoreaped, long line) {
    changed |= live.remove(leader) | dead.remove(leader);
  }

  @Override
  public void seen(TracedTask task, ProcessEvent event) {
    if (changed) {
      sample(Clock.end(event));
    }
  }

  @Override
  public void ended(World world) {
    if (changed) {
      sample(last);
    }
  }

  private void sample(long time) {
    changed = false;
    last = Math.max(last, time);
    samples.add(last, live.size(), dead.size());
  }

  /** The counts in the order of time, thinned out so that peaks stay. */
  public List<PopulationSample> samples() {
    return samples.kept();
  }
}

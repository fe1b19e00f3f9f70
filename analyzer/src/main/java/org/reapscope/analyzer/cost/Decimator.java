package org.reapscope.analyzer.cost;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.PopulationSample;

/**
 * Keeps at most {@link #MOST} samples of a stream: of each stretch of equally many samples the one
 * with most zombies, then most living, and always the very first and the very last.
 */
final class Decimator {
  static final int MOST = 2000;
  private static final int STRETCHES = MOST - 2;

  private final List<PopulationSample> peaks = new ArrayList<>();
  private @Nullable PopulationSample first;
  private @Nullable PopulationSample peak;

  /** The last sample, once there are two: made anew for every child, it is no object yet. */
  private boolean several;

  private long lastTime;
  private int lastLive;
  private int lastZombies;
  private int inStretch;
  private int stretch = 1;

  void add(long time, int live, int zombies) {
    if (first == null) {
      first = new PopulationSample(time, live, zombies);
      return;
    }
    several = true;
    lastTime = time;
    lastLive = live;
    lastZombies = zombies;
    PopulationSample highest = peak;
    if (highest == null || isHigher(live, zombies, highest)) {
      highest = new PopulationSample(time, live, zombies);
      peak = highest;
    }
    if (++inStretch < stretch) {
      return;
    }
    peaks.add(highest);
    peak = null;
    inStretch = 0;
    if (peaks.size() == STRETCHES) {
      halve();
    }
  }

  private void halve() {
    for (int i = 0; i < STRETCHES / 2; i++) {
      peaks.set(i, higher(peaks.get(2 * i), peaks.get(2 * i + 1)));
    }
    peaks.subList(STRETCHES / 2, STRETCHES).clear();
    stretch *= 2;
  }

  private static PopulationSample higher(PopulationSample a, PopulationSample b) {
    return isHigher(b.live(), b.zombies(), a) ? b : a;
  }

  private static boolean isHigher(int live, int zombies, PopulationSample than) {
    return zombies > than.zombies() || (zombies == than.zombies() && live > than.live());
  }

  /** The samples kept, in the order of time. */
  List<PopulationSample> kept() {
    List<PopulationSample> kept = new ArrayList<>(peaks.size() + 3);
    if (first != null) {
      kept.add(first);
    }
    kept.addAll(peaks);
    PopulationSample last = several ? new PopulationSample(lastTime, lastLive, lastZombies) : null;
    if (peak != null && !same(peak, last)) {
      kept.add(peak);
    }
    if (last != null && (peaks.isEmpty() || !same(peaks.get(peaks.size() - 1), last))) {
      kept.add(last);
    }
    return List.copyOf(kept);
  }

  /** Not {@code equals}, which Java makes at run time for a record: much of a short run. */
  private static boolean same(PopulationSample a, @Nullable PopulationSample b) {
    return b != null && a.time() == b.time() && a.live() == b.live() && a.zombies() == b.zombies();
  }
}

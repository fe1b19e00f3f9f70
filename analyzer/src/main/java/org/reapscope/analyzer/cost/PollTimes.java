package org.reapscope.analyzer.cost;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.result.PollStretch;

/** Poll calls over the run in a bounded number of stretches, which lengthen as the run does. */
final class PollTimes {
  static final int MOST = 240;

  /** A millisecond; a log without a clock begins with single lines. */
  private static final long FIRST_NANOS = 1_000_000;

  private final long[] useful = new long[MOST];
  private final long[] wasted = new long[MOST];
  private long origin;
  private long length;
  private boolean begun;

  /** Takes in a round at {@code time}: nanoseconds, or a line when {@code clock} is false. */
  void add(long time, boolean clock, int answered, int found) {
    if (!begun) {
      begun = true;
      origin = time;
      length = clock ? FIRST_NANOS : 1;
    }
    long at = Math.max(0, time - origin);
    while (at / length >= MOST) {
      lengthen();
    }
    int place = (int) (at / length);
    useful[place] += answered;
    wasted[place] += found;
  }

  private void lengthen() {
    for (int i = 0; i < MOST; i++) {
      long u = useful[i];
      long w = wasted[i];
      useful[i] = 0;
      wasted[i] = 0;
      useful[i / 2] += u;
      wasted[i / 2] += w;
    }
    length *= 2;
  }

  List<PollStretch> all() {
    List<PollStretch> all = new ArrayList<>();
    int last = MOST - 1;
    while (last >= 0 && useful[last] + wasted[last] == 0) {
      last--;
    }
    for (int i = 0; i <= last; i++) {
      all.add(new PollStretch(origin + i * length, length, useful[i], wasted[i]));
    }
    return all;
  }
}

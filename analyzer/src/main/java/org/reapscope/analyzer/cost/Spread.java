package org.reapscope.analyzer.cost;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.reapscope.analyzer.result.ZombieCost.Bin;

/** How many times lay between 0, 1, 2, 5, 10, 20, 50 ... microseconds. */
final class Spread {
  /**
   * The upper ends, in nanoseconds, as far as a number holds them; behind the last comes the rest.
   */
  private static final long[] ENDS = ends();

  private final Histogram rounding;
  private final long[] counts = new long[ENDS.length + 1];

  /** Times are rounded up to so many decimal digits, as the percentiles beside them are. */
  Spread(int digits) {
    this.rounding = new Histogram(digits);
  }

  private static long[] ends() {
    long[] ends = new long[3 * 16];
    long decade = 1000;
    for (int i = 0; i < ends.length; i += 3) {
      ends[i] = decade;
      ends[i + 1] = 2 * decade;
      ends[i + 2] = 5 * decade;
      decade *= 10;
    }
    return ends;
  }

  /** Takes in one time, in nanoseconds. */
  void add(long nanos) {
    int at = Arrays.binarySearch(ENDS, rounding.highestEquivalentValue(nanos));
    counts[at < 0 ? ~at : at + 1]++;
  }

  /** From the first bin that holds a time to the last. */
  List<Bin> bins() {
    List<Bin> bins = new ArrayList<>();
    int empty = 0;
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == 0) {
        empty += bins.isEmpty() ? 0 : 1;
        continue;
      }
      for (int gap = i - empty; gap < i; gap++) {
        bins.add(bin(gap));
      }
      empty = 0;
      bins.add(bin(i));
    }
    return bins;
  }

  private Bin bin(int i) {
    long to = i == ENDS.length ? Long.MAX_VALUE : ENDS[i];
    return new Bin(i == 0 ? 0 : ENDS[i - 1], to, counts[i]);
  }
}

package org.reapscope.analyzer.findings;

import java.util.Arrays;

/** Where in the log the tracer lost events. */
final class Losses {
  private static final int MOST = 4096;

  private long[] lines = new long[8];
  private int count;

  /** Events are missing at this line; lines come in order. */
  void add(long line) {
    if (count == lines.length && count < MOST) {
      lines = Arrays.copyOf(lines, 2 * count);
    }
    if (count < lines.length) {
      lines[count++] = line;
    }
  }

  /** Whether any are missing between two lines; past the most that are kept, always. */
  boolean between(long from, long to) {
    if (count == MOST && to > lines[MOST - 1]) {
      return true;
    }
    int at = Arrays.binarySearch(lines, 0, count, from);
    int next = at >= 0 ? at : -at - 1;
    return next < count && lines[next] <= to;
  }

  boolean none() {
    return count == 0;
  }
}

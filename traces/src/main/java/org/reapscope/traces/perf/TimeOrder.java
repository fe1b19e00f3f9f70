package org.reapscope.traces.perf;

import java.util.Arrays;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Puts lines into the order of their times, within a window of lines.
 *
 * <p>perf trace empties one CPU's buffer after the other, so its lines are in order for each CPU
 * only: a child's first calls can stand above its own fork.
 */
final class TimeOrder {
  private static final int WINDOW = 1 << 15;
  private static final int SLACK = 16;

  private final PriorityQueue<Line> waiting = new PriorityQueue<>();

  /**
   * A copied line.
   *
   * @param time when what it tells of happened
   * @param bytes the line and some room behind it
   */
  record Line(long time, long number, byte[] bytes, int length) implements Comparable<Line> {
    @Override
    public int compareTo(Line other) {
      return time == other.time
          ? Long.compare(number, other.number)
          : Long.compare(time, other.time);
    }
  }

  /** Takes a line; returns the one that is now certain to be next, or null. */
  @Nullable Line push(long time, long number, byte[] b, int from, int to) {
    byte[] copy = Arrays.copyOf(Arrays.copyOfRange(b, from, to), to - from + SLACK);
    waiting.add(new Line(time, number, copy, to - from));
    return waiting.size() > WINDOW ? waiting.poll() : null;
  }

  /** The next line when no more will come, or null. */
  @Nullable Line poll() {
    return waiting.poll();
  }
}

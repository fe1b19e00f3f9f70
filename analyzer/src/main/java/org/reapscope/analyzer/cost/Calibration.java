package org.reapscope.analyzer.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What single calls cost against the number of live children, measured on one machine without any
 * tracer.
 */
public final class Calibration {
  /** A call that does nothing: the price of entering the kernel. */
  public static final String NOTHING = "getppid";

  /** One focused wait that finds nothing, by pid. */
  public static final String FOCUSED = "waitid(P_PID;WNOHANG) middle child";

  /** One focused wait that finds nothing, through a pidfd. */
  public static final String PIDFD = "waitid(P_PIDFD;WNOHANG) middle child";

  /** One waitall that finds nothing. */
  public static final String WAITALL = "wait4(-1;WNOHANG)";

  /** One look at an epoll that holds a pidfd of every child. */
  public static final String EPOLL = "epoll_wait(n pidfds;timeout 0)";

  /** A whole poll round: one focused wait for each child. */
  public static final String ROUND = "loop iteration: waitid(P_PID;WNOHANG) on all n";

  /** Adding a pidfd to an epoll and taking it out again. */
  public static final String EPOLL_CTL = "epoll_ctl(add and delete a pidfd)";

  /** Opening and closing a pidfd. */
  public static final String OPEN_CLOSE = "pidfd_open and close";

  /** No calibration: every cost is NaN. */
  public static final Calibration NONE = new Calibration("", List.of());

  private static final List<String> NEEDED =
      List.of(NOTHING, FOCUSED, PIDFD, WAITALL, EPOLL, ROUND);

  private final String kernel;
  private final String words;
  private final Map<String, List<Point>> curves = new HashMap<>();

  /**
   * One measurement.
   *
   * @param low nanoseconds a call of the fastest batch
   * @param middle of the middle batch
   * @param high of a slow batch: the 95th percentile
   */
  public record Point(String operation, int children, double low, double middle, double high) {}

  /**
   * Nanoseconds with their spread.
   *
   * @param low as in {@link Point}
   */
  public record Cost(double low, double middle, double high) {
    /** Nothing. */
    public static final Cost ZERO = new Cost(0, 0, 0);

    Cost plus(Cost other) {
      return new Cost(low + other.low, middle + other.middle, high + other.high);
    }

    Cost minus(Cost other) {
      return new Cost(
          Math.max(0, low - other.low),
          Math.max(0, middle - other.middle),
          Math.max(0, high - other.high));
    }

    Cost times(double count) {
      return new Cost(low * count, middle * count, high * count);
    }
  }

  /** Takes measurements in any order. */
  public Calibration(String kernel, List<Point> points) {
    this.kernel = kernel;
    this.words = kernel + " #" + Integer.toHexString(points.toString().hashCode());
    for (Point point : points) {
      curves.computeIfAbsent(point.operation(), o -> new ArrayList<>()).add(point);
    }
    curves.values().forEach(curve -> curve.sort(Comparator.comparingInt(Point::children)));
  }

  /** The same words for the same measurements: what was kept under others is not used again. */
  @Override
  public String toString() {
    return words;
  }

  /** The kernel it was measured on. */
  public String kernel() {
    return kernel;
  }

  /** Operations without which nothing can be predicted and that are missing. */
  public List<String> missing() {
    return NEEDED.stream().filter(name -> !curves.containsKey(name)).toList();
  }

  /** What one operation costs with so many live children: between measurements on a line. */
  public Cost cost(String operation, double children) {
    List<Point> curve = curves.get(operation);
    if (curve == null || curve.isEmpty()) {
      return new Cost(Double.NaN, Double.NaN, Double.NaN);
    }
    return new Cost(
        on(curve, children, Point::low),
        on(curve, children, Point::middle),
        on(curve, children, Point::high));
  }

  private static double on(List<Point> curve, double children, ToDoubleFunction<Point> height) {
    int last = curve.size() - 1;
    if (last == 0 || children <= curve.get(0).children()) {
      return height.applyAsDouble(curve.get(0));
    }
    int after = 1;
    while (after < last && curve.get(after).children() < children) {
      after++;
    }
    Point a = curve.get(after - 1);
    Point b = curve.get(after);
    double share = (children - a.children()) / (b.children() - a.children());
    double from = height.applyAsDouble(a);
    double to = height.applyAsDouble(b);
    // Beyond the last measurement noise must not make a flat curve fall below zero.
    return Math.max(Math.min(from, to), from + share * (to - from));
  }

  /** Focused waits that find nothing, {@code calls} of them in rounds over so many children. */
  Cost focused(double calls, double children) {
    double n = Math.max(1, children);
    return cost(ROUND, n).times(calls / n);
  }

  /** Generic waits that consider so many tasks in all, with so many children in the list. */
  Cost generic(double calls, double scanned, double children) {
    double n = Math.max(2, children);
    Cost entry = cost(WAITALL, 1);
    Cost task = cost(WAITALL, n).minus(entry).times(1 / (n - 1));
    return entry.times(calls).plus(task.times(scanned));
  }

  /** An operation that older calibrations do not have costs nothing there. */
  Cost ifMeasured(String operation, double children) {
    return curves.containsKey(operation) ? cost(operation, children) : Cost.ZERO;
  }
}

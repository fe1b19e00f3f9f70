package org.reapscope.fleet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Divides work into tasks. A trace is a task of its own unless it is small: to hand out a task and
 * take back its row costs Spark about what auditing a small trace costs, so those share one.
 */
final class Tasks {
  /** Traces smaller than this, as stored, may share a task, until they are as large together. */
  static final long SMALL = 256 << 10;

  /** Most traces in one task. */
  static final int MOST = 16;

  /** Tasks for each processor, at least: small traces share none when that would leave one idle. */
  private static final int EACH = 16;

  private Tasks() {}

  /**
   * The units by tasks, the largest unit first: a trace of gigabytes must not be the last to begin.
   *
   * @param processors that will work on them
   */
  static List<List<Unit>> of(List<Unit> units, int processors) {
    int most = Math.max(1, Math.min(MOST, units.size() / (EACH * processors)));
    List<List<Unit>> tasks = new ArrayList<>();
    List<Unit> shared = new ArrayList<>();
    long bytes = 0;
    for (Unit unit : largestFirst(units)) {
      // What an archive unpacks to is not known.
      if (unit.bytes() >= SMALL || unit.kind() == Unit.Kind.ARCHIVE) {
        tasks.add(List.of(unit));
        continue;
      }
      if (shared.size() == most || bytes + unit.bytes() > SMALL) {
        tasks.add(List.copyOf(shared));
        shared.clear();
        bytes = 0;
      }
      shared.add(unit);
      bytes += unit.bytes();
    }
    if (!shared.isEmpty()) {
      tasks.add(List.copyOf(shared));
    }
    return tasks;
  }

  private static List<Unit> largestFirst(List<Unit> units) {
    return units.stream()
        .sorted(Comparator.comparingLong(Unit::bytes).reversed().thenComparing(Unit::name))
        .toList();
  }
}

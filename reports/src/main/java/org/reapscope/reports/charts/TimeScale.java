package org.reapscope.reports.charts;

import org.reapscope.analyzer.result.TraceResult;

/**
 * From the log's own clock, or its lines, to a time axis that begins at 0.
 *
 * @param unit nanoseconds of one unit of the axis
 * @param column the CSV column's name
 * @param label the axis' label
 */
record TimeScale(long origin, double unit, String column, String label) {
  private static final long SHORT = 2_000_000_000L;

  /** For times from {@code first} to {@code last}; {@code since} says what the axis begins at. */
  static TimeScale of(TraceResult result, long first, long last, String since) {
    if (result.facts().clock().startsWith("none")) {
      return new TimeScale(0, 1, "line", "line of the log (it has no clock)");
    }
    return last - first < SHORT
        ? new TimeScale(first, 1e6, "time [ms]", "time since " + since + " [ms]")
        : new TimeScale(first, 1e9, "time [s]", "time since " + since + " [s]");
  }

  /** The label that belongs to a column that one of these named. */
  static String label(String column, String since) {
    return column.equals("line")
        ? "line of the log (it has no clock)"
        : column.replace("time", "time since " + since);
  }

  double at(long time) {
    return (time - origin) / unit;
  }
}

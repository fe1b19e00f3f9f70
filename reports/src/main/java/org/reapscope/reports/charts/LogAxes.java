package org.reapscope.reports.charts;

import java.util.List;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;

/** Logarithmic axes that begin and end at whole decades. */
final class LogAxes {
  private LogAxes() {}

  /** Spans the numbers above zero in some columns. */
  static void decades(LogAxis axis, ChartTable table, List<String> columns) {
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int i = 0; i < table.rows().size(); i++) {
      for (String column : columns) {
        double value = table.number(i, column);
        if (value > 0) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
    }
    if (most == 0) {
      least = 1;
      most = 10;
    }
    double from = Math.pow(10, Math.floor(Math.log10(least) + 1e-9));
    double to = Math.pow(10, Math.ceil(Math.log10(most) - 1e-9));
    // A little more, so that the last decade gets its number.
    axis.setRange(from, (to > from ? to : 10 * from) * 1.05);
    axis.setBase(10);
    axis.setTickUnit(new NumberTickUnit(1));
  }
}

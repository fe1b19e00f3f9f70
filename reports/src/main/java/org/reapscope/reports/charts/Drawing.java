package org.reapscope.reports.charts;

import org.jfree.chart.JFreeChart;
import org.reapscope.analyzer.result.TraceResult;

/** One kind of chart: which numbers it takes from a result, and how it draws them. */
interface Drawing {
  /** The numbers; empty when the result has none of this kind. */
  ChartTable table(TraceResult result);

  /** What stands above it. */
  Caption caption(TraceResult result);

  /** Draws the numbers. */
  JFreeChart draw(ChartTable table, Caption caption, ChartStyle style);
}

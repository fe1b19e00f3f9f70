package org.reapscope.reports.charts;

import java.util.function.Function;
import org.jfree.chart.JFreeChart;
import org.reapscope.analyzer.result.TraceResult;

/** The charts of one trace. A new one is a class and a line here. */
public enum ChartKind {
  /** Children alive, and dead but not yet reaped, over time. */
  POPULATION(PopulationChart::draw);

  private final Function<TraceResult, JFreeChart> drawing;

  ChartKind(Function<TraceResult, JFreeChart> drawing) {
    this.drawing = drawing;
  }

  /** Draws this chart of a result. */
  public JFreeChart draw(TraceResult result) {
    return drawing.apply(result);
  }
}

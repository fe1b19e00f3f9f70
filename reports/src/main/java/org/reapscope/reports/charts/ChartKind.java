package org.reapscope.reports.charts;

import org.jfree.chart.JFreeChart;
import org.reapscope.analyzer.result.TraceResult;

/** The charts of one trace. A new one is a class and a line here. */
public enum ChartKind {
  /** Children alive, and dead but not yet reaped, over time. */
  POPULATION("children", new PopulationChart()),
  /** What one poll round or drain loop costs against the number of children. */
  GROWTH("cost-per-round", new GrowthChart()),
  /** Poll calls that found a dead child, and those that found nothing, over time. */
  POLLS("polls", new PollsChart()),
  /** How long children stayed dead before they were reaped. */
  LIFETIMES("zombie-lifetimes", new LifetimesChart()),
  /** Tasks that the kernel looks at, by its version and by the way to wait. */
  SCANS("tasks-scanned", new ScansChart()),
  /** One stolen child, call by call. */
  MISREAP("misreap", new MisreapChart());

  private final String file;
  private final Drawing drawing;

  ChartKind(String file, Drawing drawing) {
    this.file = file;
    this.drawing = drawing;
  }

  /** The name of its files, without an ending. */
  public String file() {
    return file;
  }

  /** The numbers it is drawn from; empty when {@code result} has none of this kind. */
  public ChartTable table(TraceResult result) {
    return drawing.table(result);
  }

  /** Draws this chart of a result in the light style. */
  public JFreeChart draw(TraceResult result) {
    return draw(result, table(result), ChartStyle.LIGHT);
  }

  /** Draws numbers as {@link #table} gave them, or as they were read back from their CSV. */
  public JFreeChart draw(TraceResult result, ChartTable table, ChartStyle style) {
    return drawing.draw(table, drawing.caption(result), style);
  }
}

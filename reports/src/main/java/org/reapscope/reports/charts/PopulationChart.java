package org.reapscope.reports.charts;

import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYStepAreaRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.reapscope.analyzer.result.PopulationSample;
import org.reapscope.analyzer.result.TraceResult;

/**
 * Children alive, and dead but not yet reaped, over the run: a staircase, since counts change at
 * moments. Where the log has no clock the axis counts its lines.
 */
final class PopulationChart implements Drawing {
  private static final String ALIVE = "alive";
  private static final String DEAD = "dead";
  private static final String SINCE = "the first child";

  @Override
  public ChartTable table(TraceResult result) {
    List<PopulationSample> samples = result.population();
    long first = samples.isEmpty() ? 0 : samples.get(0).time();
    long last = samples.isEmpty() ? Long.MAX_VALUE : samples.get(samples.size() - 1).time();
    TimeScale scale = TimeScale.of(result, first, last, SINCE);
    ChartTable.Builder table = ChartTable.of(scale.column(), ALIVE, DEAD);
    for (PopulationSample sample : samples) {
      table.row(scale.at(sample.time()), sample.live(), sample.zombies());
    }
    return table.build();
  }

  @Override
  public Caption caption(TraceResult result) {
    return Caption.of("Children over time", result, result.verdict());
  }

  @Override
  public JFreeChart draw(ChartTable table, Caption caption, ChartStyle style) {
    String time = table.columns().get(0);
    NumberAxis across = new NumberAxis(TimeScale.label(time, SINCE));
    across.setAutoRangeIncludesZero(false);
    across.setLowerMargin(0);
    across.setUpperMargin(0);
    // Room between the numbers along the axis.
    across.setTickLabelInsets(new RectangleInsets(4, 14, 4, 14));
    NumberAxis up = new NumberAxis("children");
    // Upright: read without turning the head, and kept as text in an SVG.
    up.setLabelAngle(Math.PI / 2);
    up.setStandardTickUnits(NumberAxis.createIntegerTickUnits());

    XYStepAreaRenderer area = new XYStepAreaRenderer(XYStepAreaRenderer.AREA);
    area.setSeriesPaint(0, style.dead());
    area.setShapesVisible(false);
    XYStepRenderer staircase = new XYStepRenderer();
    staircase.setSeriesPaint(0, style.live());
    staircase.setSeriesStroke(0, ChartStyle.THICK);

    XYPlot plot = new XYPlot(series(table, time, DEAD, "dead, not yet reaped"), across, up, area);
    plot.setDataset(1, series(table, time, ALIVE, ALIVE));
    plot.setRenderer(1, staircase);
    double most = 1;
    for (int i = 0; i < table.rows().size(); i++) {
      most = Math.max(most, Math.max(table.number(i, ALIVE), table.number(i, DEAD)));
    }
    up.setRange(0, most * 1.08);
    if (table.empty()) {
      plot.setNoDataMessage("no child was seen in this log");
    }
    return style.dress(new JFreeChart(caption.title(), plot), caption.subtitle());
  }

  private static XYSeriesCollection series(
      ChartTable table, String time, String column, String name) {
    XYSeries series = new XYSeries(name, false, true);
    for (int i = 0; i < table.rows().size(); i++) {
      series.add(table.number(i, time), table.number(i, column));
    }
    return new XYSeriesCollection(series);
  }
}

package org.reapscope.reports.charts;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.reapscope.analyzer.result.PollStretch;
import org.reapscope.analyzer.result.TraceResult;

/**
 * Poll calls over time in two panels with one time axis: those that found nothing above, those that
 * found a dead child below. Each has its own scale, since the waste dwarfs the use.
 */
final class PollsChart implements Drawing {
  private static final String LENGTH = "length";
  private static final String USEFUL = "useful";
  private static final String WASTED = "wasted";
  private static final String SINCE = "the first poll";

  @Override
  public ChartTable table(TraceResult result) {
    List<PollStretch> polls = result.cost().polls();
    long first = polls.isEmpty() ? 0 : polls.get(0).from();
    long last = polls.isEmpty() ? 0 : polls.get(polls.size() - 1).from();
    TimeScale scale = TimeScale.of(result, first, last, SINCE);
    ChartTable.Builder table = ChartTable.of(scale.column(), LENGTH, USEFUL, WASTED);
    for (PollStretch poll : polls) {
      table.row(scale.at(poll.from()), poll.length() / scale.unit(), poll.useful(), poll.wasted());
    }
    return table.build();
  }

  @Override
  public Caption caption(TraceResult result) {
    long useful = result.cost().polls().stream().mapToLong(PollStretch::useful).sum();
    long wasted = result.cost().polls().stream().mapToLong(PollStretch::wasted).sum();
    String words =
        useful + wasted == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "%,d of %,d calls that asked after one child found nothing: %.1f for each death"
                    + " that was found",
                wasted,
                useful + wasted,
                (double) wasted / Math.max(1, useful));
    return Caption.of("Wasted and useful polls", result, words);
  }

  @Override
  public JFreeChart draw(ChartTable table, Caption caption, ChartStyle style) {
    String time = table.columns().get(0);
    NumberAxis across = new NumberAxis(TimeScale.label(time, SINCE));
    across.setAutoRangeIncludesZero(false);
    across.setLowerMargin(0);
    across.setUpperMargin(0.01);
    across.setTickLabelInsets(new RectangleInsets(4, 14, 4, 14));
    CombinedDomainXYPlot both = new CombinedDomainXYPlot(across);
    both.setGap(18);
    both.add(panel(table, time, WASTED, "wasted: the child had not died", style.dead(), style), 3);
    both.add(panel(table, time, USEFUL, "useful: a dead child found", style.live(), style), 2);
    if (table.empty()) {
      both.setNoDataMessage("nobody polled in this log");
    }
    return style.dress(new JFreeChart(caption.title(), both), caption.subtitle());
  }

  private static XYPlot panel(
      ChartTable table, String time, String column, String name, Color color, ChartStyle style) {
    XYIntervalSeries series = new XYIntervalSeries(name);
    double most = 1;
    for (int i = 0; i < table.rows().size(); i++) {
      double from = table.number(i, time);
      double count = table.number(i, column);
      double length = table.number(i, LENGTH);
      series.add(from, from, from + length, count, 0, count);
      most = Math.max(most, count);
    }
    XYIntervalSeriesCollection bars = new XYIntervalSeriesCollection();
    bars.addSeries(series);
    XYBarRenderer renderer = new XYBarRenderer();
    renderer.setBarPainter(new StandardXYBarPainter());
    renderer.setShadowVisible(false);
    renderer.setDrawBarOutline(false);
    renderer.setSeriesPaint(0, color);
    NumberAxis up = new NumberAxis("calls");
    up.setLabelAngle(Math.PI / 2);
    up.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    up.setRange(0, most * 1.1);
    XYPlot plot = new XYPlot(bars, null, up, renderer);
    plot.setBackgroundPaint(style.paper());
    return plot;
  }
}

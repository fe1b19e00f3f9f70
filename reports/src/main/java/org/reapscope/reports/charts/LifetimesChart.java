package org.reapscope.reports.charts;

import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.CategoryLabelPositions;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.labels.StandardCategoryItemLabelGenerator;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.data.category.DefaultCategoryDataset;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.result.ZombieCost;

/** How many children stayed dead and unreaped for how long: one bar for each stretch of time. */
final class LifetimesChart implements Drawing {
  private static final String FROM = "from [ns]";
  private static final String TO = "to [ns]";
  private static final String CHILDREN = "children";

  @Override
  public ChartTable table(TraceResult result) {
    ChartTable.Builder table = ChartTable.of(FROM, TO, CHILDREN);
    for (ZombieCost.Bin bin : result.cost().zombies().spread()) {
      table.row(bin.from(), bin.to(), bin.children());
    }
    return table.build();
  }

  @Override
  public Caption caption(TraceResult result) {
    ZombieCost.Latency times = result.cost().zombies().lifetimes();
    String words =
        Double.isNaN(times.p50())
            ? ""
            : String.format(
                Locale.ROOT,
                "%,d children reaped: half within %s, 99 %% within %s, the last after %s; at most"
                    + " %d unreaped at a time",
                times.reaped(),
                DurationFormat.words(times.p50()),
                DurationFormat.words(times.p99()),
                DurationFormat.words(times.max()),
                result.cost().zombies().peak());
    return Caption.of("From death to reap", result, words);
  }

  /** Such as {@code 100–200 µs}; the unit stands once where both have the same. */
  private static String between(double from, double to) {
    String end = DurationFormat.words(to);
    if (from == 0) {
      return "below " + end;
    }
    String begin = DurationFormat.words(from);
    String unit = end.substring(end.indexOf(' '));
    return (begin.endsWith(unit) ? begin.substring(0, begin.length() - unit.length()) : begin)
        + "–"
        + end;
  }

  @Override
  public JFreeChart draw(ChartTable table, Caption caption, ChartStyle style) {
    DefaultCategoryDataset bars = new DefaultCategoryDataset();
    for (int i = 0; i < table.rows().size(); i++) {
      bars.addValue(
          table.number(i, CHILDREN),
          "children reaped",
          between(table.number(i, FROM), table.number(i, TO)));
    }
    CategoryAxis across = new CategoryAxis("dead for … before it was reaped");
    across.setCategoryLabelPositions(
        bars.getColumnCount() > 8 ? CategoryLabelPositions.UP_45 : CategoryLabelPositions.STANDARD);
    across.setCategoryMargin(0.08);
    across.setLowerMargin(0.01);
    across.setUpperMargin(0.01);
    NumberAxis up = new NumberAxis("children");
    up.setLabelAngle(Math.PI / 2);
    up.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    up.setUpperMargin(0.12);
    BarRenderer renderer = new BarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setMaximumBarWidth(0.1);
    renderer.setSeriesPaint(0, style.dead());
    renderer.setDefaultItemLabelGenerator(new StandardCategoryItemLabelGenerator());
    renderer.setDefaultItemLabelFont(ChartStyle.NOTE);
    renderer.setDefaultItemLabelPaint(style.ink());
    renderer.setDefaultItemLabelsVisible(true);
    CategoryPlot plot = new CategoryPlot(bars, across, up, renderer);
    if (table.empty()) {
      plot.setNoDataMessage("no reap was timed in this log");
    }
    return style.dress(new JFreeChart(caption.title(), plot), caption.subtitle());
  }
}

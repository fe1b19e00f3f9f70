package org.reapscope.reports.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.function.ToIntFunction;
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
import org.reapscope.reports.Sanitizer;

/**
 * Children alive, and dead but not yet reaped, over the run: a staircase, since counts change at
 * moments. Where the log has no clock the axis counts its lines.
 */
final class PopulationChart {
  private static final int NAME_SHOWN = 60;

  private PopulationChart() {}

  static JFreeChart draw(TraceResult result) {
    List<PopulationSample> samples = result.population();
    Scale scale = Scale.of(samples, !result.facts().clock().startsWith("none"));

    NumberAxis across = new NumberAxis(scale.label());
    across.setAutoRangeIncludesZero(false);
    across.setLowerMargin(0);
    across.setUpperMargin(0);
    // Room between the numbers along the axis.
    across.setTickLabelInsets(new RectangleInsets(4, 14, 4, 14));
    NumberAxis up = new NumberAxis("children");
    // Upright: read without turning the head, and kept as text in an SVG.
    up.setLabelAngle(Math.PI / 2);
    up.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    up.setUpperMargin(0.08);

    XYPlot plot =
        new XYPlot(
            series("dead, not yet reaped", samples, scale, PopulationSample::zombies),
            across,
            up,
            area());
    plot.setDataset(1, series("alive", samples, scale, PopulationSample::live));
    plot.setRenderer(1, staircase());
    int most = samples.stream().mapToInt(s -> Math.max(s.live(), s.zombies())).max().orElse(0);
    up.setRange(0, Math.max(1, most) * 1.08);
    if (samples.isEmpty()) {
      plot.setNoDataMessage("no child was seen in this log");
    }

    String name = shortened(Sanitizer.name(result.name()));
    JFreeChart chart = new JFreeChart("Children over time: " + name, plot);
    return ChartStyle.light(chart, Sanitizer.clean(result.verdict(), 160));
  }

  private static XYStepAreaRenderer area() {
    XYStepAreaRenderer area = new XYStepAreaRenderer(XYStepAreaRenderer.AREA);
    area.setSeriesPaint(0, ChartStyle.DEAD);
    area.setShapesVisible(false);
    return area;
  }

  private static XYStepRenderer staircase() {
    XYStepRenderer staircase = new XYStepRenderer();
    staircase.setSeriesPaint(0, ChartStyle.LIVE);
    staircase.setSeriesStroke(0, new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
    staircase.setDefaultOutlinePaint(Color.WHITE);
    return staircase;
  }

  private static XYSeriesCollection series(
      String name,
      List<PopulationSample> samples,
      Scale scale,
      ToIntFunction<PopulationSample> count) {
    XYSeries series = new XYSeries(name, false, true);
    for (PopulationSample sample : samples) {
      series.add(scale.at(sample.time()), count.applyAsInt(sample));
    }
    return new XYSeriesCollection(series);
  }

  /** The end of a long path tells more than its beginning. */
  private static String shortened(String name) {
    return name.length() <= NAME_SHOWN ? name : "…" + name.substring(name.length() - NAME_SHOWN);
  }

  /** From the log's own clock, or its lines, to the axis. */
  private record Scale(long origin, double unit, String label) {
    static Scale of(List<PopulationSample> samples, boolean clock) {
      if (!clock) {
        return new Scale(0, 1, "line of the log (it has no clock)");
      }
      if (samples.isEmpty()) {
        return new Scale(0, 1e9, "time since the first child [s]");
      }
      long first = samples.get(0).time();
      long span = samples.get(samples.size() - 1).time() - first;
      return span < 2_000_000_000L
          ? new Scale(first, 1e6, "time since the first child [ms]")
          : new Scale(first, 1e9, "time since the first child [s]");
    }

    double at(long time) {
      return (time - origin) / unit;
    }
  }
}

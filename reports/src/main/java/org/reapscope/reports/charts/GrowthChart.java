package org.reapscope.reports.charts;

import java.awt.Color;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.text.NumberFormat;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.Alternative;
import org.reapscope.analyzer.result.Growth;
import org.reapscope.analyzer.result.ReaperCost;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Amounts;

/**
 * What one poll round (or, of a process that never polls, one drain loop) costs against the number
 * of children: the rounds, the robust line through them, the same without a tracer, and a loop on
 * pidfds. Both axes are logarithmic, so that a proportional cost is a straight line.
 */
final class GrowthChart implements Drawing {
  private static final String CHILDREN = "children";
  private static final String RECORDED = "recorded [ns]";
  private static final String FIT = "robust fit [ns]";
  private static final String UNTRACED = "untraced [ns]";
  private static final String PIDFD = "pidfd loop [ns]";

  /** The process that is drawn, and its growth. */
  private record Subject(ReaperCost process, Growth growth, boolean polls) {}

  private static @Nullable Subject subject(TraceResult result) {
    List<ReaperCost> byRounds =
        result.cost().processes().stream()
            .sorted(Comparator.comparingLong(one -> -one.polls().calls() - one.drains().calls()))
            .toList();
    for (ReaperCost one : byRounds) {
      Growth polls = one.pollGrowth();
      if (polls != null && one.polls().calls() >= one.drains().calls()) {
        return new Subject(one, polls, true);
      }
      Growth drains = one.drainGrowth();
      if (drains != null) {
        return new Subject(one, drains, false);
      }
    }
    return null;
  }

  @Override
  public ChartTable table(TraceResult result) {
    ChartTable.Builder table =
        ChartTable.of(CHILDREN, "rounds", RECORDED, FIT, UNTRACED, PIDFD, "least squares [ns]");
    Subject subject = subject(result);
    if (subject == null) {
      return table.build();
    }
    Growth.Fit fit = subject.growth().fit("nanoseconds");
    double pidfd = pidfdNanos(subject.process());
    for (Growth.Size size : subject.growth().sizes()) {
      double children = size.children();
      table.row(
          children,
          size.rounds(),
          size.nanos(),
          positive(fit.robustIntercept() + fit.robustSlope() * children),
          size.nanosPredicted(),
          pidfd,
          positive(fit.intercept() + fit.slope() * children));
    }
    return table.build();
  }

  /** A line may leave what a duration can be. */
  private static double positive(double nanos) {
    return nanos > 0 ? nanos : Double.NaN;
  }

  /** What one death costs a loop on pidfds, however many children there are. */
  private static double pidfdNanos(ReaperCost process) {
    for (Alternative way : process.alternatives()) {
      if (way.name().equals("pidfd") && way.waits() > 0) {
        return way.seconds() * 1e9 / way.waits();
      }
    }
    return Double.NaN;
  }

  @Override
  public Caption caption(TraceResult result) {
    Subject subject = subject(result);
    if (subject == null) {
      return Caption.of("Cost of a poll round", result, "");
    }
    String what = subject.polls() ? "poll round" : "drain loop";
    Growth.Fit calls = subject.growth().fit("calls");
    Growth.Fit scans = subject.growth().fit("scanned");
    Growth.Fit time = subject.growth().fit("nanoseconds");
    String words =
        String.format(
            Locale.ROOT,
            "%s: tasks scanned grow %s, %.2f calls and %s a child as recorded; %s without a tracer"
                + " at %s children",
            subject.process().comm(),
            switch (scans.order()) {
              case CONSTANT -> "not at all";
              case LINEAR -> "linearly";
              case QUADRATIC -> "quadratically";
              case UNKNOWN -> "in a way not known";
            },
            calls.slope(),
            DurationFormat.words(time.robustSlope()),
            "1 ms",
            Amounts.children(subject.growth().hurts().get(0).predicted()));
    return Caption.of("Cost of a " + what, result, words);
  }

  @Override
  public JFreeChart draw(ChartTable table, Caption caption, ChartStyle style) {
    LogAxis across = new LogAxis("children watched");
    across.setNumberFormatOverride(NumberFormat.getIntegerInstance(Locale.ROOT));
    across.setTickLabelInsets(new RectangleInsets(4, 14, 4, 14));
    LogAxis up = new LogAxis("time in the calls of one round");
    up.setNumberFormatOverride(new DurationFormat());
    up.setTickLabelInsets(ChartStyle.LABEL_GAP);
    LogAxes.decades(across, table, List.of(CHILDREN));
    LogAxes.decades(up, table, List.of(RECORDED, FIT, UNTRACED, PIDFD));

    XYSeriesCollection lines = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer();
    // One path a line: dashes that begin anew at every point would run together.
    renderer.setDrawSeriesLineAsPath(true);
    add(lines, renderer, table, RECORDED, "a round as recorded", style.dead(), null);
    add(lines, renderer, table, FIT, "its robust fit", style.ink(), ChartStyle.THIN);
    add(
        lines,
        renderer,
        table,
        UNTRACED,
        "predicted without a tracer",
        style.live(),
        ChartStyle.DASHED);
    add(
        lines,
        renderer,
        table,
        PIDFD,
        "with pidfds, set-up included",
        style.good(),
        ChartStyle.THICK);
    XYPlot plot = new XYPlot(lines, across, up, renderer);
    if (table.empty()) {
      plot.setNoDataMessage("nobody polled in this log");
    }
    return style.dress(new JFreeChart(caption.title(), plot), caption.subtitle());
  }

  /** A line, or dots where {@code stroke} is null. */
  private static void add(
      XYSeriesCollection lines,
      XYLineAndShapeRenderer renderer,
      ChartTable table,
      String column,
      String name,
      Color color,
      @Nullable Stroke stroke) {
    XYSeries series = new XYSeries(name, true, true);
    for (int i = 0; i < table.rows().size(); i++) {
      double y = table.number(i, column);
      if (y > 0) {
        series.add(table.number(i, CHILDREN), y);
      }
    }
    int at = lines.getSeriesCount();
    lines.addSeries(series);
    renderer.setSeriesPaint(at, color);
    renderer.setSeriesShapesVisible(at, stroke == null);
    renderer.setSeriesLinesVisible(at, stroke != null);
    renderer.setSeriesShape(at, new Ellipse2D.Double(-4, -4, 8, 8));
    if (stroke != null) {
      renderer.setSeriesStroke(at, stroke);
    }
  }
}

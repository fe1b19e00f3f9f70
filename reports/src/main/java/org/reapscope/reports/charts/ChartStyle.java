package org.reapscope.reports.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** The looks of all charts: light or dark, large type, legible when shown at 800 pixels. */
public enum ChartStyle {
  /** Dark ink on white. */
  LIGHT(
      new Color(0xffffff),
      new Color(0x26313a),
      new Color(0xdde2e6),
      new Color(0x2a6fb0),
      new Color(0xc8401f),
      new Color(0x2e7d4f),
      new Color(0x7a8691)),
  /** Light ink on near black. */
  DARK(
      new Color(0x171c21),
      new Color(0xe3e8ec),
      new Color(0x343c44),
      new Color(0x6db1f2),
      new Color(0xf5805f),
      new Color(0x6fcf97),
      new Color(0x9aa6b1));

  /** Around labels at the left: a browser sets them somewhat wider than they were measured. */
  static final RectangleInsets LABEL_GAP = new RectangleInsets(2, 9, 2, 4);

  /** Thin strokes: reference lines. */
  static final Stroke THIN = new BasicStroke(1.5f);

  /** Strokes of measured curves. */
  static final Stroke THICK = new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER);

  /** Strokes of fitted and predicted lines. */
  static final Stroke DASHED =
      new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {12, 7}, 0);

  static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 19);
  static final Font NOTE = new Font(Font.SANS_SERIF, Font.PLAIN, 17);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 28);
  private static final Font SUBTITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 20);
  private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 22);

  private final Color paper;
  private final Color ink;
  private final Color grid;
  private final Color live;
  private final Color dead;
  private final Color good;
  private final Color faint;

  ChartStyle(Color paper, Color ink, Color grid, Color live, Color dead, Color good, Color faint) {
    this.paper = paper;
    this.ink = ink;
    this.grid = grid;
    this.live = live;
    this.dead = dead;
    this.good = good;
    this.faint = faint;
  }

  /** The background. */
  Color paper() {
    return paper;
  }

  /** Text. */
  Color ink() {
    return ink;
  }

  /** What is alive, useful, or measured. */
  Color live() {
    return live;
  }

  /** What is dead, wasted, or stolen. */
  Color dead() {
    return dead;
  }

  /** The alternative. */
  Color good() {
    return good;
  }

  /** What is there for comparison. */
  Color faint() {
    return faint;
  }

  /** Dresses {@code chart}; its subtitle is left out when blank. */
  JFreeChart dress(JFreeChart chart, String subtitle) {
    chart.setBackgroundPaint(paper);
    chart.setPadding(new RectangleInsets(16, 16, 12, 28));
    chart.getTitle().setFont(TITLE);
    chart.getTitle().setPaint(ink);
    if (!subtitle.isBlank()) {
      TextTitle line = new TextTitle(subtitle, SUBTITLE);
      line.setPaint(ink);
      line.setPadding(4, 0, 10, 0);
      chart.addSubtitle(0, line);
    }
    plot(chart.getPlot());
    if (chart.getLegend() != null) {
      chart.getLegend().setItemFont(LABEL);
      chart.getLegend().setItemPaint(ink);
      chart.getLegend().setBackgroundPaint(paper);
      chart.getLegend().setPosition(RectangleEdge.BOTTOM);
      chart.getLegend().setBorder(0, 0, 0, 0);
    }
    return chart;
  }

  private void plot(Plot plot) {
    plot.setBackgroundPaint(paper);
    plot.setOutlineVisible(false);
    plot.setNoDataMessageFont(LABEL);
    plot.setNoDataMessagePaint(ink);
    if (plot instanceof CombinedDomainXYPlot both) {
      axis(both.getDomainAxis());
      both.getSubplots().forEach(each -> plot((Plot) each));
    } else if (plot instanceof XYPlot xy) {
      xy.setDomainGridlinePaint(grid);
      xy.setRangeGridlinePaint(grid);
      xy.setDomainGridlineStroke(new BasicStroke(1));
      xy.setRangeGridlineStroke(new BasicStroke(1));
      xy.setAxisOffset(RectangleInsets.ZERO_INSETS);
      axis(xy.getDomainAxis());
      axis(xy.getRangeAxis());
    } else if (plot instanceof CategoryPlot bars) {
      bars.setRangeGridlinePaint(grid);
      bars.setRangeGridlineStroke(new BasicStroke(1));
      bars.setAxisOffset(RectangleInsets.ZERO_INSETS);
      axis(bars.getDomainAxis());
      axis(bars.getRangeAxis());
    }
  }

  private void axis(Axis axis) {
    if (axis == null) {
      return;
    }
    axis.setLabelFont(LABEL);
    axis.setLabelPaint(ink);
    axis.setTickLabelFont(TICK);
    axis.setTickLabelPaint(ink);
    axis.setAxisLinePaint(ink);
  }
}

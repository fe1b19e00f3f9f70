package org.reapscope.reports.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** The one look of all charts: light, large type, legible when shown at 800 pixels. */
final class ChartStyle {
  static final Color LIVE = new Color(0x2a6fb0);
  static final Color DEAD = new Color(0xc8401f);
  private static final Color INK = new Color(0x26313a);
  private static final Color GRID = new Color(0xdde2e6);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 28);
  private static final Font SUBTITLE = new Font(Font.SANS_SERIF, Font.PLAIN, 20);
  private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 22);
  private static final Font TICK = new Font(Font.SANS_SERIF, Font.PLAIN, 19);

  private ChartStyle() {}

  /** Dresses {@code chart}; its subtitle is left out when blank. */
  static JFreeChart light(JFreeChart chart, String subtitle) {
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(16, 16, 12, 28));
    chart.getTitle().setFont(TITLE);
    chart.getTitle().setPaint(INK);
    if (!subtitle.isBlank()) {
      TextTitle line = new TextTitle(subtitle, SUBTITLE);
      line.setPaint(INK);
      line.setPadding(4, 0, 10, 0);
      chart.addSubtitle(0, line);
    }
    XYPlot plot = chart.getXYPlot();
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlineVisible(false);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    axis(plot.getDomainAxis());
    axis(plot.getRangeAxis());
    chart.getLegend().setItemFont(LABEL);
    chart.getLegend().setItemPaint(INK);
    chart.getLegend().setPosition(RectangleEdge.BOTTOM);
    chart.getLegend().setBorder(0, 0, 0, 0);
    return chart;
  }

  private static void axis(Axis axis) {
    axis.setLabelFont(LABEL);
    axis.setLabelPaint(INK);
    axis.setTickLabelFont(TICK);
    axis.setTickLabelPaint(INK);
    axis.setAxisLinePaint(INK);
  }
}

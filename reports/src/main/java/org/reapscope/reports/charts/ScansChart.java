package org.reapscope.reports.charts;

import java.awt.Font;
import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.labels.CategoryItemLabelGenerator;
import org.jfree.chart.labels.ItemLabelAnchor;
import org.jfree.chart.labels.ItemLabelPosition;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.category.CategoryDataset;
import org.jfree.data.category.DefaultCategoryDataset;
import org.reapscope.analyzer.result.Alternative;
import org.reapscope.analyzer.result.ReaperCost;
import org.reapscope.analyzer.result.TraceResult;

/**
 * Tasks that the kernel looks at for all waits of the costliest process: as recorded and by other
 * ways to wait, under the profile {@code linux-classic} (to 5.12) and {@code linux} (from 5.13).
 */
final class ScansChart implements Drawing {
  private static final String WAY = "way";
  private static final String CLASSIC = "linux-classic";
  private static final String LINUX = "linux";

  @Override
  public ChartTable table(TraceResult result) {
    ChartTable.Builder table = ChartTable.of(WAY, CLASSIC, LINUX, "waits");
    for (ReaperCost process : result.cost().processes()) {
      if (!process.alternatives().isEmpty()) {
        for (Alternative way : process.alternatives()) {
          table.row(way.name(), way.scannedBefore513(), way.scanned(), way.waits());
        }
        break;
      }
    }
    return table.build();
  }

  @Override
  public Caption caption(TraceResult result) {
    for (ReaperCost process : result.cost().processes()) {
      if (!process.alternatives().isEmpty()) {
        return Caption.of(
            "Tasks scanned by waits",
            result,
            String.format(
                Locale.ROOT,
                "process %d %s; marking children spares no scan, pidfds and autoreaping do",
                process.pid(),
                process.comm()));
      }
    }
    return Caption.of("Tasks scanned by waits", result, "");
  }

  @Override
  public JFreeChart draw(ChartTable table, Caption caption, ChartStyle style) {
    DefaultCategoryDataset bars = new DefaultCategoryDataset();
    double most = 10;
    for (int i = 0; i < table.rows().size(); i++) {
      String way = words(table.text(i, WAY));
      // No logarithm of 0: such a bar begins and ends at 1, and its label says 0.
      bars.addValue(Math.max(1, table.number(i, CLASSIC)), "Linux up to 5.12 (linux-classic)", way);
      bars.addValue(Math.max(1, table.number(i, LINUX)), "Linux 5.13 and later (linux)", way);
      most = Math.max(most, Math.max(table.number(i, CLASSIC), table.number(i, LINUX)));
    }
    CategoryAxis down = new CategoryAxis();
    down.setCategoryLabelPositionOffset((int) ChartStyle.LABEL_GAP.getLeft());
    down.setCategoryMargin(0.25);
    LogAxis along = new LogAxis("tasks scanned (logarithmic)");
    // Room for the label of the longest bar, and an end that is no decade, whose number would be
    // cut.
    along.setRange(1, Math.pow(10, Math.floor(Math.log10(most) * 1.12) + 0.9));
    along.setTickUnit(new NumberTickUnit(1));
    along.setNumberFormatOverride(
        NumberFormat.getCompactNumberInstance(Locale.ROOT, NumberFormat.Style.SHORT));
    BarRenderer renderer = new BarRenderer();
    renderer.setBarPainter(new StandardBarPainter());
    renderer.setShadowVisible(false);
    renderer.setItemMargin(0.05);
    renderer.setSeriesPaint(0, style.dead());
    renderer.setSeriesPaint(1, style.live());
    renderer.setDefaultItemLabelGenerator(new Counts(table));
    renderer.setDefaultItemLabelFont(ChartStyle.NOTE.deriveFont(Font.BOLD));
    renderer.setDefaultItemLabelPaint(style.ink());
    renderer.setDefaultItemLabelsVisible(true);
    renderer.setDefaultPositiveItemLabelPosition(
        new ItemLabelPosition(ItemLabelAnchor.OUTSIDE3, TextAnchor.CENTER_LEFT));
    CategoryPlot plot = new CategoryPlot(bars, down, along, renderer);
    plot.setOrientation(PlotOrientation.HORIZONTAL);
    plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    if (table.empty()) {
      plot.setNoDataMessage("nobody polled or drained in this log");
    }
    return style.dress(new JFreeChart(caption.title(), plot), caption.subtitle());
  }

  private static String words(String way) {
    return switch (way) {
      case "pidfd" -> "pidfds in epoll";
      case "drain" -> "one waitall drain";
      case "autoreap" -> "CLONE_AUTOREAP";
      default -> way;
    };
  }

  /** The count itself at the end of each bar: also where the bar has no length. */
  private record Counts(ChartTable table) implements CategoryItemLabelGenerator {
    @Override
    public String generateLabel(CategoryDataset data, int row, int column) {
      return String.format(Locale.ROOT, "%,.0f", table.number(column, row == 0 ? CLASSIC : LINUX));
    }

    @Override
    public String generateRowLabel(CategoryDataset data, int row) {
      return String.valueOf(data.getRowKey(row));
    }

    @Override
    public String generateColumnLabel(CategoryDataset data, int column) {
      return String.valueOf(data.getColumnKey(column));
    }
  }
}

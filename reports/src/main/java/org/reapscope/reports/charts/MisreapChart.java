package org.reapscope.reports.charts;

import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Times;

/**
 * One stolen child as a sequence: a lane for each thread and one for the child, a step for each
 * thing that happened, in the order of the log. Steps stand at equal distances, since microseconds
 * and hours would not fit on one axis; each says its line and, where known, its time.
 */
final class MisreapChart implements Drawing {
  private static final String STEP = "step";
  private static final String LINE = "line";
  private static final String TIME = "time [s]";
  private static final String LANE = "lane";
  private static final String WHAT = "what";
  private static final String KIND = "kind";
  private static final int WIDTH = 22;

  /** One thing that happened. */
  private record Step(long line, String time, String lane, String what, String kind) {}

  private static @Nullable Finding theft(TraceResult result) {
    return result.findings().stream()
        .filter(one -> one.rule().equals("misreap") && one.stealer() != null && one.child() != null)
        .min(Comparator.comparingInt(one -> one.victim() == null ? 1 : 0))
        .orElse(null);
  }

  @Override
  public ChartTable table(TraceResult result) {
    ChartTable.Builder table = ChartTable.of(STEP, LINE, TIME, LANE, WHAT, KIND);
    Finding theft = theft(result);
    if (theft == null) {
      return table.build();
    }
    int number = 1;
    for (Step step : steps(theft)) {
      table.row(number++, step.line(), step.time(), step.lane(), step.what(), step.kind());
    }
    return table.build();
  }

  private static List<Step> steps(Finding theft) {
    Finding.Child child = theft.child();
    Finding.Act stealer = theft.stealer();
    Finding.Victim victim = theft.victim();
    List<Step> steps = new ArrayList<>();
    if (child == null || stealer == null) {
      return steps;
    }
    String childLane = "child " + child.pid();
    String owner =
        (victim == null ? "process " + theft.process().pid() : "thread " + victim.tid())
            + ", its owner";
    if (child.spawnLine() > 0) {
      steps.add(new Step(child.spawnLine(), "", owner, "starts child " + child.pid(), "start"));
    }
    if (child.exitLine() > 0) {
      steps.add(new Step(child.exitLine(), "", childLane, "is dead: " + child.status(), "death"));
    }
    steps.add(
        new Step(
            stealer.line(),
            time(stealer.time()),
            "thread " + stealer.tid() + ", the stealer",
            stealer.call() + " gets " + child.pid() + ", " + child.status(),
            "theft"));
    if (victim != null) {
      String got =
          switch (victim.symptom()) {
            case "blocked" -> " sleeps for ever";
            case "fabricated" -> " gets nothing; the program makes a status up";
            case "none" -> " finds out later";
            default -> " gets " + victim.symptom();
          };
      steps.add(new Step(victim.line(), time(victim.time()), owner, victim.call() + got, "loss"));
    }
    steps.sort(Comparator.comparingLong(Step::line));
    return steps;
  }

  private static String time(long nanos) {
    return Times.known(nanos) ? Times.decimal(nanos) : "";
  }

  @Override
  public Caption caption(TraceResult result) {
    Finding theft = theft(result);
    return Caption.of("A stolen child", result, theft == null ? "" : first(theft.message()));
  }

  /** The first sentence. */
  private static String first(String message) {
    int end = message.indexOf(". ");
    return end < 0 ? message : message.substring(0, end + 1);
  }

  @Override
  public JFreeChart draw(ChartTable table, Caption caption, ChartStyle style) {
    int steps = table.rows().size();
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < steps; i++) {
      names.add(table.text(i, LANE));
    }
    // The first lane on top, as one reads.
    List<String> lanes = new ArrayList<>(names);
    Collections.reverse(lanes);
    SymbolAxis up = new SymbolAxis(null, lanes.toArray(String[]::new));
    up.setTickLabelInsets(ChartStyle.LABEL_GAP);
    up.setGridBandsVisible(false);
    up.setRange(-0.6, Math.max(1, lanes.size()) - 0.3);
    NumberAxis across = new NumberAxis("step, in the order of the log");
    across.setRange(0.4, Math.max(1, steps) + 0.6);
    across.setStandardTickUnits(NumberAxis.createIntegerTickUnits());

    XYSeriesCollection dots = new XYSeriesCollection();
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    XYPlot plot = new XYPlot(dots, across, up, renderer);
    for (int lane = 0; lane < lanes.size(); lane++) {
      renderer.addAnnotation(
          new XYLineAnnotation(0.4, lane, steps + 0.6, lane, ChartStyle.THIN, style.faint()),
          Layer.BACKGROUND);
    }
    int death = -1;
    for (int i = 0; i < steps; i++) {
      String kind = table.text(i, KIND);
      int lane = lanes.indexOf(table.text(i, LANE));
      Color color = color(kind, style);
      XYSeries series = new XYSeries(legend(kind), false, true);
      series.add(i + 1, lane);
      renderer.setSeriesPaint(dots.getSeriesCount(), color);
      renderer.setSeriesShape(dots.getSeriesCount(), new Ellipse2D.Double(-9, -9, 18, 18));
      dots.addSeries(series);
      // The red line comes from the child's lane: the words stand on the other side.
      label(plot, table, i, new Place(lane, kind.equals("theft"), lanes.size()), style);
      death = kind.equals("death") ? i : death;
      if (kind.equals("theft") && death >= 0) {
        int child = lanes.indexOf(table.text(death, LANE));
        renderer.addAnnotation(
            new XYLineAnnotation(death + 1, child, i + 1, lane, ChartStyle.THICK, color),
            Layer.BACKGROUND);
      }
    }
    if (table.empty()) {
      plot.setNoDataMessage("no child was stolen in this log");
    }
    JFreeChart chart = style.dress(new JFreeChart(caption.title(), plot), caption.subtitle());
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinesVisible(false);
    return chart;
  }

  /**
   * Where a label stands.
   *
   * @param below under its lane, else above
   * @param lanes how many share the height
   */
  private record Place(int lane, boolean below, int lanes) {
    private static final double LINES_HIGH = 22;

    /** The height of a line of text, {@code k} lines from the lane. */
    double of(int k) {
      double line = Math.max(2, lanes) / LINES_HIGH;
      return below ? lane - 0.14 - line * (k + 1) : lane + 0.14 + line * k;
    }
  }

  private static void label(XYPlot plot, ChartTable table, int i, Place place, ChartStyle style) {
    List<String> lines = new ArrayList<>(wrapped(table.text(i, WHAT)));
    String time = table.text(i, TIME);
    lines.add("line " + table.text(i, LINE) + (time.isEmpty() ? "" : ", …" + tail(time) + " s"));
    for (int k = 0; k < lines.size(); k++) {
      double height = place.of(place.below() ? k : lines.size() - 1 - k);
      XYTextAnnotation text = new XYTextAnnotation(lines.get(k), i + 1, height);
      text.setFont(ChartStyle.NOTE);
      text.setPaint(k == lines.size() - 1 ? style.faint() : style.ink());
      text.setTextAnchor(TextAnchor.BOTTOM_CENTER);
      plot.addAnnotation(text);
    }
  }

  /** The last digits of a clock: the first ones are the same for all steps. */
  private static String tail(String time) {
    int point = time.indexOf('.');
    return point > 2 ? time.substring(point - 2) : time;
  }

  private static List<String> wrapped(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static Color color(String kind, ChartStyle style) {
    return switch (kind) {
      case "theft" -> style.dead();
      case "loss" -> style.ink();
      case "death" -> style.faint();
      default -> style.live();
    };
  }

  private static String legend(String kind) {
    return switch (kind) {
      case "theft" -> "the stealer takes it";
      case "loss" -> "its owner asks in vain";
      case "death" -> "it dies";
      default -> "it is started";
    };
  }
}

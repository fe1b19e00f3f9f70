package org.reapscope.reports.html;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.reapscope.analyzer.result.Contradiction;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Finding.Severity;
import org.reapscope.analyzer.result.Polling;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.CostGrids;
import org.reapscope.reports.Findings;
import org.reapscope.reports.Numbers;
import org.reapscope.reports.Quotation;
import org.reapscope.reports.Sanitizer;
import org.reapscope.reports.Times;
import org.reapscope.reports.WhatIfGrids;
import org.reapscope.reports.charts.ChartFile;
import org.reapscope.reports.charts.ChartKind;
import org.reapscope.reports.charts.ChartStyle;
import org.reapscope.reports.charts.ChartTable;
import org.reapscope.reports.charts.Fonts;

/** Turns results into what the page shows. */
final class TraceViews {
  private static final int CONTRADICTIONS = 20;

  /** Bytes of a drawing of thousands of lines, which weighs less as points. */
  private static final int HEAVY = 80_000;

  private TraceViews() {}

  /** The view of {@code result} under the anchor {@code id}; charts in {@code both} styles. */
  static TraceView of(TraceResult result, String id, boolean both) throws IOException {
    List<Finding> sorted = Findings.mostSeriousFirst(result.findings());
    List<Finding> shown = sorted.subList(0, Math.min(Quotation.FINDINGS, sorted.size()));
    TimelineBuilder timeline = new TimelineBuilder(result, shown);
    long errors = Findings.count(result, Severity.ERROR);
    long warnings = Findings.count(result, Severity.WARNING);
    return new TraceView(
        id,
        Sanitizer.name(result.name()),
        Sanitizer.text(
            result.facts().dialect()
                + ", "
                + Times.count(result.facts().lines(), "line", "lines")
                + ", "
                + Times.count(result.facts().events(), "event", "events")),
        Sanitizer.text(result.verdict()),
        errors > 0 ? "error" : warnings > 0 ? "warning" : "good",
        Times.count(errors),
        Times.count(warnings),
        Times.count(result.waits().total()),
        Tiles.of(result),
        new FindingViews(result, id).groups(shown, sorted),
        sorted.size() - shown.size(),
        quoting(result),
        timeline.build(id + "l", id + "f"),
        charts(result, both),
        result.polling().stream().map(TraceViews::polling).toList(),
        WhatIfGrids.comparison(result),
        WhatIfGrids.verdicts(result),
        WhatIfGrids.plan(result),
        CostGrids.of(result.cost()),
        result.contradictions().stream()
            .limit(CONTRADICTIONS)
            .map(TraceViews::contradiction)
            .toList(),
        Numbers.of(result).stream().map(pair -> new Part(pair[0], pair[1])).toList(),
        visibility(result));
  }

  private static String quoting(TraceResult result) {
    if (Quotation.wanted(result).isEmpty() || !result.quotes().isEmpty()) {
      return "";
    }
    return result.facts().format().equals("trace.dat")
        ? "This binary trace has records and no lines to quote: line numbers count its records."
        : "The log was not read again, so its lines are not quoted.";
  }

  private static Part contradiction(Contradiction one) {
    return new Part(
        "line " + one.line(),
        Sanitizer.text(
            one.call()
                + " in "
                + one.pid()
                + ": recorded "
                + one.recorded()
                + ", replayed "
                + one.replayed()
                + (one.why().isBlank() ? "" : "; " + one.why())));
  }

  private static PollingView polling(Polling one) {
    return new PollingView(
        Integer.toString(one.pid()),
        Sanitizer.name(one.comm()),
        Times.count(one.rounds()),
        Times.count(one.calls()),
        Times.count(one.wasted()),
        Times.count(one.maxChildren()),
        Times.micros(one.secondsWasted()),
        Times.count(Math.round(one.nsPerChildPerRound())),
        Times.count(one.callsUnderFlag()));
  }

  private static List<String> visibility(TraceResult result) {
    List<String> sentences = new ArrayList<>();
    Numbers.coverage(result).forEach(sentence -> sentences.add(Sanitizer.text(sentence)));
    Numbers.visibility(result).forEach(sentence -> sentences.add(Sanitizer.text(sentence)));
    Fonts.missing().ifPresent(why -> sentences.add(Sanitizer.text(why)));
    long unparsed = result.facts().unparsed();
    if (unparsed > 0) {
      sentences.add(Times.count(unparsed, "line was", "lines were") + " not understood.");
    }
    return sentences;
  }

  /** The charts that there are numbers for; on a dark ground too when {@code both}. */
  private static List<TraceView.Picture> charts(TraceResult result, boolean both)
      throws IOException {
    List<TraceView.Picture> pictures = new ArrayList<>();
    if (Fonts.missing().isPresent()) {
      return pictures;
    }
    for (ChartKind kind : ChartKind.values()) {
      ChartTable table = kind.table(result);
      if (!table.empty()) {
        pictures.add(
            new TraceView.Picture(
                Sanitizer.text(kind.draw(result).getTitle().getText()),
                picture(kind.draw(result, table, ChartStyle.LIGHT)),
                both ? picture(kind.draw(result, table, ChartStyle.DARK)) : ""));
      }
    }
    return pictures;
  }

  /** As an image of its own: its marks and names cannot meet those of another on the page. */
  private static String picture(JFreeChart chart) throws IOException {
    byte[] svg = ChartFile.SVG.encode(chart);
    return svg.length <= HEAVY
        ? "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg)
        : "data:image/png;base64,"
            + Base64.getEncoder().encodeToString(ChartFile.PNG.encode(chart));
  }
}

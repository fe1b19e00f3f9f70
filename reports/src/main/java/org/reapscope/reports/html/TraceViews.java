package org.reapscope.reports.html;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Finding.Severity;
import org.reapscope.analyzer.result.Polling;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Findings;
import org.reapscope.reports.Numbers;
import org.reapscope.reports.Sanitizer;
import org.reapscope.reports.Times;
import org.reapscope.reports.charts.ChartFile;
import org.reapscope.reports.charts.ChartKind;

/** Turns results into what the page shows. */
final class TraceViews {
  private static final int FINDINGS = 200;

  private TraceViews() {}

  /** The view of {@code result} under the anchor {@code id}. */
  static TraceView of(TraceResult result, String id) throws IOException {
    List<Finding> sorted = Findings.mostSeriousFirst(result.findings());
    List<Finding> shown = sorted.subList(0, Math.min(FINDINGS, sorted.size()));
    List<FindingView> findings = new ArrayList<>();
    for (Finding one : shown) {
      findings.add(finding(one, id + "f" + (findings.size() + 1)));
    }
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
        findings,
        sorted.size() - shown.size(),
        new TimelineBuilder(result, findings).build(id + "l", shown),
        chart(result),
        result.polling().stream().map(TraceViews::polling).toList(),
        Numbers.of(result).stream().map(pair -> new Part(pair[0], pair[1])).toList(),
        visibility(result));
  }

  private static FindingView finding(Finding one, String id) {
    List<Part> parts = new ArrayList<>();
    parts.add(part("process", one.process().pid() + Findings.named(one.process().comm())));
    Finding.Child child = one.child();
    if (child != null) {
      parts.add(part("child", Findings.describe(child)));
    }
    Finding.Act stealer = one.stealer();
    if (stealer != null) {
      parts.add(
          part(
              "stealer",
              Findings.act(stealer.tid(), stealer.line(), stealer.time(), stealer.call())));
    }
    Finding.Victim victim = one.victim();
    if (victim != null) {
      String act = Findings.act(victim.tid(), victim.line(), victim.time(), victim.call());
      parts.add(part("victim", act + " -> " + victim.symptom()));
    }
    Finding.UnderFlag flag = one.underFlag();
    if (flag != null) {
      parts.add(part("marked", Findings.effect(flag)));
    }
    return new FindingView(
        id,
        one.severity().word(),
        Sanitizer.name(one.rule()),
        Sanitizer.name(one.evidence()),
        Sanitizer.text(one.message()),
        Findings.line(one),
        parts);
  }

  private static Part part(String label, String text) {
    return new Part(label, Sanitizer.text(text));
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
    Numbers.visibility(result).forEach(sentence -> sentences.add(Sanitizer.text(sentence)));
    long unparsed = result.facts().unparsed();
    if (unparsed > 0) {
      sentences.add(Times.count(unparsed, "line was", "lines were") + " not understood.");
    }
    return sentences;
  }

  /** As an image of its own: its marks and names cannot meet those of another on the page. */
  private static String chart(TraceResult result) throws IOException {
    byte[] svg = ChartFile.SVG.encode(ChartKind.POPULATION.draw(result));
    return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg);
  }
}

package org.reapscope.reports.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Findings;
import org.reapscope.reports.Quotation;
import org.reapscope.reports.Rules;
import org.reapscope.reports.Sanitizer;
import org.reapscope.reports.Times;

/** Turns findings into what the page shows: by rule, with the lines of the log behind each. */
final class FindingViews {
  private static final int OPEN = 10;

  private final TraceResult result;
  private final String trace;
  private final Map<Long, Long> starts;

  /** The findings of {@code result}, in the trace with the anchor {@code trace}. */
  FindingViews(TraceResult result, String trace) {
    this.result = result;
    this.trace = trace;
    this.starts = Quotation.starts(result);
  }

  /** The rules of {@code shown}, the most serious first; {@code all} tells how many there are. */
  List<FindingGroup> groups(List<Finding> shown, List<Finding> all) {
    Map<String, List<FindingView>> views = new LinkedHashMap<>();
    Map<String, String> severities = new LinkedHashMap<>();
    for (int i = 0; i < shown.size(); i++) {
      Finding one = shown.get(i);
      severities.putIfAbsent(one.rule(), one.severity().word());
      views.computeIfAbsent(one.rule(), rule -> new ArrayList<>()).add(view(one, trace + "f" + i));
    }
    List<FindingGroup> groups = new ArrayList<>();
    views.forEach(
        (rule, of) -> {
          long count = all.stream().filter(one -> one.rule().equals(rule)).count();
          int open = Math.min(OPEN, of.size());
          groups.add(
              new FindingGroup(
                  Sanitizer.name(rule),
                  severities.getOrDefault(rule, "note"),
                  Rules.meaning(rule),
                  !RuleText.of(rule).isEmpty(),
                  Rules.remedy(rule),
                  Times.count(count),
                  of.subList(0, open),
                  of.subList(open, of.size())));
        });
    return groups;
  }

  private FindingView view(Finding one, String id) {
    List<Part> parts = new ArrayList<>();
    parts.add(part("process", one.process().pid() + Findings.named(one.process().comm()), 0));
    Finding.Child child = one.child();
    Window window = new Window();
    if (child != null) {
      parts.add(part("child", Findings.describe(child), child.exitLine()));
      window.add(child.spawnLine());
      window.add(child.exitLine());
    }
    Finding.Act stealer = one.stealer();
    if (stealer != null) {
      String act = Findings.act(stealer.tid(), 0, stealer.time(), stealer.call());
      parts.add(part("stealer", act, stealer.line()));
      window.add(stealer.line());
    }
    Finding.Victim victim = one.victim();
    if (victim != null) {
      String act = Findings.act(victim.tid(), 0, victim.time(), victim.call());
      parts.add(part("victim", act + " → " + victim.symptom(), victim.line()));
      window.add(victim.line());
    }
    Finding.UnderFlag flag = one.underFlag();
    if (flag != null) {
      parts.add(
          new Part(
              "if marked",
              Sanitizer.text(Findings.effect(flag)),
              0,
              flag.outcome().equals("fixed") ? "good" : ""));
    }
    return new FindingView(
        id,
        one.severity().word(),
        Sanitizer.name(one.evidence()),
        Sanitizer.text(one.message()),
        parts,
        log(one, id),
        window.from,
        window.to);
  }

  private static Part part(String label, String text, long line) {
    return new Part(label, Sanitizer.text(text), line, "");
  }

  private List<FindingView.LogLine> log(Finding one, String id) {
    List<FindingView.LogLine> lines = new ArrayList<>();
    for (Quotation.Line line : Quotation.of(one, result, starts)) {
      lines.add(
          new FindingView.LogLine(
              id + "-" + line.number(),
              line.number(),
              Sanitizer.text(line.text()),
              Sanitizer.name(line.role()),
              line.gap() == 0 ? "" : Times.count(line.gap(), "line", "lines")));
    }
    return lines;
  }

  /** The lines that a finding plays in; 0 for none. */
  private static final class Window {
    private long from;
    private long to;

    void add(long line) {
      if (line > 0) {
        from = from == 0 ? line : Math.min(from, line);
        to = Math.max(to, line);
      }
    }
  }
}

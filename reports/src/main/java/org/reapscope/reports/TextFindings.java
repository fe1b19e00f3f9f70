package org.reapscope.reports;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Page.Ink;

/** Findings as paragraphs of text, the most serious first. */
final class TextFindings {
  private static final int SHOWN = 20;

  private final Page page;
  private final boolean all;

  /** Writes to {@code page}; {@code all} findings or the first few. */
  TextFindings(Page page, boolean all) {
    this.page = page;
    this.all = all;
  }

  /** Writes the findings of a trace. */
  void print(TraceResult result) throws IOException {
    List<Finding> sorted = Findings.mostSeriousFirst(result.findings());
    int shown = all ? sorted.size() : Math.min(SHOWN, sorted.size());
    for (int i = 0; i < shown; i++) {
      page.gap();
      finding(i + 1, sorted.get(i));
    }
    if (shown < sorted.size()) {
      page.gap();
      page.line("", Ink.BOLD, (sorted.size() - shown) + " more findings; -v shows all.");
    }
  }

  /** Writes what to change, once for each rule that found something grave. */
  void advice(TraceResult result) throws IOException {
    Map<String, String> advice = Remedy.all(result);
    if (advice.isEmpty()) {
      return;
    }
    page.gap();
    page.line("", Ink.BOLD, "What to change");
    for (Map.Entry<String, String> one : advice.entrySet()) {
      page.labelled(Ink.PLAIN, "  " + one.getKey() + ": ", one.getValue());
    }
  }

  private void finding(int number, Finding one) throws IOException {
    Ink ink =
        switch (one.severity()) {
          case ERROR -> Ink.RED;
          case WARNING -> Ink.YELLOW;
          case NOTE -> Ink.BOLD;
        };
    page.line("", ink, number + ". " + one.severity().word() + ": " + one.rule() + evidence(one));
    page.wrapped(Ink.PLAIN, 3, one.message());
    page.labelled(
        Ink.PLAIN, "   process  ", one.process().pid() + Findings.named(one.process().comm()));
    Finding.Child child = one.child();
    if (child != null) {
      page.labelled(Ink.PLAIN, "   child    ", Findings.describe(child));
    }
    Finding.Act stealer = one.stealer();
    if (stealer != null) {
      page.labelled(
          Ink.PLAIN,
          "   stealer  ",
          Findings.act(stealer.tid(), stealer.line(), stealer.time(), stealer.call()));
    }
    Finding.Victim victim = one.victim();
    if (victim != null) {
      String act = Findings.act(victim.tid(), victim.line(), victim.time(), victim.call());
      page.labelled(Ink.PLAIN, "   victim   ", act + " -> " + victim.symptom());
    }
    Finding.UnderFlag flag = one.underFlag();
    if (flag != null) {
      page.labelled(
          flag.outcome().equals("fixed") ? Ink.GREEN : Ink.PLAIN,
          "   marked   ",
          Findings.effect(flag));
    }
  }

  private static String evidence(Finding one) {
    return one.evidence().equals("exact") ? "" : " (" + Sanitizer.name(one.evidence()) + ")";
  }
}

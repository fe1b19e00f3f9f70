package org.reapscope.reports;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Polling;
import org.reapscope.analyzer.result.TraceResult;

/** GitHub-flavoured Markdown for an issue or a merge request. */
public final class MarkdownReport implements Report {
  private final Run run;
  private static final int QUOTED = 20;

  private final Writer target;
  private final StringWriter sections = new StringWriter();
  private final List<List<Object>> summary = new ArrayList<>();
  private Writer out = sections;

  /** Begins a report on {@code out}. */
  public MarkdownReport(Run run, Writer out) {
    this.run = run;
    this.target = out;
  }

  @Override
  public void add(TraceResult result) throws IOException {
    summary.add(
        List.of(
            result.name(),
            Findings.count(result, Finding.Severity.ERROR),
            Findings.count(result, Finding.Severity.WARNING),
            result.waits().total(),
            result.verdict()));
    gap();
    line("## " + plain(Sanitizer.name(result.name())));
    line("");
    if (!result.verdict().isBlank()) {
      line("**" + plain(result.verdict()) + "**");
      line("");
    }
    line("`" + run.command() + "` under `" + run.semantics() + "`, marked " + plain(run.mark()));
    switch (run.command()) {
      case "replay" -> {
        calls(result);
        grids(WhatIfGrids.asked(result));
      }
      case "compare" -> grids(WhatIfGrids.comparison(result));
      case "plan" -> plan(result);
      case "cost" -> {
        polling(result);
        grids(CostGrids.of(result.cost()));
      }
      default -> {
        findings(result);
        grids(WhatIfGrids.asked(result));
        grids(WhatIfGrids.comparison(result));
        plan(result);
        polling(result);
        if (run.command().equals("report")) {
          grids(CostGrids.of(result.cost()));
        }
      }
    }
    line("");
    for (String[] pair : Numbers.of(result)) {
      line("- " + pair[0] + ": " + plain(pair[1]));
    }
    List<String> sentences = Numbers.visibility(result);
    if (!sentences.isEmpty() || result.facts().unparsed() > 0) {
      line("");
      line("### What this log can and cannot show");
      line("");
      for (String sentence : sentences) {
        line("- " + plain(sentence));
      }
      if (result.facts().unparsed() > 0) {
        line("- " + Times.count(result.facts().unparsed(), "line", "lines") + " not understood");
      }
    }
  }

  @Override
  public void failed(String name, String why) throws IOException {
    gap();
    line("## " + plain(Sanitizer.name(name)));
    line("");
    line("**" + plain(why) + "**");
  }

  /** The table of several traces comes first, which takes knowing them all. */
  @Override
  public void end() throws IOException {
    out = target;
    if (summary.size() > 1) {
      line("| trace | errors | warnings | waits | verdict |");
      line("| --- | ---: | ---: | ---: | --- |");
      for (List<Object> cells : summary) {
        row(cells.toArray());
      }
      line("");
    }
    out.write(sections.toString());
  }

  private void gap() throws IOException {
    if (sections.getBuffer().length() > 0) {
      line("");
    }
  }

  private void findings(TraceResult result) throws IOException {
    if (result.findings().isEmpty()) {
      return;
    }
    line("");
    line("| severity | rule | finding | stealer | victim | marked |");
    line("| --- | --- | --- | --- | --- | --- |");
    for (Finding one : Findings.mostSeriousFirst(result.findings())) {
      Finding.Act stealer = one.stealer();
      Finding.Victim victim = one.victim();
      Finding.UnderFlag flag = one.underFlag();
      row(
          one.severity().word(),
          one.rule(),
          one.message(),
          stealer == null ? "" : place(stealer.tid(), stealer.line()) + ": " + stealer.call(),
          victim == null
              ? ""
              : place(victim.tid(), victim.line()) + ": " + victim.call() + ", " + victim.symptom(),
          flag == null ? "" : Findings.effect(flag));
    }
    quotations(result);
    for (Map.Entry<String, String> advice : Remedy.all(result).entrySet()) {
      line("");
      line("**What to change (" + plain(advice.getKey()) + ").** " + plain(advice.getValue()));
    }
  }

  /** The lines of the log behind the first findings, each folded away. */
  private void quotations(TraceResult result) throws IOException {
    Map<Long, Long> starts = Quotation.starts(result);
    int quoted = 0;
    for (Finding one : Findings.mostSeriousFirst(result.findings())) {
      List<Quotation.Line> lines = Quotation.of(one, result, starts);
      if (lines.isEmpty() || quoted++ >= QUOTED) {
        continue;
      }
      line("");
      line("<details><summary>The log behind: " + plain(one.message()) + "</summary>");
      line("");
      line("<pre>");
      for (Quotation.Line each : lines) {
        if (each.gap() > 0) {
          line("…");
        }
        String role = each.role().isEmpty() ? "" : "   ← " + each.role();
        line(escaped(each.number() + "  " + Sanitizer.text(each.text() + role)));
      }
      line("</pre>");
      line("</details>");
    }
  }

  private static String place(int tid, long line) {
    return "thread " + tid + (line > 0 ? ", line " + line : "");
  }

  private void polling(TraceResult result) throws IOException {
    if (result.polling().isEmpty()) {
      return;
    }
    line("");
    line("| pid | name | rounds | calls | wasted | most children | seconds | calls by pidfd |");
    line("| ---: | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (Polling one : result.polling()) {
      row(
          one.pid(),
          one.comm(),
          one.rounds(),
          one.calls(),
          one.wasted(),
          one.maxChildren(),
          Times.micros(one.secondsWasted()),
          one.callsUnderFlag());
    }
  }

  /** The migration plan: a verdict for each program, a row for each spawn site. */
  private void plan(TraceResult result) throws IOException {
    List<String> verdicts = WhatIfGrids.verdicts(result);
    if (!verdicts.isEmpty()) {
      line("");
      line("### Migration plan");
      line("");
      for (String verdict : verdicts) {
        line("- " + plain(verdict));
      }
    }
    grids(WhatIfGrids.plan(result));
  }

  private void grids(List<Grid> grids) throws IOException {
    for (Grid grid : grids) {
      line("");
      line("### " + plain(grid.caption()));
      line("");
      StringBuilder names = new StringBuilder("|");
      StringBuilder rule = new StringBuilder("|");
      for (int i = 0; i < grid.columns().size(); i++) {
        names.append(' ').append(plain(grid.name(i))).append(" |");
        rule.append(grid.number(i) ? " ---: |" : " --- |");
      }
      line(names.toString());
      line(rule.toString());
      for (List<String> cells : grid.rows()) {
        row(cells.toArray());
      }
      if (!grid.note().isEmpty()) {
        line("");
        line(plain(grid.note()));
      }
    }
  }

  private void calls(TraceResult result) throws IOException {
    line("");
    line("| line | thread | call | recorded | replayed | evidence | scanned |");
    line("| ---: | ---: | --- | --- | --- | --- | ---: |");
    for (CallRow one : result.calls()) {
      row(
          one.line(),
          one.tid(),
          one.call(),
          one.recorded(),
          one.replayed(),
          one.evidence().word(),
          one.tasksScanned());
    }
  }

  private void row(Object... cells) throws IOException {
    StringBuilder row = new StringBuilder("|");
    for (Object cell : cells) {
      row.append(' ').append(plain(cell.toString())).append(" |");
    }
    line(row.toString());
  }

  private void line(String text) throws IOException {
    out.write(text);
    out.write('\n');
  }

  /** Text inside a pre element: no HTML, and nothing that a lax reader takes for Markdown. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("@", "&#64;")
        .replace("[", "&#91;")
        .replace("]", "&#93;")
        .replace("`", "&#96;");
  }

  /** Text that shows as itself: no markup, no HTML, no link, no mention. */
  private static String plain(String text) {
    StringBuilder escaped = new StringBuilder();
    // A bare address would become a link.
    String safe = Sanitizer.text(text).replace("://", ": //").replace("www.", "www ");
    for (int i = 0; i < safe.length(); i++) {
      char c = safe.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '@' -> escaped.append("&#64;");
        case '\\', '`', '*', '_', '{', '}', '[', ']', '#', '|', '~', '!' ->
            escaped.append('\\').append(c);
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}

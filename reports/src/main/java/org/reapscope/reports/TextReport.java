package org.reapscope.reports;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.fleet.Group;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Page.Ink;
import org.reapscope.reports.Run.Detail;
import org.reapscope.traces.Diagnostic;
import org.reapscope.traces.TraceFacts;

/**
 * The report a person reads in a terminal: verdict first, the most serious finding next, then
 * counts, what the log can and cannot show, and the command to run next. Several traces begin with
 * a table of all, for which their text is held back until the last is known.
 */
public final class TextReport implements Report {
  private final Run run;
  private final Writer out;
  private final StringWriter sections = new StringWriter();
  private final Page page;
  private final TextFindings findings;
  private final TextTables tables;
  private final TextAlternatives alternatives;
  private final TextCost cost;
  private final List<Object[]> summary = new ArrayList<>();
  private TextSums sums = new TextSums(List.of());
  private int traces;

  /** Begins a report on {@code out}. */
  public TextReport(Run run, Writer out) {
    this.run = run;
    this.out = out;
    this.page = new Page(sections, run.style().color());
    boolean all = run.style().detail() == Detail.VERBOSE;
    this.findings = new TextFindings(page, all);
    this.tables = new TextTables(page, all);
    this.alternatives = new TextAlternatives(page);
    this.cost = new TextCost(page, all);
  }

  @Override
  public void add(TraceResult result) throws IOException {
    if (traces++ > 0) {
      page.gap();
      page.line("", Ink.FAINT, "-".repeat(Page.WIDTH));
    }
    summary.add(
        new Object[] {
          result.name(),
          result.waits().total(),
          result.waits().exact(),
          result.waits().contradicted(),
          Findings.count(result, Finding.Severity.ERROR),
          Findings.count(result, Finding.Severity.WARNING)
        });
    head(result);
    switch (run.command()) {
      case "replay" -> {
        tables.calls(result);
        alternatives.whatIf(result);
      }
      case "compare" -> alternatives.comparison(result);
      case "plan" -> alternatives.plan(result);
      case "cost" -> {
        if (result.polling().isEmpty()) {
          page.gap();
          page.line("", Ink.PLAIN, "No process asked after its children one by one.");
        }
        tables.polling(result);
        if (normal()) {
          cost.print(result.cost());
        }
      }
      default -> {
        alternatives.whatIf(result);
        findings.print(result);
        if (normal()) {
          findings.advice(result);
          tables.polling(result);
        }
      }
    }
    tables.contradictions(result);
    if (normal()) {
      numbers(result);
      visibility(result);
      next(result);
    }
  }

  @Override
  public void end() throws IOException {
    if (traces > 1) {
      Page first = new Page(out, run.style().color());
      first.line("", Ink.BOLD, "All " + traces + " traces");
      table().print(first, 2);
      sums.print(first);
      first.gap();
      first.line("", Ink.FAINT, "-".repeat(Page.WIDTH));
    } else {
      sums.print(page);
    }
    out.write(sections.toString());
  }

  /** All traces; below a folder that they share only what tells them apart. */
  private TextTable table() {
    int shared = sharedFolder();
    TextTable table =
        new TextTable("trace", ">waits", ">exact", ">contradicted", ">errors", ">warnings");
    for (Object[] row : summary) {
      row[0] = row[0].toString().substring(shared);
      table.row(row);
    }
    return table;
  }

  private int sharedFolder() {
    String first = summary.get(0)[0].toString();
    int shared = first.lastIndexOf('/') + 1;
    for (Object[] row : summary) {
      while (!row[0].toString().startsWith(first.substring(0, shared))) {
        shared = first.lastIndexOf('/', shared - 2) + 1;
      }
    }
    return shared;
  }

  @Override
  public void summary(List<Group> groups) {
    sums = new TextSums(groups);
  }

  private boolean normal() {
    return run.style().detail() != Detail.QUIET;
  }

  private void head(TraceResult result) throws IOException {
    TraceFacts facts = result.facts();
    page.wrapped(Ink.BOLD, 0, Sanitizer.name(result.name()));
    if (normal()) {
      page.wrapped(
          Ink.FAINT,
          2,
          facts.dialect()
              + ": "
              + Times.count(facts.lines(), "line", "lines")
              + ", "
              + Times.count(facts.events(), "event", "events")
              + (facts.complete() ? "" : ", not complete")
              + ((run.semantics().equals("linux") && run.mark().equals("none"))
                      || result.whatIf() != null
                      || result.plan() != null
                      || !result.comparison().isEmpty()
                  ? ""
                  : "; replayed under " + run.semantics() + ", marked: " + run.mark()));
    }
    if (!result.verdict().isBlank()) {
      page.gap();
      page.labelled(verdictInk(result), "Verdict: ", result.verdict());
    }
  }

  private static Ink verdictInk(TraceResult result) {
    if (Findings.count(result, Finding.Severity.ERROR) > 0) {
      return Ink.RED;
    }
    return Findings.count(result, Finding.Severity.WARNING) > 0 ? Ink.YELLOW : Ink.GREEN;
  }

  private void numbers(TraceResult result) throws IOException {
    page.gap();
    for (String[] line : Numbers.of(result)) {
      page.labelled(Ink.PLAIN, String.format("%-11s", line[0]), line[1]);
    }
    if (run.style().detail() == Detail.VERBOSE) {
      List<String> rules = new ArrayList<>();
      result
          .waits()
          .rules()
          .forEach((rule, count) -> rules.add(Sanitizer.name(rule) + " " + Times.count(count)));
      if (!rules.isEmpty()) {
        page.labelled(Ink.PLAIN, "Rules      ", String.join(", ", rules));
      }
    }
  }

  private void visibility(TraceResult result) throws IOException {
    List<String> sentences = Numbers.visibility(result);
    TraceFacts facts = result.facts();
    if (sentences.isEmpty() && facts.unparsed() == 0) {
      return;
    }
    page.gap();
    page.line("", Ink.BOLD, "What this log can and cannot show");
    for (String sentence : sentences) {
      page.labelled(Ink.PLAIN, "  - ", sentence);
    }
    if (facts.unparsed() > 0) {
      boolean verbose = run.style().detail() == Detail.VERBOSE;
      page.labelled(
          Ink.YELLOW,
          "  - ",
          Times.count(facts.unparsed(), "line was", "lines were")
              + " not understood"
              + (verbose ? ":" : " (-v shows the first)."));
      if (verbose) {
        for (Diagnostic sample : facts.samples()) {
          page.labelled(
              Ink.PLAIN, "      line " + sample.line() + "  ", sample.why() + ": " + sample.text());
        }
      }
    }
  }

  private void next(TraceResult result) throws IOException {
    page.gap();
    page.line("", Ink.BOLD, "Next");
    page.command(2, NextCommand.after(run.command(), result));
  }
}

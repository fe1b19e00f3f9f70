package org.reapscope.reports;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Contradiction;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Page.Ink;
import org.reapscope.reports.Run.Detail;
import org.reapscope.traces.Diagnostic;
import org.reapscope.traces.TraceFacts;

/**
 * The report a person reads in a terminal: verdict first, the most serious finding next, then
 * counts, what the log can and cannot show, and the command to run next.
 */
public final class TextReport implements Report {
  private static final int FINDINGS_SHOWN = 20;
  private static final int CONTRADICTIONS_SHOWN = 5;

  private final Run run;
  private final Page page;
  private final TextTable summary =
      new TextTable("trace", ">waits", ">exact", ">contradicted", ">errors", ">warnings");
  private int traces;

  /** Begins a report on {@code out}. */
  public TextReport(Run run, Writer out) {
    this.run = run;
    this.page = new Page(out, run.style().color());
  }

  @Override
  public void add(TraceResult result) throws IOException {
    if (traces++ > 0) {
      page.gap();
      page.line("", Ink.FAINT, "-".repeat(Page.WIDTH));
    }
    summary.row(
        result.name(),
        result.waits().total(),
        result.waits().exact(),
        result.waits().contradicted(),
        Findings.count(result, Finding.Severity.ERROR),
        Findings.count(result, Finding.Severity.WARNING));
    head(result);
    switch (run.command()) {
      case "replay" -> calls(result);
      case "cost" -> polling(result);
      default -> {
        findings(result);
        if (normal()) {
          polling(result);
        }
      }
    }
    contradictions(result);
    if (normal()) {
      numbers(result);
      visibility(result);
      next(result);
    }
  }

  @Override
  public void end() throws IOException {
    if (traces > 1) {
      page.gap();
      page.line("", Ink.BOLD, "All " + traces + " traces");
      summary.print(page, 2);
    }
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
              + (run.semantics().equals("linux") && run.mark().equals("none")
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

  private void findings(TraceResult result) throws IOException {
    List<Finding> sorted = Findings.mostSeriousFirst(result.findings());
    int shown =
        run.style().detail() == Detail.VERBOSE
            ? sorted.size()
            : Math.min(FINDINGS_SHOWN, sorted.size());
    for (int i = 0; i < shown; i++) {
      page.gap();
      finding(i + 1, sorted.get(i));
    }
    if (shown < sorted.size()) {
      page.gap();
      page.line("", Ink.BOLD, (sorted.size() - shown) + " more findings; -v shows all.");
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

  private void polling(TraceResult result) throws IOException {
    if (result.polling().isEmpty()) {
      if (run.command().equals("cost")) {
        page.gap();
        page.line("", Ink.PLAIN, "No process asked after its children one by one.");
      }
      return;
    }
    page.gap();
    page.line("", Ink.BOLD, "Asking after children one by one");
    TextTable table =
        new TextTable(
            ">pid",
            "name",
            ">rounds",
            ">calls",
            ">wasted",
            ">most",
            ">seconds",
            ">ns/child",
            ">by pidfd");
    result
        .polling()
        .forEach(
            one ->
                table.row(
                    one.pid(),
                    one.comm(),
                    one.rounds(),
                    one.calls(),
                    one.wasted(),
                    one.maxChildren(),
                    Times.micros(one.secondsWasted()),
                    Math.round(one.nsPerChildPerRound()),
                    one.callsUnderFlag()));
    table.print(page, 2);
    page.wrapped(
        Ink.FAINT,
        2,
        "wasted: calls that found nothing; most: children asked after in one round; seconds: spent"
            + " in wasted calls, an upper bound since tracing slows calls; by pidfd: calls that an"
            + " event loop on pidfds makes for the same deaths");
  }

  private void calls(TraceResult result) throws IOException {
    page.gap();
    page.line("", Ink.BOLD, "Wait calls");
    TextTable table =
        new TextTable(">line", ">thread", "call", "recorded", "replayed", "evidence", ">scanned");
    for (CallRow one : result.calls()) {
      boolean same = one.recorded().equals(one.replayed());
      table.row(
          one.line(),
          one.tid(),
          one.call(),
          one.recorded(),
          same ? "same" : one.replayed(),
          one.evidence() == Evidence.EXACT || one.rule().isEmpty()
              ? one.evidence().word()
              : one.evidence().word() + ": " + one.rule(),
          one.tasksScanned());
    }
    table.print(page, 0);
  }

  private void contradictions(TraceResult result) throws IOException {
    if (result.contradictions().isEmpty()) {
      return;
    }
    page.gap();
    page.line("", Ink.RED, "Contradicted: the replay disagrees with what was recorded");
    int shown =
        run.style().detail() == Detail.VERBOSE
            ? result.contradictions().size()
            : Math.min(CONTRADICTIONS_SHOWN, result.contradictions().size());
    for (Contradiction one : result.contradictions().subList(0, shown)) {
      page.labelled(
          Ink.PLAIN,
          "  line " + one.line() + "  ",
          one.call()
              + " in "
              + one.pid()
              + ": recorded "
              + one.recorded()
              + ", replayed "
              + one.replayed()
              + (one.why().isBlank() ? "" : "; " + one.why()));
    }
    if (shown < result.contradictions().size()) {
      page.line("", Ink.PLAIN, "  " + (result.contradictions().size() - shown) + " more with -v");
    }
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
    // A command is to be copied: it is never broken over lines.
    page.line("  ", Ink.PLAIN, NextCommand.after(run.command(), result));
  }
}

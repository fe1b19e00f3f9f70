package org.reapscope.reports.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Report;
import org.reapscope.reports.Run;
import org.reapscope.reports.Sanitizer;
import org.reapscope.reports.Times;

/**
 * One self-contained page: no network, opens from disk, light and dark, prints.
 *
 * <p>Everything from a log goes through the sanitizer and through templates that escape; the page's
 * own policy lets a browser run no script but the one named by its hash.
 */
public final class HtmlReport implements Report {
  /** Traces whose charts come on a light and on a dark ground; more would make a heavy page. */
  private static final int IN_BOTH_STYLES = 4;

  private static final List<String> FILES =
      List.of(
          "run.json",
          "run.sarif",
          "report.md",
          "findings.csv",
          "calls.csv",
          "polling.csv",
          "plan.csv",
          "compare.csv",
          "perfetto.json",
          "charts/");

  private final Run run;
  private final Writer out;
  private final List<TraceView> traces = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();

  /** Begins a page on {@code out}. */
  public HtmlReport(Run run, Writer out) {
    this.run = run;
    this.out = out;
  }

  @Override
  public void add(TraceResult result) throws IOException {
    traces.add(TraceViews.of(result, "t" + (traces.size() + 1), traces.size() < IN_BOTH_STYLES));
  }

  @Override
  public void failed(String name, String why) {
    failures.add(Sanitizer.text(why));
  }

  @Override
  public void end() {
    String title =
        traces.size() == 1 ? traces.get(0).name() : Times.count(traces.size(), "trace", "traces");
    List<String> files = run.command().equals("report") ? FILES : List.of();
    List<RuleText> rules =
        traces.stream()
            .flatMap(trace -> trace.groups().stream())
            .map(FindingGroup::rule)
            .distinct()
            .map(rule -> new RuleText(rule, RuleText.of(rule)))
            .filter(text -> !text.html().isEmpty())
            .toList();
    String replayed =
        "replayed under " + run.semantics() + ", marked: " + Sanitizer.name(run.mark());
    TemplateEngine.createPrecompiled(ContentType.Html)
        .render(
            "page.jte",
            Map.of(
                "title", title,
                "version", run.version(),
                "replayed", replayed,
                "traces", traces,
                "failures", failures,
                "rules", rules,
                "files", files),
            new WriterOutput(out));
  }
}

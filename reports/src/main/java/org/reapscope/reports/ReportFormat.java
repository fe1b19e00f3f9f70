package org.reapscope.reports;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.reapscope.reports.html.HtmlReport;
import org.reapscope.reports.perfetto.PerfettoReport;

/** The forms in which results are written. A new one is a class and a line here. */
public enum ReportFormat {
  /** For people, at 80 columns. */
  TEXT,
  /** One document a run, schema {@code reapscope/1}. */
  JSON,
  /** One table: findings, calls or polling, by command. */
  CSV,
  /** For an issue or a merge request. */
  MARKDOWN,
  /** SARIF 2.1.0, for code scanning. */
  SARIF,
  /** JUnit XML, for the test tab of a CI service. */
  JUNIT,
  /** One self-contained page. */
  HTML,
  /** Chrome trace events, which the Perfetto viewer opens. */
  PERFETTO;

  /** Begins a report of {@code run} on {@code out}. */
  public Report open(Run run, Writer out) throws IOException {
    return switch (this) {
      case TEXT -> new TextReport(run, out);
      case JSON -> new JsonReport(run, out);
      case CSV -> new CsvReport(run, out);
      case MARKDOWN -> new MarkdownReport(run, out);
      case SARIF -> new SarifReport(run, out);
      case JUNIT -> new JunitReport(run, out);
      case HTML -> new HtmlReport(run, out);
      case PERFETTO -> new PerfettoReport(run, out);
    };
  }

  /** Whether it shows every wait call, or lines of the log beside what was found in them. */
  public boolean showsAll() {
    return this == MARKDOWN || this == SARIF || this == HTML || this == PERFETTO;
  }

  /** The word used on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

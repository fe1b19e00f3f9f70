package org.reapscope.reports;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.reapscope.reports.html.HtmlReport;
import org.reapscope.reports.perfetto.PerfettoReport;

/** The forms in which results are written. A new one is a class and a line here. */
public enum ReportFormat {
  /** For people, at 80 columns. */
  TEXT(TextReport::new),
  /** One document a run, schema {@code reapscope/1}. */
  JSON(JsonReport::new),
  /** One table: findings, calls or polling, by command. */
  CSV(CsvReport::new),
  /** For an issue or a merge request. */
  MARKDOWN(MarkdownReport::new),
  /** SARIF 2.1.0, for code scanning. */
  SARIF(SarifReport::new),
  /** JUnit XML, for the test tab of a CI service. */
  JUNIT(JunitReport::new),
  /** One self-contained page. */
  HTML(HtmlReport::new),
  /** Chrome trace events, which the Perfetto viewer opens. */
  PERFETTO(PerfettoReport::new);

  private final Constructor constructor;

  ReportFormat(Constructor constructor) {
    this.constructor = constructor;
  }

  /** Begins a report of {@code run} on {@code out}. */
  public Report open(Run run, Writer out) throws IOException {
    return constructor.open(run, out);
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

  @FunctionalInterface
  private interface Constructor {
    Report open(Run run, Writer out) throws IOException;
  }
}

package org.reapscope.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.fleet.Group;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.CalibrationCsv;
import org.reapscope.reports.Report;
import org.reapscope.reports.ReportFormat;
import org.reapscope.reports.Run;

/** Everything about some traces in one folder: the page, and the data and pictures beside it. */
final class ReportCommand extends Command {
  private final Option<List<String>> traces =
      Option.arguments("TRACE", "1..*").says(TraceCommand.TRACE);

  private final Option<Path> folder =
      Option.of(Path.class, "DIR", "-o", "--output")
          .required()
          .says("Folder to write to; made when missing.");

  private final Option<Boolean> force =
      Option.flag("--force").says("Replace files of an earlier report in DIR.");

  private final RunOptions run = new RunOptions();
  private final FleetOptions many = new FleetOptions();

  ReportCommand(Console console) {
    super(
        console,
        "report",
        "Writes one self-contained HTML page on all TRACEs, with the same as Markdown, the tables as"
            + " CSV, the results as JSON and SARIF, and the charts as SVG beside it.");
  }

  @Override
  void describe(HelpPage page) {
    page.takes(traces, folder, force);
    run.describe(page);
    many.describe(page);
    page.examples(
        "  reapscope report -o run-report run.strace",
        "  then open run-report/index.html in a browser",
        "  On a recording that comes with the program:",
        "    reapscope report -o who-reaped-whom \\",
        "      " + Samples.THEFT);
  }

  /**
   * One file of the report.
   *
   * @param command decides which table a CSV file holds
   */
  private record Part(String name, ReportFormat format, String command) {}

  private static final String CHARTS = "charts";

  private static final List<Part> PARTS =
      List.of(
          new Part("index.html", ReportFormat.HTML, "report"),
          new Part("run.json", ReportFormat.JSON, "report"),
          new Part("report.md", ReportFormat.MARKDOWN, "report"),
          new Part("run.sarif", ReportFormat.SARIF, "report"),
          new Part("findings.csv", ReportFormat.CSV, "audit"),
          new Part("calls.csv", ReportFormat.CSV, "replay"),
          new Part("polling.csv", ReportFormat.CSV, "cost"),
          new Part("plan.csv", ReportFormat.CSV, "plan"),
          new Part("compare.csv", ReportFormat.CSV, "compare"),
          new Part("perfetto.json", ReportFormat.PERFETTO, "report"));

  @Override
  public Integer call() {
    AnalysisOptions options =
        AnalysisOptions.plain()
            .inFull()
            .pricedBy(CalibrationCsv.reference())
            .playedOn(Alternatives.BESIDE);
    try (TraceLoop loop = new TraceLoop(console, run, many, options)) {
      write(loop);
      return loop.code();
    } catch (IllegalArgumentException wrong) {
      throw usage(wrong.getMessage());
    } catch (IOException unreadable) {
      console.say(Sentences.of(unreadable));
      return ExitCode.INPUT;
    }
  }

  private void write(TraceLoop loop) {
    List<Open> open = new ArrayList<>();
    try {
      Files.createDirectories(folder.get());
      if (!force.get()) {
        for (Path chart : ChartFolder.taken(folder.get().resolve(CHARTS))) {
          ResultFile.check(chart, false);
        }
      }
      for (Part part : PARTS) {
        open.add(Open.of(part, folder.get(), force.get()));
      }
      write(loop, open);
      for (Open one : open) {
        one.file().publish();
      }
      if (!run.quiet.get()) {
        console.say("report written to " + folder.get().resolve("index.html"));
      }
    } catch (IOException unwritable) {
      console.say(Sentences.of(unwritable));
      loop.raise(ExitCode.USAGE);
    } finally {
      open.forEach(one -> one.close(console));
    }
  }

  private void write(TraceLoop loop, List<Open> open) throws IOException {
    Report all = new Together(open.stream().map(Open::report).toList());
    loop.run(traces.get(), all, this::charts);
    for (Open one : open) {
      one.writer().flush();
    }
  }

  private boolean charts(int trace, @Nullable TraceResult result) throws IOException {
    if (result != null) {
      String prefix = trace == 0 ? "" : (trace + 1) + "-";
      new ChartFolder(folder.get().resolve(CHARTS), force.get(), false).draw(result, prefix);
    }
    return true;
  }

  /** A file being written, and the report that writes it. */
  private record Open(ResultFile file, Writer writer, Report report) {
    static Open of(Part part, Path folder, boolean force) throws IOException {
      ResultFile file = new ResultFile(folder.resolve(part.name()), force);
      Writer writer =
          new BufferedWriter(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8));
      AnalysisOptions plain = AnalysisOptions.plain();
      Run about =
          new Run(
              Version.number(),
              part.command(),
              plain.semantics(),
              plain.mark(),
              new Run.Style(false, Run.Detail.NORMAL));
      return new Open(file, writer, part.format().open(about, writer));
    }

    void close(Console console) {
      try {
        file.close();
      } catch (IOException failed) {
        console.say(Sentences.of(failed));
      }
    }
  }

  /** Gives every result to several reports. */
  private record Together(List<Report> reports) implements Report {
    @Override
    public void add(TraceResult result) throws IOException {
      for (Report report : reports) {
        report.add(result);
      }
    }

    @Override
    public void failed(String name, String why) throws IOException {
      for (Report report : reports) {
        report.failed(name, why);
      }
    }

    @Override
    public void summary(List<Group> groups) throws IOException {
      for (Report report : reports) {
        report.summary(groups);
      }
    }

    @Override
    public void end() throws IOException {
      for (Report report : reports) {
        report.end();
      }
    }
  }
}

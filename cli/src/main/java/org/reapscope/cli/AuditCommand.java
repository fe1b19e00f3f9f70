package org.reapscope.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.charts.ChartFile;
import org.reapscope.reports.charts.ChartKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job: who reaped whose child, what leaks, what polling costs, what the mark changes. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Finds misreaped children, leaks and costly polling in each TRACE, says how much of the log"
          + " the kernel model reproduces, and what marking children for focused waits only would"
          + " change.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  Who stole a child?",
      "    reapscope audit run.strace.zst",
      "  In a CI job: fail on warnings too, keep findings for code scanning:",
      "    reapscope audit --fail-on warning --format sarif -o run.sarif run.strace",
      "  With a picture of the children over time:",
      "    reapscope audit --chart children.svg run.strace",
      "  While it runs, findings as they happen:",
      "    strace -f -ttt -T -yy -o '|reapscope audit --live -' ./supervisor",
      "    reapscope audit --live run.strace",
      "  From another machine, without storing the log:",
      "    ssh host zstd -dc run.strace.zst | reapscope audit -",
      "  On a recording that comes with the program:",
      "    reapscope audit \\",
      "      " + Samples.THEFT
    })
final class AuditCommand extends TraceCommand {
  @Option(
      names = "--semantics",
      paramLabel = "PROFILE",
      defaultValue = "linux",
      description = "Rules to replay under (default: ${DEFAULT-VALUE}).")
  String semantics = "linux";

  @Option(
      names = "--mark",
      paramLabel = "POLICY",
      defaultValue = "none",
      description =
          "Which children carry the mark, comma-separated: none, all, pidfd, focused, misreaped,"
              + " minimal, comm=GLOB, exe=GLOB, recorded[=BIT] (default: ${DEFAULT-VALUE}).")
  String mark = "none";

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      description = "Draw live and dead children over time; FILE ends in .svg or .png.")
  @Nullable Path chart;

  @Option(
      names = "--live",
      description =
          "Read TRACE while it is written and tell findings on standard error as they happen. The"
              + " report follows at the end of the log, or at ctrl-C.")
  boolean live;

  /** What was told while the log was recorded, to be compared with the report. */
  private final @Nullable LiveNews before;

  AuditCommand(Console console) {
    this(console, null);
  }

  /** An audit of a log whose findings have been told already, as they happened. */
  AuditCommand(Console console, @Nullable LiveNews before) {
    super(console);
    this.before = before;
  }

  @Override
  TraceLoop.Reading reading(TraceLoop.Reading usual) {
    if (live) {
      return new LiveRun(console, new LiveNews(console, output.verbose), usual);
    }
    LiveNews news = before;
    return news == null
        ? usual
        : (spec, options) -> {
          TraceResult result = usual.analyse(spec, options);
          news.compare(result);
          return result;
        };
  }

  @Override
  AnalysisOptions analysis() {
    if (live) {
      checkLive();
    }
    return new AnalysisOptions(semantics, mark, false, Alternatives.ASKED);
  }

  private void checkLive() {
    if (traces.size() > 1) {
      throw usage("--live reads one trace; " + traces.size() + " were given");
    }
    AnalysisOptions asked = new AnalysisOptions(semantics, mark, false, Alternatives.ASKED);
    boolean once = !output.format.showsAll() && !asked.needsFirstPass();
    if (!once && (traces.get(0).equals("-") || traces.get(0).endsWith(":-"))) {
      throw usage(
          "this --mark or --format has to read the log twice, which standard input cannot be with"
              + " --live: keep the log in a file, and audit --live that");
    }
  }

  @Override
  List<Path> sideFiles() {
    if (chart == null) {
      return List.of();
    }
    try {
      ChartFile.of(chart);
    } catch (IllegalArgumentException wrong) {
      throw usage(wrong.getMessage());
    }
    if (traces.size() > 1) {
      throw usage("--chart draws one trace; " + traces.size() + " were given");
    }
    return List.of(chart);
  }

  @Override
  void beside(TraceResult result) throws IOException {
    Path drawn = chart;
    if (drawn == null) {
      return;
    }
    ResultFile.write(
        drawn,
        output.force,
        out -> out.write(ChartFile.of(drawn).encode(ChartKind.POPULATION.draw(result))));
    if (!run.quiet) {
      console.say("chart written to " + drawn);
    }
  }
}

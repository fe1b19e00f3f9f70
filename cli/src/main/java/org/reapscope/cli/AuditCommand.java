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

  AuditCommand(Console console) {
    super(console);
  }

  @Override
  AnalysisOptions analysis() {
    return new AnalysisOptions(semantics, mark, false, Alternatives.ASKED);
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
    if (chart == null) {
      return;
    }
    try (ResultFile file = new ResultFile(chart, output.force)) {
      file.out().write(ChartFile.of(chart).encode(ChartKind.POPULATION.draw(result)));
      file.publish();
    }
    if (!run.quiet) {
      console.say("chart written to " + chart);
    }
  }
}

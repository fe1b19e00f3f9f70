package org.reapscope.cli;

import org.reapscope.analyzer.AnalysisOptions;
import picocli.CommandLine.Command;

/** What asking after children one by one costs, process by process. */
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Counts poll rounds of each TRACE: event-loop turns in which a thread asks after its children"
          + " one by one, how many of those calls found nothing, the time they took, and how many"
          + " calls an event loop on pidfds would have made.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  reapscope cost run.strace",
      "  reapscope cost --format csv -o polling.csv *.strace.zst"
    })
final class CostCommand extends TraceCommand {
  CostCommand(Console console) {
    super(console);
  }

  @Override
  AnalysisOptions analysis() {
    return AnalysisOptions.plain();
  }
}

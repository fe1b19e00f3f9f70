package org.reapscope.cli;

import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.AnalysisOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The migration: what to mark, what to change, and the replay that proves it. */
@Command(
    name = "plan",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Sorts the children of each TRACE by the place that creates them, says which to mark, what"
          + " else has to change, what that saves and what to do on today's kernels, and plays the"
          + " run on with the plan carried out to check it.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  What would it take to keep our children from being stolen?",
      "    reapscope plan run.strace",
      "  As a table, for a ticket:",
      "    reapscope plan --format csv -o plan.csv run.strace",
      "  On a recording that comes with the program:",
      "    reapscope plan \\",
      "      " + Samples.THEFT
    })
final class PlanCommand extends TraceCommand {
  @Option(
      names = "--semantics",
      paramLabel = "PROFILE",
      defaultValue = "wait-pidfd",
      description = "Rules to move to (default: ${DEFAULT-VALUE}).")
  String semantics = "wait-pidfd";

  PlanCommand(Console console) {
    super(console);
  }

  @Override
  AnalysisOptions analysis() {
    return new AnalysisOptions(semantics, "minimal", false, Alternatives.PLAN);
  }
}

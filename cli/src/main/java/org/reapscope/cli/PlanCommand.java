package org.reapscope.cli;

import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.AnalysisOptions;

/** The migration: what to mark, what to change, and the replay that proves it. */
final class PlanCommand extends TraceCommand {
  private final Option<String> semantics =
      Option.of(String.class, "PROFILE", "--semantics")
          .byDefault("wait-pidfd")
          .says("Rules to move to (default: ${DEFAULT-VALUE}).");

  PlanCommand(Console console) {
    super(
        console,
        "plan",
        "Sorts the children of each TRACE by the place that creates them, says which to mark, what"
            + " else has to change, what that saves and what to do on today's kernels, and plays the"
            + " run on with the plan carried out to check it.");
  }

  @Override
  void describe(HelpPage page) {
    super.describe(page);
    page.takes(semantics)
        .examples(
            "  What would it take to keep our children from being stolen?",
            "    reapscope plan run.strace",
            "  As a table, for a ticket:",
            "    reapscope plan --format csv -o plan.csv run.strace",
            "  On a recording that comes with the program:",
            "    reapscope plan \\",
            "      " + Samples.THEFT);
  }

  @Override
  AnalysisOptions analysis() {
    return new AnalysisOptions(semantics.get(), "minimal", false, Alternatives.PLAN);
  }
}

package org.reapscope.cli;

import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.AnalysisOptions;

/** One run under every rule set, side by side. */
final class CompareCommand extends TraceCommand {
  private final Option<String> mark =
      Option.of(String.class, "POLICY", "--mark")
          .byDefault("focused")
          .says(
              "Which children carry the mark (default: ${DEFAULT-VALUE}, those that some code asks for"
                  + " by name).");

  CompareCommand(Console console) {
    super(
        console,
        "compare",
        "Plays each TRACE on under every semantics profile, with callers that adapt to the answers,"
            + " and shows stolen children, leaks, hangs, wait calls and tasks scanned in one table.");
  }

  @Override
  void describe(HelpPage page) {
    super.describe(page);
    page.takes(mark)
        .examples(
            "  Which rule would have saved the stolen children?",
            "    reapscope compare run.strace",
            "  What if every child carried the mark?",
            "    reapscope compare --mark all --format csv -o profiles.csv run.strace",
            "  On a recording that comes with the program:",
            "    reapscope compare \\",
            "      " + Samples.THEFT);
  }

  @Override
  AnalysisOptions analysis() {
    return new AnalysisOptions("linux", mark.get(), false, Alternatives.EVERY_PROFILE);
  }
}

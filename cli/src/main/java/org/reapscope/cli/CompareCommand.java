package org.reapscope.cli;

import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.AnalysisOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One run under every rule set, side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Plays each TRACE on under every semantics profile, with callers that adapt to the answers,"
          + " and shows stolen children, leaks, hangs, wait calls and tasks scanned in one table.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  Which rule would have saved the stolen children?",
      "    reapscope compare run.strace",
      "  What if every child carried the mark?",
      "    reapscope compare --mark all --format csv -o profiles.csv run.strace",
      "  On a recording that comes with the program:",
      "    reapscope compare \\",
      "      " + Samples.THEFT
    })
final class CompareCommand extends TraceCommand {
  @Option(
      names = "--mark",
      paramLabel = "POLICY",
      defaultValue = "focused",
      description =
          "Which children carry the mark (default: ${DEFAULT-VALUE}, those that some code asks for"
              + " by name).")
  String mark = "focused";

  CompareCommand(Console console) {
    super(console);
  }

  @Override
  AnalysisOptions analysis() {
    return new AnalysisOptions("linux", mark, false, Alternatives.EVERY_PROFILE);
  }
}

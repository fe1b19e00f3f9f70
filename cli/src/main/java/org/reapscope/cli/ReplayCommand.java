package org.reapscope.cli;

import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.AnalysisOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Every wait call: what was recorded, what the replay answers, what the kernel had to scan. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Puts every recorded wait call of each TRACE to the kernel model under the rules chosen and"
          + " shows both results side by side.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  Does the model agree with the kernel that was recorded?",
      "    reapscope replay run.strace",
      "  What would each wait have answered, had the stolen children been marked?",
      "    reapscope replay --semantics wait-pidfd --mark misreaped \\",
      "      --closed-loop run.strace",
      "  All calls as a table for a spreadsheet:",
      "    reapscope replay --format csv -o calls.csv run.strace",
      "  On a recording that comes with the program:",
      "    reapscope replay \\",
      "      " + Samples.THEFT
    })
final class ReplayCommand extends TraceCommand {
  @Option(
      names = "--semantics",
      paramLabel = "PROFILE",
      defaultValue = "linux",
      description =
          "Rules to replay under, such as linux or wait-pidfd (default: ${DEFAULT-VALUE}).")
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
      names = "--closed-loop",
      description =
          "Let the callers adapt: loops end where the answers end them, sleepers sleep on, and"
              + " whatever follows a difference is inferred.")
  boolean closedLoop;

  ReplayCommand(Console console) {
    super(console);
  }

  @Override
  AnalysisOptions analysis() {
    return new AnalysisOptions(
        semantics, mark, true, closedLoop ? Alternatives.ASKED : Alternatives.NONE);
  }
}

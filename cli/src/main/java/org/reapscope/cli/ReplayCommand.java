package org.reapscope.cli;

import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.AnalysisOptions;

/** Every wait call: what was recorded, what the replay answers, what the kernel had to scan. */
final class ReplayCommand extends TraceCommand {
  private final Option<String> semantics =
      Option.of(String.class, "PROFILE", "--semantics")
          .byDefault("linux")
          .says("Rules to replay under, such as linux or wait-pidfd (default: ${DEFAULT-VALUE}).");

  private final Option<String> mark = markPolicy();

  private final Option<Boolean> closedLoop =
      Option.flag("--closed-loop")
          .says(
              "Let the callers adapt: loops end where the answers end them, sleepers sleep on, and"
                  + " whatever follows a difference is inferred.");

  ReplayCommand(Console console) {
    super(
        console,
        "replay",
        "Puts every recorded wait call of each TRACE to the kernel model under the rules chosen and"
            + " shows both results side by side.");
  }

  @Override
  void describe(HelpPage page) {
    super.describe(page);
    page.takes(semantics, mark, closedLoop)
        .examples(
            "  Does the model agree with the kernel that was recorded?",
            "    reapscope replay run.strace",
            "  What would each wait have answered, had the stolen children been marked?",
            "    reapscope replay --semantics wait-pidfd --mark misreaped \\",
            "      --closed-loop run.strace",
            "  All calls as a table for a spreadsheet:",
            "    reapscope replay --format csv -o calls.csv run.strace",
            "  On a recording that comes with the program:",
            "    reapscope replay \\",
            "      " + Samples.THEFT);
  }

  @Override
  AnalysisOptions analysis() {
    return new AnalysisOptions(
        semantics.get(),
        mark.get(),
        true,
        closedLoop.get() ? Alternatives.ASKED : Alternatives.NONE);
  }
}

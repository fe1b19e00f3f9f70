package org.reapscope.cli;

import java.nio.file.Path;

/** The options on how a run over traces goes and ends. */
final class RunOptions {
  final Option<FailOn> failOn =
      Option.of(FailOn.class, "LEVEL", "--fail-on")
          .byDefault("error")
          .says(
              "Exit with 1 for findings of this level or worse: ${COMPLETION-CANDIDATES} (default:"
                  + " ${DEFAULT-VALUE}).");

  final ReadingOptions reading = new ReadingOptions();

  final Option<Integer> timeout =
      Option.of(int.class, "SECONDS", "--timeout")
          .byDefault("0")
          .says("Give up with exit code 3 when not done by then (default: no limit).");

  final Option<Path> baseline =
      Option.of(Path.class, "OLD.json", "--baseline")
          .says("Leave out findings that an earlier --format json already held.");

  final Option<Boolean> quiet =
      Option.flag("-q", "--quiet")
          .says("Verdict and findings only; nothing on standard error but errors.");

  void describe(HelpPage page) {
    page.takes(failOn);
    reading.describe(page);
    page.takes(timeout, baseline, quiet);
  }
}

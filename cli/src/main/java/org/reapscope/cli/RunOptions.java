package org.reapscope.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options on how a run over traces goes and ends. */
final class RunOptions {
  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      defaultValue = "error",
      description =
          "Exit with 1 for findings of this level or worse: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  FailOn failOn = FailOn.ERROR;

  @Mixin ReadingOptions reading = new ReadingOptions();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "Give up with exit code 3 when not done by then (default: no limit).")
  int timeout;

  @Option(
      names = "--baseline",
      paramLabel = "OLD.json",
      description = "Leave out findings that an earlier --format json already held.")
  @Nullable Path baseline;

  @Option(
      names = {"-q", "--quiet"},
      description = "Verdict and findings only; nothing on standard error but errors.")
  boolean quiet;
}

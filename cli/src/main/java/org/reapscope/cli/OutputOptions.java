package org.reapscope.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.reapscope.reports.ReportFormat;
import org.reapscope.reports.Run.Detail;
import org.reapscope.reports.Run.Style;
import picocli.CommandLine.Option;

/** The options on what a command writes and where. */
final class OutputOptions {
  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "text",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the report to FILE instead of standard output.")
  @Nullable Path file;

  @Option(names = "--force", description = "Let -o and --chart replace files that exist.")
  boolean force;

  @Option(
      names = "--fail-on",
      paramLabel = "LEVEL",
      defaultValue = "error",
      description =
          "Exit with 1 for findings of this level or worse: ${COMPLETION-CANDIDATES} (default:"
              + " ${DEFAULT-VALUE}).")
  FailOn failOn = FailOn.ERROR;

  @Option(
      names = "--strict",
      description = "Exit with 3 when a line was not understood or events were lost.")
  boolean strict;

  @Option(
      names = {"-q", "--quiet"},
      description = "Verdict and findings only; nothing on standard error but errors.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Every finding, the lines not understood, the inference rules used.")
  boolean verbose;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, which heeds NO_COLOR).")
  Color color = Color.AUTO;

  @Option(
      names = "--max-memory",
      paramLabel = "SIZE",
      description = "Largest heap, such as 512m or 4g; the launcher hands it to Java.")
  @Nullable String maxMemory;

  /** How text looks on {@code console}. */
  Style style(Console console) {
    boolean paint =
        switch (color) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> file == null && console.paints();
        };
    return new Style(paint, quiet ? Detail.QUIET : verbose ? Detail.VERBOSE : Detail.NORMAL);
  }
}

package org.reapscope.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.reapscope.reports.ReportFormat;
import org.reapscope.reports.Run.Detail;
import org.reapscope.reports.Run.Style;
import picocli.CommandLine.Option;

/** The options on what a report looks like and where it goes. */
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

  @Option(names = "--force", description = "Replace output files that exist.")
  boolean force;

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

  /** How text looks on {@code console}. */
  Style style(Console console, boolean quiet) {
    boolean paint =
        switch (color) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> file == null && console.paints();
        };
    return new Style(paint, quiet ? Detail.QUIET : verbose ? Detail.VERBOSE : Detail.NORMAL);
  }
}

package org.reapscope.cli;

import java.nio.file.Path;
import org.reapscope.reports.ReportFormat;
import org.reapscope.reports.Run.Detail;
import org.reapscope.reports.Run.Style;

/** The options on what a report looks like and where it goes. */
final class OutputOptions {
  final Option<ReportFormat> format =
      Option.of(ReportFormat.class, "FORM", "--format")
          .byDefault("text")
          .says("One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).");

  final Option<Path> file =
      Option.of(Path.class, "FILE", "-o", "--output")
          .says("Write the report to FILE instead of standard output.");

  final Option<Boolean> force = Option.flag("--force").says("Replace output files that exist.");

  final Option<Boolean> verbose =
      Option.flag("-v", "--verbose")
          .says("Every finding, the lines not understood, the inference rules used.");

  final Option<Color> color =
      Option.of(Color.class, "WHEN", "--color")
          .byDefault("auto")
          .says("${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, which heeds NO_COLOR).");

  void describe(HelpPage page) {
    page.takes(format, file, force, verbose, color);
  }

  /** How text looks on {@code console}. */
  Style style(Console console, boolean quiet) {
    boolean paint =
        switch (color.get()) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> file.orNull() == null && console.paints();
        };
    return new Style(paint, quiet ? Detail.QUIET : verbose.get() ? Detail.VERBOSE : Detail.NORMAL);
  }
}

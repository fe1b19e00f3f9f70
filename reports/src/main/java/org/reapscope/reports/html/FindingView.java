package org.reapscope.reports.html;

import java.util.List;

/**
 * One finding as the page shows it.
 *
 * @param id its anchor
 * @param parts process, child, stealer, victim, effect of the mark
 * @param log the lines of the log behind it; empty when they could not be read again
 * @param from first and {@code to} last line to show in the timeline, 0 for none
 */
public record FindingView(
    String id,
    String severity,
    String evidence,
    String message,
    List<Part> parts,
    List<LogLine> log,
    long from,
    long to) {

  /**
   * One quoted line.
   *
   * @param id its anchor
   * @param gap sentence on the lines left out before it, or empty
   */
  public record LogLine(String id, long number, String text, String role, String gap) {}
}

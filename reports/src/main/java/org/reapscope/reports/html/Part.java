package org.reapscope.reports.html;

/**
 * A label and a text beside it, both safe to show.
 *
 * @param line the line of the log that it stands at, 0 for none
 * @param grade error, warning, good or empty
 */
public record Part(String label, String text, long line, String grade) {
  /** A pair without a place in the log. */
  public Part(String label, String text) {
    this(label, text, 0, "");
  }
}

package org.reapscope.reports.html;

import java.util.List;

/**
 * Waits by thread along the lines of the log, as strokes in a box 1000 units wide.
 *
 * @param lines lines of the log, at least 1
 * @param height of the box
 * @param omitted what is left out for its number, or empty
 */
public record Timeline(
    String id, long lines, int height, List<Lane> lanes, List<Theft> thefts, String omitted) {

  /** One thread, or one child of a finding. */
  public record Lane(String label, int y, List<Stroke> strokes) {}

  /** Strokes of one kind: reap, empty, failed or life. */
  public record Stroke(String kind, String path) {}

  /** From the wait that took a child to the one that lost it; leads to its finding. */
  public record Theft(String finding, String title, String path) {}
}

package org.reapscope.reports.html;

import java.util.List;

/**
 * One trace as the page shows it; all text is sanitized, none is escaped yet.
 *
 * @param id its anchor
 * @param origin dialect and size of the log
 * @param grade error, warning or good
 * @param tiles the numbers that matter most
 * @param hidden findings not shown for their number
 * @param quoting why no line of the log is quoted, or empty
 * @param charts pictures as data addresses
 */
public record TraceView(
    String id,
    String name,
    String origin,
    String verdict,
    String grade,
    String errors,
    String warnings,
    String waits,
    List<Part> tiles,
    List<FindingGroup> groups,
    int hidden,
    String quoting,
    TimelineView timeline,
    List<Picture> charts,
    List<PollingView> polling,
    List<Part> contradictions,
    List<Part> numbers,
    List<String> visibility) {

  /** A chart on a light and on a dark ground. */
  public record Picture(String caption, String light, String dark) {}
}

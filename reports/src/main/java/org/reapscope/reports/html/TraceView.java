package org.reapscope.reports.html;

import java.util.List;

/**
 * One trace as the page shows it; all text is sanitized, none is escaped yet.
 *
 * @param id its anchor
 * @param origin dialect and size of the log
 * @param grade error, warning or good
 * @param hidden findings not shown for their number
 * @param chart the picture of the children over time, as a data address
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
    List<FindingView> findings,
    int hidden,
    Timeline timeline,
    String chart,
    List<PollingView> polling,
    List<Part> numbers,
    List<String> visibility) {}

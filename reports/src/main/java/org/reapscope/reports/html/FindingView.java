package org.reapscope.reports.html;

import java.util.List;

/**
 * One finding as the page shows it.
 *
 * @param id its anchor
 * @param line the line it is best seen at, 0 for none
 * @param parts process, child, stealer, victim, effect of the mark
 */
public record FindingView(
    String id,
    String severity,
    String rule,
    String evidence,
    String message,
    long line,
    List<Part> parts) {}

package org.reapscope.reports.html;

/** One row of the polling table as the page shows it. */
public record PollingView(
    String pid,
    String comm,
    String rounds,
    String calls,
    String wasted,
    String maxChildren,
    String seconds,
    String nanos,
    String callsUnderFlag) {}

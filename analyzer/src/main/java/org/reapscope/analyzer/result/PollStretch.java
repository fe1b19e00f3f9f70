package org.reapscope.analyzer.result;

/**
 * Poll calls in a stretch of the run.
 *
 * @param from its beginning, in nanoseconds of the log's clock or in lines
 * @param length in the same unit
 * @param useful calls that reported a child
 * @param wasted calls that found nothing
 */
public record PollStretch(long from, long length, long useful, long wasted) {}

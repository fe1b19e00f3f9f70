package org.reapscope.traces;

/**
 * A line that could not be used.
 *
 * @param line line number from 1
 * @param text the line, cut to a printable length, control characters escaped
 * @param why what was expected
 */
public record Diagnostic(long line, String text, String why) {}

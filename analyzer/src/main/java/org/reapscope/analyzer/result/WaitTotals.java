package org.reapscope.analyzer.result;

import java.util.SortedMap;

/**
 * Counts of completed wait calls. exact + inferred + unknown + contradicted = total.
 *
 * @param rules calls by inference rule or reason for unknown, sorted by name
 */
public record WaitTotals(
    long total,
    long exact,
    long inferred,
    long unknown,
    long contradicted,
    long generic,
    long focused,
    long reaping,
    long empty,
    long echild,
    long interrupted,
    long tasksScanned,
    SortedMap<String, Long> rules) {}

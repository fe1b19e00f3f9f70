package org.reapscope.analyzer.result;

/** Counts of processes and threads in a trace. */
public record Processes(
    long created,
    long threads,
    long exited,
    long reaped,
    long autoreaped,
    long reparented,
    long zombiesAtEnd,
    long aliveAtEnd) {}

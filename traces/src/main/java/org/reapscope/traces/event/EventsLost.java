package org.reapscope.traces.event;

/** The tracer lost {@code count} events here (0: an unknown number), on {@code cpu} or -1. */
public record EventsLost(long line, long time, int tid, int cpu, long count)
    implements ProcessEvent {}

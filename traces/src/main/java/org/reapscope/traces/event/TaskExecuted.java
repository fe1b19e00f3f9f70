package org.reapscope.traces.event;

/** sched_process_exec: thread {@code oldTid} now runs {@code path} under number {@code tid}. */
public record TaskExecuted(long line, long time, int tid, int oldTid, String path)
    implements ProcessEvent {}

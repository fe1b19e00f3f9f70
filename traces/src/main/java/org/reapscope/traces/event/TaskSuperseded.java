package org.reapscope.traces.event;

/** strace's "superseded by execve in pid {@code byTid}": that thread takes over {@code tid}. */
public record TaskSuperseded(long line, long time, int tid, int byTid) implements ProcessEvent {}

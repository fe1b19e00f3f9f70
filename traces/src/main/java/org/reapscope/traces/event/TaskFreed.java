package org.reapscope.traces.event;

/** sched_process_free: {@code freed} was reaped at some time before this; never says by whom. */
public record TaskFreed(long line, long time, int tid, int freed) implements ProcessEvent {}

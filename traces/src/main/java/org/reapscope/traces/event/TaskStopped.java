package org.reapscope.traces.event;

/** strace's {@code --- stopped by SIG ---}: the task is in a group stop. */
public record TaskStopped(long line, long time, int tid, int signal) implements ProcessEvent {}

package org.reapscope.traces.event;

/**
 * strace's {@code <detached ...>} at an exec ({@code -b execve}): it has let go of the task, which
 * lives on and of which the log says nothing more.
 */
public record TaskDetached(long line, long time, int tid) implements ProcessEvent {}

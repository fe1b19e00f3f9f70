package org.reapscope.traces.event;

/**
 * A task's first line in the log, whatever that line holds: it exists from here at the latest.
 *
 * @param group thread group where the log shows one (ftrace's TGID column), else 0
 */
public record TaskSeen(long line, long time, int tid, int group) implements ProcessEvent {}

package org.reapscope.traces.event;

/** The log shows a task's command name (comm), from a line prefix, exec or prctl. */
public record TaskNamed(long line, long time, int tid, String comm) implements ProcessEvent {}

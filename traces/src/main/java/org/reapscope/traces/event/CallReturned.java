package org.reapscope.traces.event;

/**
 * A system call ended at this line, or is known never to end ({@link Outcome.State#NEVER}).
 *
 * @param startLine line of the call's beginning; equal to {@code line} when nothing was printed
 *     inside the call, 0 when the beginning is not in the log
 * @param startTime clock of the beginning, or {@link #NO_TIME}
 * @param duration nanoseconds spent in the call as the tracer measured it, -1 when not shown
 */
public record CallReturned(
    long line,
    long time,
    int tid,
    long startLine,
    long startTime,
    long duration,
    Call call,
    Outcome outcome)
    implements ProcessEvent {}

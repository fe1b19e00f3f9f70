package org.reapscope.traces.event;

/**
 * A system call began at this line and ends at a later one, if at all.
 *
 * <p>{@code call} holds what the entry line shows; arguments printed only at the end carry the
 * unknown values of {@link Call}. Calls that begin and end on one line have no entered event.
 */
public record CallEntered(long line, long time, int tid, Call call) implements ProcessEvent {}

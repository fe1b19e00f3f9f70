package org.reapscope.traces.event;

/**
 * A signal reached user space of {@code tid} (strace's {@code --- SIG... ---} line).
 *
 * @param code si_code as a number, {@link Call#UNKNOWN} when not shown
 * @param sender si_pid, 0 when not shown
 * @param status si_status: exit code or signal number, -1 when not shown
 */
public record SignalDelivered(
    long line, long time, int tid, int signal, int code, int sender, int status)
    implements ProcessEvent {}

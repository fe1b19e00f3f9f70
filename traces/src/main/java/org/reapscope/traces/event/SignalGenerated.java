package org.reapscope.traces.event;

/**
 * signal_generate: {@code tid} raised {@code signal} for {@code target}.
 *
 * @param code si_code (1 exited, 2 killed, 3 dumped, 5 stopped, 6 continued)
 * @param result 0 delivered, 1 ignored, 2 already pending, -1 when not shown
 */
public record SignalGenerated(
    long line, long time, int tid, int target, int signal, int code, int result)
    implements ProcessEvent {}

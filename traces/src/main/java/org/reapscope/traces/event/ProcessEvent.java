package org.reapscope.traces.event;

/**
 * One thing a trace line says about process lifetimes, waiting, signals, pidfds or event loops.
 *
 * <p>Events come in line order, which is not the kernel's order: a call that was split over two
 * lines yields a {@link CallEntered} at its first line and a {@link CallReturned} at its last.
 */
public sealed interface ProcessEvent
    permits CallEntered,
        CallReturned,
        EventsLost,
        SignalDelivered,
        SignalGenerated,
        TaskDetached,
        TaskExecuted,
        TaskExited,
        TaskFreed,
        TaskNamed,
        TaskSeen,
        TaskSpawned,
        TaskStopped,
        TaskSuperseded {

  /** The value of {@link #time()} in a log that carries no clock. */
  long NO_TIME = Long.MIN_VALUE;

  /** Line of the log, from 1; in a binary trace the record's ordinal. */
  long line();

  /** Nanoseconds on the log's own clock, or {@link #NO_TIME}. */
  long time();

  /** The thread the line belongs to, numbered as the log's line prefix numbers it. */
  int tid();
}

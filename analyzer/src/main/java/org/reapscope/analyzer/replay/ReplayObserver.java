package org.reapscope.analyzer.replay;

import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.traces.event.ProcessEvent;

/** Watches a replay: detectors, cost accounts and collectors of results implement it. */
public interface ReplayObserver {
  /** A process or thread was created. {@code thread} for one that shares its creator's group. */
  default void born(TracedTask child, boolean thread) {}

  /** A process is dead for its parent: a zombie, or released at once. */
  default void died(TracedTask leader) {}

  /** A process was released; {@code autoreaped} without any wait. */
  default void released(TracedTask leader, boolean autoreaped, long line) {}

  /** A zombie vanished without a wait that the log shows. */
  default void reapedUnseen(TracedTask leader, long line) {}

  /** An orphan got a new parent. */
  default void reparented(TracedTask child, TracedTask newParent, long line) {}

  /** Waiters of a process wake up because of a child. */
  default void woken(ThreadGroup parent, TracedTask about) {}

  /** A wait call begins to wait. */
  default void waiting(TracedTask caller, RecordedWait wait) {}

  /** A wait call has ended and been judged. */
  default void waited(JudgedWait wait) {}

  /** Any event of a known task, after the model has taken it in. */
  default void seen(TracedTask task, ProcessEvent event) {}

  /** The log is over. */
  default void ended(World world) {}
}

package org.reapscope.analyzer.whatif;

import java.util.HashSet;
import java.util.Set;
import org.reapscope.analyzer.kernel.ChildSignalAction;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskExited;

/**
 * Which threads are inside a SIGCHLD handler: the signal has come, rt_sigreturn has not.
 *
 * <p>A log without rt_sigreturn shows no such thing, and whether it has any is known only once the
 * first is met: ask {@link #areShown} last.
 */
final class Handlers {
  private static final String SLEEP = "rt_sigsuspend";

  private final Set<Integer> running = new HashSet<>();

  /** Threads whose last call was a sleep that only a signal ends, and which one has ended. */
  private final Set<Integer> suspended = new HashSet<>();

  private final Set<Integer> awoken = new HashSet<>();

  /** The log shows how handlers return. */
  private boolean returns;

  /** The log shows which handlers are set. */
  private boolean dispositions;

  void seen(TracedTask task, ProcessEvent event) {
    if (event instanceof CallEntered entered) {
      call(task, entered.call());
    } else if (event instanceof CallReturned returned) {
      call(task, returned.call());
    } else if (event instanceof SignalDelivered signal) {
      if (signal.signal() == Signals.SIGCHLD && mayHandle(task)) {
        running.add(task.tid());
        if (suspended.contains(task.tid())) {
          awoken.add(task.tid());
        }
      }
    } else if (event instanceof TaskExited) {
      running.remove(task.tid());
      awoken.remove(task.tid());
      suspended.remove(task.tid());
    }
  }

  private void call(TracedTask task, Call call) {
    if (call instanceof Call.LoopWait sleep && sleep.name().equals(SLEEP)) {
      suspended.add(task.tid());
    } else {
      suspended.remove(task.tid());
    }
    if (call instanceof Call.SigReturn) {
      returns = true;
      running.remove(task.tid());
      awoken.remove(task.tid());
    } else if (call instanceof Call.SigAction action && action.set() != null) {
      dispositions |= action.set().handler() != Call.Disposition.Handler.UNKNOWN;
    }
  }

  /** A tracer sees the signal arrive also where no handler is set and nothing runs. */
  private boolean mayHandle(TracedTask task) {
    return !dispositions
        || task.task().group().childSignal().handler() == ChildSignalAction.Handler.FUNCTION;
  }

  /** Whether one runs on this thread, as far as the log shows. */
  boolean runOn(int tid) {
    return running.contains(tid);
  }

  /** Whether the one on this thread ended a sleep in which its mainline waited for a signal. */
  boolean endedSleep(int tid) {
    return awoken.contains(tid);
  }

  /** Whether the log shows where handlers end. */
  boolean areShown() {
    return returns;
  }
}

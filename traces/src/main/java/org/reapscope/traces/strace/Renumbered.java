package org.reapscope.traces.strace;

import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskDetached;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskNamed;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskStopped;
import org.reapscope.traces.event.TaskSuperseded;

/** Copies of the events that strace logs give, with another line, time or task. */
final class Renumbered {
  private Renumbered() {}

  /** The event as one of task {@code tid}. */
  static ProcessEvent task(ProcessEvent event, int tid) {
    return copy(event, event.line(), event.time(), tid, startLine(event));
  }

  /** The event at another line and time; {@code startLine} is used by returned calls only. */
  static ProcessEvent line(ProcessEvent event, long line, long time, long startLine) {
    return copy(event, line, time, event.tid(), startLine);
  }

  /** The call as its entry shows it: without what it returns. */
  static Call atEntry(Call call) {
    if (call instanceof Call.Wait wait && wait.report() != null) {
      return new Call.Wait(
          wait.name(),
          wait.idType(),
          wait.id(),
          wait.outerId(),
          wait.options(),
          wait.descriptor(),
          wait.pidfdTarget(),
          null,
          wait.visible(),
          null);
    }
    if (call instanceof Call.Spawn spawn && spawn.pidfd() >= 0) {
      return new Call.Spawn(
          spawn.name(), spawn.flags(), spawn.flagsShown(), spawn.exitSignal(), Call.UNKNOWN, null);
    }
    return call;
  }

  private static long startLine(ProcessEvent event) {
    return event instanceof CallReturned returned ? returned.startLine() : 0;
  }

  private static ProcessEvent copy(
      ProcessEvent event, long line, long time, int tid, long startLine) {
    if (event instanceof CallReturned e) {
      return new CallReturned(
          line, time, tid, startLine, e.startTime(), e.duration(), e.call(), e.outcome());
    } else if (event instanceof CallEntered e) {
      return new CallEntered(line, time, tid, e.call());
    } else if (event instanceof SignalDelivered e) {
      return new SignalDelivered(line, time, tid, e.signal(), e.code(), e.sender(), e.status());
    } else if (event instanceof TaskExited e) {
      return new TaskExited(line, time, tid, e.kind(), e.value(), e.groupDead());
    } else if (event instanceof TaskNamed e) {
      return new TaskNamed(line, time, tid, e.comm());
    } else if (event instanceof TaskSeen e) {
      return new TaskSeen(line, time, tid, e.group());
    } else if (event instanceof TaskStopped e) {
      return new TaskStopped(line, time, tid, e.signal());
    } else if (event instanceof TaskDetached) {
      return new TaskDetached(line, time, tid);
    } else if (event instanceof TaskSuperseded e) {
      return new TaskSuperseded(line, time, tid, e.byTid());
    }
    throw new IllegalArgumentException("strace logs give no " + event.getClass().getSimpleName());
  }
}

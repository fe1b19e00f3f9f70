package org.reapscope.reports.events;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.EventsLost;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.SignalGenerated;
import org.reapscope.traces.event.TaskExecuted;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskFreed;
import org.reapscope.traces.event.TaskNamed;
import org.reapscope.traces.event.TaskSpawned;
import org.reapscope.traces.event.TaskStopped;
import org.reapscope.traces.event.TaskSuperseded;

/**
 * One event as a flat row. Numbers of tasks are as the log prints them.
 *
 * @param line line of the event; of a call, of its end
 * @param time nanoseconds, or {@link ProcessEvent#NO_TIME}
 * @param call for a call, the call with its arguments
 * @param result for a call, what it gave
 * @param other the other task: child made or reported, target or sender of a signal; 0 for none
 * @param detail command name, program, status or signal in words
 * @param startLine for a call, line of its beginning; 0 when it is not in the log
 * @param startTime for a call, time of its beginning, or {@link ProcessEvent#NO_TIME}
 * @param duration nanoseconds spent in the call as the tracer measured it, -1 when not shown
 */
record EventRow(
    EventKind kind,
    long line,
    long time,
    int tid,
    @Nullable String call,
    @Nullable String result,
    int other,
    @Nullable String detail,
    long startLine,
    long startTime,
    long duration) {

  static EventRow of(ProcessEvent event) {
    if (event instanceof CallReturned returned) {
      return of(returned);
    } else if (event instanceof CallEntered entered) {
      return call(
          event, entered.call(), "no end in the log", 0, null, entered.line(), entered.time(), -1);
    } else if (event instanceof TaskNamed named) {
      return plain(event, 0, named.comm());
    } else if (event instanceof TaskExited exited) {
      return plain(event, 0, status(exited.kind(), exited.value()));
    } else if (event instanceof SignalDelivered signal) {
      return plain(event, signal.sender(), "signal " + signal.signal());
    } else if (event instanceof SignalGenerated signal) {
      return plain(event, signal.target(), "signal " + signal.signal());
    } else if (event instanceof TaskSpawned spawned) {
      String flags = spawned.flags() < 0 ? null : "flags=0x" + Long.toHexString(spawned.flags());
      return plain(event, spawned.child(), flags);
    } else if (event instanceof TaskExecuted executed) {
      return plain(
          event, executed.oldTid() == executed.tid() ? 0 : executed.oldTid(), executed.path());
    } else if (event instanceof TaskFreed freed) {
      return plain(event, freed.freed(), null);
    } else if (event instanceof TaskStopped stopped) {
      return plain(event, 0, "signal " + stopped.signal());
    } else if (event instanceof TaskSuperseded superseded) {
      return plain(event, superseded.byTid(), null);
    } else if (event instanceof EventsLost lost) {
      return plain(event, 0, (lost.count() == 0 ? "unknown number" : lost.count()) + " lost");
    }
    return plain(event, 0, null);
  }

  private static EventRow plain(ProcessEvent event, int other, @Nullable String detail) {
    return new EventRow(
        EventKind.of(event),
        event.line(),
        event.time(),
        event.tid(),
        null,
        null,
        other,
        detail,
        0,
        ProcessEvent.NO_TIME,
        -1);
  }

  private static EventRow call(
      ProcessEvent event,
      Call call,
      String result,
      int other,
      @Nullable String detail,
      long startLine,
      long startTime,
      long duration) {
    return new EventRow(
        EventKind.of(event),
        event.line(),
        event.time(),
        event.tid(),
        CallWords.call(call),
        result,
        other,
        detail,
        startLine,
        startTime,
        duration);
  }

  private static EventRow of(CallReturned end) {
    Call call = end.call();
    int other = 0;
    String detail = null;
    if (call instanceof Call.Wait wait && wait.report() != null) {
      ChildReport report = wait.report();
      other = report.pid();
      detail = status(report.kind(), report.value());
    } else if (call instanceof Call.Spawn spawn) {
      other = end.outcome().ok() ? (int) end.outcome().value() : 0;
      detail = spawn.pidfd() >= 0 ? "pidfd " + spawn.pidfd() : null;
    } else if (call instanceof Call.Kill kill && kill.pidfd() < 0) {
      other = Math.max(0, kill.pid() != 0 ? kill.pid() : kill.tid());
    } else if (call instanceof Call.PidfdOpen open) {
      other = Math.max(0, open.pid());
    }
    return call(
        end,
        call,
        CallWords.result(end),
        other,
        detail,
        end.startLine(),
        end.startTime(),
        end.duration());
  }

  private static @Nullable String status(ChildReport.Kind kind, int value) {
    String word = kind.name().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case UNSHOWN -> null;
      case CONTINUED -> word;
      case EXITED -> word + " " + value;
      default -> word + " by signal " + value;
    };
  }
}

package org.reapscope.analyzer.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskExited;

/**
 * What the events inside the look-ahead window tell of tasks by either of their numbers: how a task
 * died, what its parent was told of it, and which number it has for itself.
 */
final class TieFacts {
  private final Map<Integer, Death> deaths = new HashMap<>();
  private final Map<Long, List<Report>> reports = new HashMap<>();
  private final Map<Integer, Integer> ownNumbers = new HashMap<>();

  /** A task's last line. */
  private record Death(long line, ChildReport.Kind kind, int value) {}

  /** What a process was told of a child's end, at this line. */
  private record Report(long line, ChildReport.Kind kind, int value) {}

  /** Takes the facts of these events, in the log's order. */
  TieFacts(Iterable<ProcessEvent> window) {
    window.forEach(this::take);
  }

  private void take(ProcessEvent event) {
    if (event instanceof TaskExited exited) {
      deaths.put(exited.tid(), new Death(exited.line(), exited.kind(), exited.value()));
    } else if (event instanceof CallReturned returned) {
      returned(returned);
    } else if (event instanceof SignalDelivered signal
        && signal.sender() > 0
        && RecordKinds.isDeath(signal.code())) {
      ChildReport.Kind kind =
          signal.code() == 1 ? ChildReport.Kind.EXITED : ChildReport.Kind.KILLED;
      report(signal.tid(), signal.sender(), new Report(signal.line(), kind, signal.status()));
    }
  }

  private void returned(CallReturned returned) {
    int own = ownNumber(returned);
    if (own != 0) {
      ownNumbers.putIfAbsent(returned.tid(), own);
    } else if (returned.call() instanceof Call.Wait wait) {
      ChildReport report = wait.report();
      if (report != null) {
        report(
            returned.tid(),
            report.pid(),
            new Report(returned.line(), report.kind(), report.value()));
      }
    }
  }

  /** The number that a call tells its caller of itself, 0 when it tells none. */
  static int ownNumber(CallReturned returned) {
    return returned.call() instanceof Call.GetId call
            && returned.outcome().ok()
            && !call.name().equals("getppid")
        ? (int) returned.outcome().value()
        : 0;
  }

  private void report(int caller, int number, Report report) {
    reports.computeIfAbsent(key(caller, number), k -> new ArrayList<>(1)).add(report);
  }

  private static long key(int caller, int number) {
    return ((long) caller << 32) | number;
  }

  /** The number that a task has for itself, 0 when no call of its own tells. */
  int ownNumber(int tid) {
    return ownNumbers.getOrDefault(tid, 0);
  }

  /**
   * Whether the task can be the child that a process calls by this number since {@code from}: it
   * ended as the process was told, and before it was told.
   */
  boolean endsAsTold(int tid, int caller, int number, long from) {
    Death death = deaths.get(tid);
    Report told = firstTold(caller, number, from);
    if (told == null || !told.kind.mayBeDeath()) {
      return true;
    }
    if (death == null || death.line > told.line) {
      return false;
    }
    boolean shown = death.value >= 0 && told.value >= 0 && told.kind != ChildReport.Kind.UNSHOWN;
    return !shown
        || death.value == told.value
            && (death.kind == ChildReport.Kind.EXITED) == (told.kind == ChildReport.Kind.EXITED);
  }

  private @Nullable Report firstTold(int caller, int number, long from) {
    for (Report report : reports.getOrDefault(key(caller, number), List.of())) {
      if (report.line > from && report.kind.mayBeDeath()) {
        return report;
      }
    }
    return null;
  }
}

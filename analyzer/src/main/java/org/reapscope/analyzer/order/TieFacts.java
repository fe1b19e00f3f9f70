package org.reapscope.analyzer.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskExited;

/**
 * What records inside the look-ahead window tell of tasks by either of their numbers: how a task
 * died, what its parent was told of it, which number it has for itself, and which forks were killed
 * before they could tell a number. Bounded; what is forgotten ties nothing.
 */
final class TieFacts {
  private static final int KEPT = 1 << 14;

  private final Map<Integer, Death> deaths = bounded();
  private final Map<Long, List<Report>> reports = bounded();
  private final Map<Integer, Integer> ownNumbers = bounded();
  private final Map<Integer, Long> openForks = new HashMap<>();
  private final List<LostFork> lostForks = new ArrayList<>();

  /** A task's last line. */
  record Death(long line, ChildReport.Kind kind, int value) {}

  /** What a process was told of a child's end, at this line. */
  record Report(long line, ChildReport.Kind kind, int value) {}

  /** A fork whose caller was killed inside, between these lines. */
  record LostFork(long from, long to) {}

  private static <K, V> Map<K, V> bounded() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > KEPT;
      }
    };
  }

  void arrive(ProcessEvent event) {
    if (event instanceof TaskExited exited) {
      deaths.put(exited.tid(), new Death(exited.line(), exited.kind(), exited.value()));
      Long fork = openForks.remove(exited.tid());
      if (fork != null) {
        lose(fork, exited.line());
      }
    } else if (event instanceof CallEntered entered) {
      if (entered.call() instanceof Call.Spawn) {
        openForks.put(entered.tid(), entered.line());
      }
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
    Call call = returned.call();
    if (call instanceof Call.Spawn) {
      openForks.remove(returned.tid());
      switch (returned.outcome().state()) {
        case NEVER, UNREADABLE -> lose(returned.startLine(), returned.line());
        default -> {}
      }
    } else if (call instanceof Call.GetId && returned.outcome().ok()) {
      if (!call.name().equals("getppid")) {
        ownNumbers.putIfAbsent(returned.tid(), (int) returned.outcome().value());
      }
    } else if (call instanceof Call.Wait wait) {
      ChildReport report = wait.report();
      if (report != null) {
        report(
            returned.tid(),
            report.pid(),
            new Report(returned.line(), report.kind(), report.value()));
      }
    }
  }

  private void lose(long from, long to) {
    lostForks.add(new LostFork(from, to));
    if (lostForks.size() > 256) {
      lostForks.remove(0);
    }
  }

  private void report(int caller, int number, Report report) {
    reports.computeIfAbsent(key(caller, number), k -> new ArrayList<>(1)).add(report);
  }

  private static long key(int caller, int number) {
    return ((long) caller << 32) | number;
  }

  List<LostFork> lostForks() {
    return lostForks;
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

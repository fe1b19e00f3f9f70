package org.reapscope.analyzer.findings;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.replay.RecordedWait;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.traces.IntMap;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;

/** The threads that are inside a wait call for one child. */
final class Sleepers {
  private final IntMap<Sleeper> asleep = new IntMap<>();

  /** The same by what they wait for. */
  private final Map<Wanted, Map<Integer, Sleeper>> byWanted = new HashMap<>();

  /** Whom a process's threads wait for: a number, or whoever a descriptor refers to. */
  private record Wanted(ThreadGroup group, int number, @Nullable TracedTask child) {}

  private record Sleeper(TracedTask task, Asking asking, Wanted wanted) {}

  void sleeps(TracedTask task, CallEntered since) {
    woke(task);
    if (since.call() instanceof Call.Wait call) {
      Asking asking = asking(task, since, call);
      RecordedWait wait = asking.call();
      if (wait.isFocused() && asking.couldCollect()) {
        boolean byNumber = wait.idType() == RecordedWait.P_PID;
        int id = (int) wait.id();
        Wanted wanted =
            new Wanted(task.task().group(), byNumber ? id : 0, byNumber ? null : task.pidfd(id));
        Sleeper sleeper = new Sleeper(task, asking, wanted);
        asleep.put(task.tid(), sleeper);
        byWanted.computeIfAbsent(wanted, w -> new LinkedHashMap<>(2)).put(task.tid(), sleeper);
      }
    }
  }

  void woke(TracedTask task) {
    Sleeper sleeper = asleep.remove(task.tid());
    Map<Integer, Sleeper> same = sleeper == null ? null : byWanted.get(sleeper.wanted);
    if (sleeper != null && same != null) {
      same.remove(task.tid());
      if (same.isEmpty()) {
        byWanted.remove(sleeper.wanted);
      }
    }
  }

  /** A focused wait for the child that is under way in its parent, null for none. */
  @Nullable Asking askingFor(CaseFile file) {
    ThreadGroup parent = file.book.parent;
    Asking asking = first(new Wanted(parent, file.number, null));
    return asking != null || file.child == null ? asking : first(new Wanted(parent, 0, file.child));
  }

  private @Nullable Asking first(Wanted wanted) {
    Sleeper first = null;
    for (Sleeper each : byWanted.getOrDefault(wanted, Map.of()).values()) {
      boolean gone = each.task.task().state() == Task.State.DEAD;
      if (!gone && (first == null || each.task.task().precedes(first.task.task()))) {
        first = each;
      }
    }
    return first == null ? null : first.asking;
  }

  /** A call under way; options that are printed only at its end are taken for the plain ones. */
  private static Asking asking(TracedTask task, CallEntered since, Call.Wait call) {
    RecordedWait read = RecordedWait.of(call);
    RecordedWait wait =
        call.options() == Call.UNKNOWN
            ? new RecordedWait(call, read.idType(), read.id(), WaitOptions.WEXITED)
            : read;
    return new Asking(task, wait, since.line(), since.line(), since.time(), Evidence.EXACT);
  }
}

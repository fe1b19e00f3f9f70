package org.reapscope.analyzer.findings;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.replay.RecordedWait;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.traces.IntMap;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;

/** The threads that are inside a wait call. */
final class Sleepers {
  private final IntMap<Sleeper> asleep = new IntMap<>();

  private record Sleeper(TracedTask task, CallEntered since) {}

  void sleeps(TracedTask task, CallEntered since) {
    asleep.put(task.tid(), new Sleeper(task, since));
  }

  void woke(TracedTask task) {
    asleep.remove(task.tid());
  }

  /** A focused wait for the child that is under way in its parent, null for none. */
  @Nullable Asking askingFor(CaseFile file) {
    for (Task thread : file.book.parent.threads()) {
      Sleeper sleeper = asleep.get(thread.tid());
      if (sleeper != null && sleeper.since.call() instanceof Call.Wait call) {
        Asking asking = asking(sleeper, call);
        if (asking.call().isFocused() && asking.couldCollect() && names(asking, file)) {
          return asking;
        }
      }
    }
    return null;
  }

  /** A call under way; options that are printed only at its end are taken for the plain ones. */
  private static Asking asking(Sleeper sleeper, Call.Wait call) {
    RecordedWait read = RecordedWait.of(call);
    RecordedWait wait =
        call.options() == Call.UNKNOWN
            ? new RecordedWait(call, read.idType(), read.id(), WaitOptions.WEXITED)
            : read;
    CallEntered since = sleeper.since;
    return new Asking(sleeper.task, wait, since.line(), since.line(), since.time(), Evidence.EXACT);
  }

  private static boolean names(Asking asking, CaseFile file) {
    RecordedWait wait = asking.call();
    return wait.idType() == RecordedWait.P_PID
        ? wait.id() == file.number
        : file.child != null && asking.caller().pidfd((int) wait.id()) == file.child;
  }
}

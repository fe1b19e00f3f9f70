package org.reapscope.analyzer.order;

import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.IntMap;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskExited;

/** The calls of a log that have begun and not ended yet, one a task at most. */
public final class OpenCalls {
  private final IntMap<CallEntered> open = new IntMap<>();

  /**
   * Takes the next event of the log; returns the call that it leaves without an end for good: the
   * task died inside, or began another.
   */
  public @Nullable CallEntered next(ProcessEvent event) {
    if (event instanceof CallEntered entered) {
      return open.put(entered.tid(), entered);
    }
    if (event instanceof CallReturned returned) {
      return returned.startLine() == returned.line() && open.isEmpty()
          ? null
          : ended(open.remove(returned.tid()), returned);
    }
    return event instanceof TaskExited exited ? open.remove(exited.tid()) : null;
  }

  private static @Nullable CallEntered ended(@Nullable CallEntered begun, CallReturned end) {
    return begun != null && begun.line() != end.startLine() ? begun : null;
  }

  /** The calls that the log's end leaves without one, in the order of their lines. */
  public List<CallEntered> rest() {
    List<CallEntered> rest = open.values();
    rest.sort(Comparator.comparingLong(CallEntered::line));
    return rest;
  }
}

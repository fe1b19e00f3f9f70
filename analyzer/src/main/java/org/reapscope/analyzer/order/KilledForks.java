package org.reapscope.analyzer.order;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.traces.IntMap;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskExited;

/**
 * Forks whose callers were killed before the call could tell the child's number: each may have made
 * a task that no fork accounts for. Bounded: the oldest are forgotten.
 */
final class KilledForks {
  private static final int KEPT = 256;

  private final IntMap<CallEntered> open = new IntMap<>();
  private final List<KilledFork> killed = new ArrayList<>();

  /** A fork whose caller was killed inside, between these lines. */
  record KilledFork(long from, long to) {}

  /** Sees an event as it enters the look-ahead window. */
  void arrive(ProcessEvent event) {
    if (event instanceof CallEntered entered && entered.call() instanceof Call.Spawn) {
      open.put(entered.tid(), entered);
    } else if (event instanceof CallReturned returned && returned.call() instanceof Call.Spawn) {
      open.remove(returned.tid());
      switch (returned.outcome().state()) {
        case NEVER, UNREADABLE -> add(returned.startLine(), returned.line());
        default -> {}
      }
    } else if (event instanceof TaskExited && !open.isEmpty()) {
      CallEntered fork = open.remove(event.tid());
      if (fork != null) {
        add(fork.line(), event.line());
      }
    }
  }

  private void add(long from, long to) {
    killed.add(new KilledFork(from, to));
    if (killed.size() > KEPT) {
      killed.remove(0);
    }
  }

  /** The latest of them, oldest first. */
  List<KilledFork> all() {
    return killed;
  }
}

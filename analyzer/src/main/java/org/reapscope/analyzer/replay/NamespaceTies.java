package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskSeen;

/**
 * Ties numbers of inner pid namespaces to the numbers that line prefixes use (R9).
 *
 * <p>A fork inside a namespace returns an inner number; the child's own lines carry the outer one.
 * Both counters rise together, so the tasks that no outer fork accounts for, sorted by number, are
 * the children of the inner forks, sorted by number.
 */
final class NamespaceTies {
  private final Set<Integer> outer = new HashSet<>();
  private final Set<Integer> innerCallers = new HashSet<>();
  private final Set<Integer> unshared = new HashSet<>();
  private final Set<Integer> announced = new HashSet<>();
  private final TreeSet<Integer> unclaimed = new TreeSet<>();
  private final Map<Integer, Integer> rootOf = new HashMap<>();
  private final List<InnerFork> untied = new ArrayList<>();
  private final Map<Long, Integer> tied = new HashMap<>();
  private boolean started;

  private record InnerFork(int caller, int number, long line, int after) {}

  /** Sees an event as it enters the look-ahead window. */
  void arrive(ProcessEvent event) {
    if (event instanceof TaskSeen seen) {
      arrive(seen);
    } else if (event instanceof CallReturned returned && returned.outcome().ok()) {
      if (returned.call() instanceof Call.Spawn spawn) {
        arrive(returned, spawn);
      } else if (returned.call() instanceof Call.Namespace namespace
          && (namespace.flags() & CloneFlags.NEWPID) != 0) {
        unshared.add(returned.tid());
      }
    }
  }

  private void arrive(TaskSeen seen) {
    int tid = seen.tid();
    if (!started) {
      started = true;
      outer.add(tid);
    } else if (!outer.contains(tid) && !announced.remove(tid)) {
      unclaimed.add(tid);
    }
  }

  private void arrive(CallReturned returned, Call.Spawn spawn) {
    int caller = returned.tid();
    int number = (int) returned.outcome().value();
    int shown = returned.outcome().outer();
    if (number <= 0) {
      return;
    }
    boolean isInner = innerCallers.contains(caller) || unclaimed.contains(caller);
    if (isInner && shown > 0) {
      tie(returned.startLine(), shown);
    } else if (isInner) {
      untied.add(new InnerFork(caller, number, returned.startLine(), caller));
    } else {
      claim(number);
      boolean thread = (spawn.flags() & CloneFlags.THREAD) != 0;
      boolean newNamespace =
          (spawn.flags() & CloneFlags.NEWPID) != 0 || (unshared.contains(caller) && !thread);
      if (newNamespace) {
        innerCallers.add(number);
      }
    }
  }

  private void claim(int tid) {
    outer.add(tid);
    if (!unclaimed.remove(tid)) {
      announced.add(tid);
    }
  }

  private void tie(long line, int outerTid) {
    tied.put(line, outerTid);
    unclaimed.remove(outerTid);
    innerCallers.add(outerTid);
  }

  /** The outer number of the child that an inner fork beginning at this line made; 0 unknown. */
  int outerOf(long startLine) {
    if (!tied.containsKey(startLine)) {
      tieByRank();
    }
    Integer outerTid = tied.remove(startLine);
    return outerTid == null ? 0 : outerTid;
  }

  /** Whether calls of this task speak inner numbers, as far as is known. */
  boolean speaksInner(int tid) {
    return innerCallers.contains(tid) || unclaimed.contains(tid);
  }

  private void tieByRank() {
    untied.sort(Comparator.comparingLong(InnerFork::line));
    for (InnerFork fork : List.copyOf(untied)) {
      Integer tid = unclaimed.higher(fork.after);
      if (tid == null) {
        continue;
      }
      tie(fork.line, tid);
      untied.remove(fork);
    }
    rootOf.clear();
  }
}

package org.reapscope.analyzer.order;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.CloneFlags;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskSuperseded;

/**
 * Ties numbers of inner pid namespaces to the numbers that line prefixes use (R9).
 *
 * <p>A fork inside a namespace returns an inner number; the child's own lines carry the outer one.
 * Outer numbers rise with time, so the tasks that no outer fork accounts for, sorted by number, are
 * the children of the inner forks in their order, as far as forks do not overlap; how the tasks end
 * and what their parents are told decides the rest ({@link TieMatching}). A caller is inside when
 * its creation says so, when the log translates its results, or when they name nobody who ever
 * speaks while somebody whom no fork accounts for does.
 */
public final class NamespaceTies {
  /** Forks matched at one time. */
  private static final int MOST = 512;

  /** Matchings made whenever one is wanted; later ones are made for so many forks together. */
  private static final int FREELY = 1000;

  /** Above every pid that Linux gives (PID_MAX_LIMIT). */
  private static final long WRAP = 1L << 22;

  private final Unaccounted unaccounted = new Unaccounted();

  /** Children whose forks have left the window, and who have not spoken yet. */
  private final TaskNumbers awaited = new TaskNumbers();

  /** Threads that the log names by the outer number, though they may never speak. */
  private final TaskNumbers named = new TaskNumbers();

  private final Set<Integer> inner = new HashSet<>();
  private final Set<Integer> firsts = new HashSet<>();
  private final Set<Integer> roots = new HashSet<>();
  private final Set<Integer> unshared = new HashSet<>();
  private final ArrayDeque<Fork> ahead = new ArrayDeque<>();
  private final Map<Fork, Integer> ties = new HashMap<>();
  private final KilledForks killed = new KilledForks();
  private final Supplier<? extends Iterable<ProcessEvent>> window;
  private int freely = FREELY;
  private int sinceTied;
  private boolean started;
  private boolean anyInner;
  private boolean untied;

  /** A fork that has succeeded, inside the window. */
  private record Fork(
      int caller,
      int number,
      int shown,
      long line,
      long end,
      boolean thread,
      boolean newNamespace) {
    static Fork of(CallReturned returned) {
      return new Fork(
          returned.tid(),
          (int) returned.outcome().value(),
          returned.outcome().outer(),
          returned.startLine(),
          returned.line(),
          has(returned, CloneFlags.THREAD),
          has(returned, CloneFlags.NEWPID));
    }

    private static boolean has(CallReturned returned, long flag) {
      return returned.call() instanceof Call.Spawn spawn && (spawn.flags() & flag) != 0;
    }

    /** As records do it; what Java makes for them at run time costs a tenth of a short run. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Fork fork
          && caller == fork.caller
          && number == fork.number
          && shown == fork.shown
          && line == fork.line
          && end == fork.end
          && thread == fork.thread
          && newNamespace == fork.newNamespace;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(line) * 31 + caller;
    }
  }

  /** {@code window} gives the events that the look-ahead holds back now, in the log's order. */
  public NamespaceTies(Supplier<? extends Iterable<ProcessEvent>> window) {
    this.window = window;
  }

  /** Sees an event as it enters the look-ahead window. */
  public void arrive(ProcessEvent event) {
    killed.arrive(event);
    if (event instanceof TaskSeen seen) {
      if (!awaited.remove(seen.tid()) && started) {
        unaccounted.add(seen);
      }
      started = true;
    } else if (event instanceof TaskSuperseded superseded) {
      named.add(superseded.byTid());
    } else if (event instanceof CallReturned returned
        && returned.call() instanceof Call.Spawn
        && returned.outcome().ok()
        && returned.outcome().value() > 0) {
      Fork fork = Fork.of(returned);
      ahead.add(fork);
      if (unaccounted.isAsked()) {
        unaccounted.comes(fork.number, fork.caller, fork.end);
      }
    } else if (event instanceof CallReturned returned
        && TieFacts.ownNumber(returned) == 1
        && firsts.size() < MOST) {
      firsts.add(returned.tid());
    }
  }

  /** Whether a task has been told that it is number 1. */
  public boolean isFirst(int tid) {
    return firsts.contains(tid);
  }

  /** A call has moved its caller's next children into a new namespace. */
  public void unshared(int tid) {
    unshared.add(tid);
  }

  private boolean hasUnshared(int tid) {
    return !unshared.isEmpty() && unshared.contains(tid);
  }

  /**
   * The outer number of a fork's child, as the fork leaves the window; 0 when the log does not
   * tell. To be asked once a fork, in line order.
   */
  public int outerOf(CallReturned returned, Call.Spawn spawn) {
    Fork fork = arrived(returned);
    int outer = isInner(fork) ? innerChild(fork) : fork.number;
    untied |= outer == 0;
    forget(fork);
    if (!unaccounted.remove(outer) && outer > 0) {
      awaited.add(outer);
    }
    boolean thread = (spawn.flags() & CloneFlags.THREAD) != 0;
    boolean newNamespace =
        (spawn.flags() & CloneFlags.NEWPID) != 0 || (!thread && hasUnshared(fork.caller));
    if (outer > 0 && (newNamespace || anyInner && inner.contains(fork.caller))) {
      inner.add(outer);
      if (newNamespace || !inner.contains(fork.caller)) {
        roots.add(outer);
      }
      anyInner = true;
    }
    return outer;
  }

  /** The fork that this is the end of: they leave nearly in the order in which they came. */
  private Fork arrived(CallReturned returned) {
    Fork first = ahead.peekFirst();
    return first != null && first.end == returned.line() && first.caller == returned.tid()
        ? first
        : Fork.of(returned);
  }

  private void forget(Fork fork) {
    unaccounted.goes(fork.number, fork.end);
    if (fork.equals(ahead.peekFirst())) {
      ahead.removeFirst();
    } else {
      ahead.remove(fork);
    }
  }

  /** Whether any task speaks the numbers of an inner namespace, as far as is known. */
  public boolean hasInner() {
    return anyInner;
  }

  /** Whether this task's calls speak the numbers of an inner namespace, as far as is known. */
  public boolean speaksInner(int tid) {
    return anyInner && inner.contains(tid);
  }

  /**
   * Whether numbers may be tied to the wrong tasks: namespaces stand inside or beside each other,
   * forks were killed inside, or one could not be tied at all.
   */
  public boolean isOpen() {
    return anyInner && (roots.size() > 1 || untied || !killed.all().isEmpty());
  }

  private boolean isInner(Fork fork) {
    if (anyInner && inner.contains(fork.caller)) {
      return true;
    }
    boolean found =
        fork.shown > 0
            || (!unaccounted.contains(fork.number)
                && !named.contains(fork.number)
                && mayLeave(fork)
                && !leftover(fork).isEmpty());
    if (found) {
      inner.add(fork.caller);
      roots.add(fork.caller);
      anyInner = true;
    }
    return found;
  }

  /** Whether there may be a {@link #leftover}: that is many times the work. */
  private boolean mayLeave(Fork fork) {
    if (!unaccounted.isAsked()) {
      unaccounted.ask();
      for (Fork each : ahead) {
        unaccounted.comes(each.number, each.caller, each.end);
      }
    }
    return unaccounted.leaves(fork.line, inner::contains, inner.size());
  }

  /**
   * Tasks that speak after this fork and that no outer fork ahead accounts for, in the order of
   * their making: by number, those below the namespace's first after the counter has wrapped.
   */
  private TreeMap<Integer, Long> leftover(Fork fork) {
    int first = roots.stream().mapToInt(Integer::intValue).min().orElse(fork.caller);
    TreeMap<Integer, Long> left =
        new TreeMap<>(Comparator.comparingLong(tid -> tid < first ? tid + WRAP : tid));
    unaccounted.forEach(
        (tid, seen) -> {
          if (seen.line() >= fork.line) {
            left.put(tid, seen.line());
          }
        });
    for (Fork other : ahead) {
      if (!inner.contains(other.caller)) {
        left.remove(other.number);
      }
    }
    return left;
  }

  private int innerChild(Fork fork) {
    if (fork.shown > 0) {
      return fork.shown;
    }
    Integer tied = ties.remove(fork);
    if ((tied == null || !unaccounted.contains(tied)) && mayTie()) {
      tieAll(fork);
      tied = ties.remove(fork);
    }
    return tied == null || !unaccounted.contains(tied) ? 0 : tied;
  }

  /** A log of nothing but forks whose children never speak must not cost a matching for each. */
  private boolean mayTie() {
    if (freely > 0) {
      freely--;
      return true;
    }
    return ++sinceTied % (MOST / 2) == 0;
  }

  /** Ties the inner forks in the window's nearer half. */
  private void tieAll(Fork first) {
    ties.clear();
    TreeMap<Integer, Long> left = leftover(first);
    Map<TieMatching.Slot, Fork> inside = new LinkedHashMap<>();
    for (Fork each : ahead) {
      boolean isInside =
          inner.contains(each.caller)
              || left.containsKey(each.caller)
              || (anyInner && !unaccounted.contains(each.number));
      if (each.shown > 0 || !isInside) {
        left.remove(each.shown > 0 ? each.shown : each.number);
      } else if (inside.size() < MOST) {
        boolean another = each.newNamespace || (!each.thread && hasUnshared(each.caller));
        inside.put(
            new TieMatching.Slot(each.caller, each.number, each.line, each.end, another), each);
      }
    }
    List<TieMatching.Slot> slots = new ArrayList<>(inside.keySet());
    boolean one =
        roots.size() == 1
            && slots.stream().mapToInt(TieMatching.Slot::number).distinct().count() == slots.size();
    for (KilledForks.KilledFork lost : killed.all()) {
      slots.add(new TieMatching.Slot(0, 0, lost.from(), lost.to(), false));
    }
    List<TieMatching.Candidate> tasks = new ArrayList<>();
    for (Map.Entry<Integer, Long> each : left.entrySet()) {
      if (tasks.size() < 2 * MOST) {
        tasks.add(new TieMatching.Candidate(each.getKey(), each.getValue()));
      }
    }
    TieFacts facts = new TieFacts(window.get());
    Map<TieMatching.Slot, Integer> matched = new TieMatching(facts, slots, tasks, one).match();
    int near = Math.max(16, inside.size() / 2);
    for (Map.Entry<TieMatching.Slot, Fork> each : inside.entrySet()) {
      Integer tid = matched.get(each.getKey());
      if (tid != null && near-- > 0) {
        ties.put(each.getValue(), tid);
      }
    }
  }
}

package org.reapscope.analyzer.simulate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ChildSignalAction;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;

/** Pending signals, masks and handlers, as far as they interrupt sleeping waits (D.3). */
final class SignalDesk {
  /** A signal waiting for a thread that takes it. */
  private record Pending(Task preferred, Handling handling) {}

  /** What its handler does to a sleeping wait. */
  enum Handling {
    /** Whatever the process has set for SIGCHLD at delivery. */
    AS_SET,
    INTERRUPT,
    RESTART
  }

  /** One process's signals. */
  private static final class Box {
    final Map<Integer, Pending> pending = new LinkedHashMap<>();
    int handled;
    int last;
  }

  private final Map<ThreadGroup, Box> boxes = new IdentityHashMap<>();
  private final Map<Task, Set<Integer>> masks = new IdentityHashMap<>();

  /** Notes that a signal was sent; one that is pending already is not sent twice. */
  void post(ThreadGroup target, int signal, Task preferred, Handling handling) {
    Box box = boxOf(target);
    box.last = signal;
    if (signal == Signals.SIGCHLD || handling != Handling.AS_SET) {
      box.pending.putIfAbsent(signal, new Pending(preferred, handling));
    }
  }

  /** Forgets a pending signal: its action was set to SIG_IGN. */
  void discard(ThreadGroup target, int signal) {
    boxOf(target).pending.remove(signal);
  }

  void setBlocked(Task thread, int signal, boolean blocked) {
    Set<Integer> mask = masks.computeIfAbsent(thread, each -> new HashSet<>());
    if (blocked) {
      mask.add(signal);
    } else {
      mask.remove(signal);
    }
  }

  /** A new thread or process starts with its creator's mask. */
  void inheritMask(Task creator, Task created) {
    Set<Integer> mask = masks.get(creator);
    if (mask != null) {
      masks.put(created, new HashSet<>(mask));
    }
  }

  /** How often the SIGCHLD handler of a process has run. */
  int handled(ThreadGroup group) {
    return boxOf(group).handled;
  }

  /** The signal last sent to a process, 0 for none. */
  int last(ThreadGroup group) {
    return boxOf(group).last;
  }

  /** Is told which thread runs a handler. */
  interface Interruption {
    void handlerRuns(Task thread, int signal, boolean restarts);
  }

  /** Delivers what can be delivered. */
  void deliver(Interruption interruption) {
    for (Map.Entry<ThreadGroup, Box> each : new HashMap<>(boxes).entrySet()) {
      Iterator<Map.Entry<Integer, Pending>> pending = each.getValue().pending.entrySet().iterator();
      while (pending.hasNext()) {
        Map.Entry<Integer, Pending> next = pending.next();
        Task taker = taker(each.getKey(), next.getKey(), next.getValue().preferred());
        if (taker != null) {
          pending.remove();
          run(each.getKey(), taker, next.getKey(), next.getValue().handling(), interruption);
        }
      }
    }
  }

  private void run(
      ThreadGroup group, Task taker, int signal, Handling handling, Interruption interruption) {
    ChildSignalAction action = group.childSignal();
    if (handling != Handling.AS_SET) {
      interruption.handlerRuns(taker, signal, handling == Handling.RESTART);
    } else if (action.handler() == ChildSignalAction.Handler.FUNCTION) {
      boxOf(group).handled++;
      interruption.handlerRuns(taker, signal, action.restart());
    }
  }

  /** complete_signal: the thread meant, else the first that lets the signal in. */
  private @Nullable Task taker(ThreadGroup group, int signal, Task preferred) {
    if (preferred.group() == group && accepts(preferred, signal)) {
      return preferred;
    }
    for (Task thread : group.threads()) {
      if (accepts(thread, signal)) {
        return thread;
      }
    }
    return null;
  }

  private boolean accepts(Task thread, int signal) {
    return thread.isAlive() && !masks.getOrDefault(thread, Set.of()).contains(signal);
  }

  private Box boxOf(ThreadGroup group) {
    return boxes.computeIfAbsent(group, each -> new Box());
  }
}

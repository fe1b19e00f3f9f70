package org.reapscope.analyzer.order;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.traces.IntMap;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskExited;

/**
 * Holds events back for a while, so that a call's beginning can know its end.
 *
 * <p>The window is bounded: a call that ends beyond it is passed on with an unknown end. What the
 * end says is used to know that a fork succeeded and which calls overlap, never to answer a wait.
 */
public final class Lookahead {
  /** Events held back at most; about 20 MB. */
  static final int WINDOW = 1 << 16;

  /** Events after which a log has shown what kinds of records it has. */
  static final int LEARNING = 1 << 15;

  /**
   * Events held back of a longer log while none of them waits for its end: what the first {@link
   * #LEARNING} have shown of the log's kind need not be looked for again, and most objects then die
   * young.
   */
  static final int SETTLED = 1 << 11;

  /**
   * Events that leave a settled window together. Reading, and replaying, so many in a row keeps
   * each in the processor's caches: one by one, the two take a quarter longer.
   */
  static final int BATCH = 1 << 6;

  /** Calls of {@link #release} for which an open fork holds back what follows it. */
  private static final int PATIENCE = 20;

  /** Events looked through for what a dead task said last. */
  private static final int LAST_WORDS = 1 << 10;

  private int patience = PATIENCE;

  /** Events, the oldest first: each as it is, or the {@link Slot} of one that has such. */
  private final ArrayDeque<Object> window = new ArrayDeque<>();

  private final IntMap<Slot> open = new IntMap<>();
  private final Consumer<ProcessEvent> arrivals;
  private final Departures departures;
  private final BooleanSupplier wantsAll;
  private boolean settled;

  /** Longest time by which a merged log may show a death after the wait that reported it. */
  private static final long LATE = 5_000_000;

  /** The last signal that reached each task, while it is in the window. */
  private final IntMap<Slot> signals = new IntMap<>();

  private final IntMap<Slot> reported = new IntMap<>();

  /** Tasks that have come back from a wait and live. */
  private final TaskNumbers waited = new TaskNumbers();

  /** Ends of waits in the window with nothing but their task's death behind them. */
  private final Set<ProcessEvent> lastWords = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Takes the events that leave the window. */
  @FunctionalInterface
  public interface Departures {
    /**
     * Takes one.
     *
     * @param end the end of the call that begins here, null when it is not in the window
     * @param fatal whether its task dies of it: the signal that kills it, or the end of a wait with
     *     nothing but the death behind it, inside which it was killed
     */
    void take(ProcessEvent event, @Nullable CallReturned end, boolean fatal);
  }

  /**
   * An event of which a later one may tell more: a call's beginning, a signal, a reported death.
   */
  private static final class Slot {
    final ProcessEvent event;
    @Nullable CallReturned end;
    @Nullable TaskExited first;
    boolean departed;
    boolean fatal;

    Slot(ProcessEvent event) {
      this.event = event;
    }
  }

  /**
   * {@code arrivals} sees each event as it enters the window, {@code departures} as it leaves.
   *
   * @param wantsAll whether the whole window is needed to the end of the log
   */
  public Lookahead(
      Consumer<ProcessEvent> arrivals, Departures departures, BooleanSupplier wantsAll) {
    this.arrivals = arrivals;
    this.departures = departures;
    this.wantsAll = wantsAll;
  }

  /** Takes in the log's next event. */
  public void add(ProcessEvent event) {
    Slot slot = null;
    if (event instanceof CallEntered) {
      slot = new Slot(event);
      open.put(event.tid(), slot);
    } else if (event instanceof CallReturned returned) {
      ended(returned);
    } else if (event instanceof SignalDelivered) {
      slot = new Slot(event);
      signals.put(event.tid(), slot);
    } else if (event instanceof TaskExited exited) {
      noteCause(exited);
      if (exited.kind() != ChildReport.Kind.UNSHOWN) {
        noteLastWords(exited.tid());
      }
    }
    arrivals.accept(event);
    if (event instanceof TaskExited exited && precedesItsReport(exited)) {
      return;
    }
    if (event instanceof CallReturned returned && returned.call() instanceof Call.Wait wait) {
      waited.add(event.tid());
      slot = noteReport(returned, wait);
    }
    window.add(slot == null ? event : slot);
    settled |= window.size() > LEARNING;
    if (window.size() > WINDOW) {
      depart();
    }
    if (settled && window.size() > SETTLED + BATCH) {
      while (window.size() > SETTLED && !wantsAll.getAsBoolean() && !waitsForMore()) {
        depart();
      }
    }
  }

  private void ended(CallReturned returned) {
    boolean oneLine = returned.startLine() == returned.line();
    Slot begun = oneLine ? null : open.remove(returned.tid());
    if (begun != null && begun.event.line() == returned.startLine()) {
      begun.end = returned;
    }
  }

  /** Whether a later event may change what the first one in the window means. */
  private boolean waitsForMore() {
    if (!(window.element() instanceof Slot next)) {
      return false;
    }
    return next.event instanceof CallEntered
        ? next.end == null
        : next.event instanceof SignalDelivered signal
            && signal.signal() != Signals.SIGCHLD
            && signals.get(signal.tid()) == next;
  }

  /** The events held back now, in the log's order. */
  public Iterable<ProcessEvent> held() {
    return () -> window.stream().map(Lookahead::eventOf).iterator();
  }

  private static ProcessEvent eventOf(Object held) {
    return held instanceof Slot slot ? slot.event : (ProcessEvent) held;
  }

  /** A task has died: of the last signal that reached it, if it was killed by that one. */
  private void noteCause(TaskExited exited) {
    Slot last = signals.remove(exited.tid());
    boolean killed =
        exited.kind() == ChildReport.Kind.KILLED || exited.kind() == ChildReport.Kind.DUMPED;
    if (killed
        && last != null
        && last.event instanceof SignalDelivered signal
        && signal.signal() == exited.value()) {
      last.fatal = true;
    }
  }

  /** Finds the wait that a task came back from just before it died, if that is its last line. */
  private void noteLastWords(int tid) {
    if (!waited.remove(tid)) {
      return;
    }
    int left = LAST_WORDS;
    for (Iterator<Object> i = window.descendingIterator(); i.hasNext() && left > 0; left--) {
      ProcessEvent event = eventOf(i.next());
      if (event.tid() == tid) {
        if (event instanceof CallReturned end && end.call() instanceof Call.Wait) {
          lastWords.add(event);
        }
        return;
      }
    }
  }

  private @Nullable Slot noteReport(CallReturned returned, Call.Wait wait) {
    if (wait.report() == null || !tellsDeath(wait, wait.report().kind())) {
      return null;
    }
    Slot slot = new Slot(returned);
    reported.put(wait.report().pid(), slot);
    return slot;
  }

  /** A wait4 without a place for the status tells nothing else when it asks for nothing else. */
  private static boolean tellsDeath(Call.Wait wait, ChildReport.Kind kind) {
    return kind.isDeath()
        || kind == ChildReport.Kind.UNSHOWN
            && wait.idType() < 0
            && (wait.options() & (WaitOptions.WSTOPPED | WaitOptions.WCONTINUED)) == 0;
  }

  /**
   * Files of one thread each, merged by time, may show a death just after the wait that reported it
   * (G2): strace saw the death first. Such a death goes before the wait.
   */
  private boolean precedesItsReport(TaskExited exited) {
    Slot wait = reported.remove(exited.tid());
    boolean late =
        wait != null
            && !wait.departed
            // A log that does not say how tasks die is the kernel's own, in the kernel's order.
            && exited.kind() != ChildReport.Kind.UNSHOWN
            && exited.time() != ProcessEvent.NO_TIME
            && exited.time() - wait.event.time() <= LATE;
    if (late && wait != null) {
      wait.first = exited;
    }
    return late;
  }

  /** The log is over: lets go of all that is held back. */
  public void flush() {
    while (!window.isEmpty()) {
      depart();
    }
  }

  /**
   * Lets go of all but the {@code kept} events that came last, and of none behind a fork that has
   * not ended: whose child the lines behind it are about, only its end tells. A fork ends soon, but
   * for a vfork whose child takes its time; it is not waited for longer than {@link #PATIENCE}.
   */
  public void release(int kept) {
    while (window.size() > kept) {
      if (beginsWithOpenFork() && patience > 0) {
        patience--;
        return;
      }
      depart();
      patience = PATIENCE;
    }
  }

  private boolean beginsWithOpenFork() {
    return window.element() instanceof Slot first
        && first.end == null
        && first.event instanceof CallEntered entered
        && entered.call() instanceof Call.Spawn;
  }

  private void depart() {
    Object held = window.remove();
    if (!(held instanceof Slot slot)) {
      ProcessEvent event = (ProcessEvent) held;
      departures.take(event, null, isLast(event));
      return;
    }
    slot.departed = true;
    if (slot.event instanceof CallEntered) {
      open.remove(slot.event.tid(), slot);
    } else if (slot.event instanceof SignalDelivered) {
      signals.remove(slot.event.tid(), slot);
    } else if (slot.event instanceof CallReturned returned
        && returned.call() instanceof Call.Wait wait
        && wait.report() != null) {
      reported.remove(wait.report().pid(), slot);
    }
    if (slot.first != null) {
      departures.take(slot.first, null, false);
    }
    departures.take(slot.event, slot.end, slot.fatal || isLast(slot.event));
  }

  private boolean isLast(ProcessEvent event) {
    return !lastWords.isEmpty() && lastWords.remove(event);
  }
}

package org.reapscope.analyzer.replay;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Holds events back for a while, so that a call's beginning can know its end.
 *
 * <p>The window is bounded: a call that ends beyond it is passed on with an unknown end. What the
 * end says is used to know that a fork succeeded and which calls overlap, never to answer a wait.
 */
final class Lookahead {
  /** Events held back; about 10 MB. */
  static final int WINDOW = 1 << 16;

  private final ArrayDeque<Slot> window = new ArrayDeque<>();
  private final Map<Integer, Slot> open = new HashMap<>();
  private final Consumer<Slot> arrivals;
  private final Consumer<Slot> departures;

  /** An event, and for a call that begins here its end where that lies inside the window. */
  static final class Slot {
    private final ProcessEvent event;
    private @Nullable CallReturned end;

    Slot(ProcessEvent event) {
      this.event = event;
    }

    ProcessEvent event() {
      return event;
    }

    @Nullable CallReturned end() {
      return end;
    }
  }

  /** {@code arrivals} sees each event as it enters the window, {@code departures} as it leaves. */
  Lookahead(Consumer<Slot> arrivals, Consumer<Slot> departures) {
    this.arrivals = arrivals;
    this.departures = departures;
  }

  void add(ProcessEvent event) {
    Slot slot = new Slot(event);
    if (event instanceof CallEntered entered) {
      open.put(entered.tid(), slot);
    } else if (event instanceof CallReturned returned) {
      Slot begun = open.remove(returned.tid());
      if (begun != null && begun.event.line() == returned.startLine()) {
        begun.end = returned;
      } else {
        slot.end = returned;
      }
    }
    arrivals.accept(slot);
    window.add(slot);
    if (window.size() > WINDOW) {
      depart();
    }
  }

  void flush() {
    while (!window.isEmpty()) {
      depart();
    }
  }

  private void depart() {
    Slot slot = window.remove();
    open.remove(slot.event.tid(), slot);
    departures.accept(slot);
  }
}

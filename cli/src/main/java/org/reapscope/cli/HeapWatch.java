package org.reapscope.cli;

import org.reapscope.traces.EventSink;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Passes events on and asks for a collection when the heap has outgrown what was alive in it.
 *
 * <p>The serial collector leaves its old generation alone until the largest heap is reached, by
 * default a quarter of the machine: what is kept of a child for a while and then dropped would grow
 * the process with the log, although hardly more is alive than at its beginning.
 */
final class HeapWatch implements EventSink {
  private static final int EVENTS_BETWEEN_LOOKS = 1 << 14;
  private static final long ROOM = 12L << 20;

  private final EventSink next;
  private final Runtime runtime = Runtime.getRuntime();
  private long allowed = 2 * ROOM;
  private int events;

  HeapWatch(EventSink next) {
    this.next = next;
  }

  @Override
  public void accept(ProcessEvent event) {
    next.accept(event);
    if (++events == EVENTS_BETWEEN_LOOKS) {
      events = 0;
      if (used() > allowed) {
        runtime.gc();
        // A share of what is alive, so that a large live set is not collected again and again.
        allowed = used() * 5 / 4 + ROOM;
      }
    }
  }

  private long used() {
    return runtime.totalMemory() - runtime.freeMemory();
  }
}

package org.reapscope.cli;

import org.reapscope.traces.EventSink;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Passes events on and asks for a collection when the heap has grown beyond what was alive in it.
 *
 * <p>The serial collector leaves its old generation alone until the largest heap is reached, by
 * default a quarter of the machine: what is kept of a child for a while and then dropped would grow
 * the process with the log, although hardly more is alive than at its beginning.
 *
 * <p>What is looked at is the heap's size and not what is used of it: the size grows only when the
 * old generation does, while the young one's garbage comes and goes many times a second.
 */
final class HeapWatch implements EventSink {
  private static final int EVENTS_BETWEEN_LOOKS = 1 << 14;

  /** Most of the young generation that the launcher asks for: its size counts with the rest. */
  private static final long ROOM = 16L << 20;

  private final EventSink next;
  private final Runtime runtime = Runtime.getRuntime();
  private long allowed = allowedNow();
  private int events;

  HeapWatch(EventSink next) {
    this.next = next;
  }

  @Override
  public void accept(ProcessEvent event) {
    next.accept(event);
    if (++events == EVENTS_BETWEEN_LOOKS) {
      events = 0;
      if (runtime.totalMemory() > allowed) {
        runtime.gc();
        allowed = allowedNow();
      }
    }
  }

  /**
   * After a collection: a share more than is alive, so that a large live set is not collected again
   * and again; and no less than the heap has, which it is not always quick to give back.
   */
  private long allowedNow() {
    long total = runtime.totalMemory();
    return Math.max(total, (total - runtime.freeMemory()) * 5 / 4 + ROOM);
  }
}

package org.reapscope.cli;

import java.io.PrintStream;
import java.util.Locale;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.event.ProcessEvent;

/** Passes events on and shows on a terminal how far the reading has come. */
final class Progress implements EventSink, AutoCloseable {
  private static final int EVENTS_BETWEEN_LOOKS = 1 << 14;
  private static final long NANOS_BETWEEN_SIGNS = 250_000_000L;

  private final EventSink next;
  private final PrintStream err;
  private final String name;
  private long events;
  private long lastSign = System.nanoTime();
  private boolean shown;

  Progress(EventSink next, PrintStream err, String name) {
    this.next = next;
    this.err = err;
    this.name = name;
  }

  @Override
  public void accept(ProcessEvent event) {
    next.accept(event);
    if (++events % EVENTS_BETWEEN_LOOKS == 0) {
      long now = System.nanoTime();
      if (now - lastSign >= NANOS_BETWEEN_SIGNS) {
        lastSign = now;
        shown = true;
        err.print(
            String.format(
                Locale.ROOT, "\r\033[K%s: line %,d, %,d events", name, event.line(), events));
        err.flush();
      }
    }
  }

  /** Takes the sign away. */
  @Override
  public void close() {
    if (shown) {
      err.print("\r\033[K");
      err.flush();
    }
  }
}

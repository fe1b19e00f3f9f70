package org.reapscope.reports.events;

import java.io.IOException;
import org.reapscope.analyzer.order.OpenCalls;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.ProcessEvent;

/** Counts the rows that the events of a trace would give, without putting them in order. */
abstract class Counts implements EventWriter {
  private String trace = "";
  private long[] counts = new long[0];
  private OpenCalls open = new OpenCalls();

  @Override
  public void begin(String name) {
    trace = name;
    counts = new long[EventKind.values().length];
    open = new OpenCalls();
  }

  @Override
  public void add(ProcessEvent event) {
    CallEntered endless = open.next(event);
    if (endless != null) {
      counts[EventKind.of(endless).ordinal()]++;
    }
    if (!(event instanceof CallEntered)) {
      counts[EventKind.of(event).ordinal()]++;
    }
  }

  @Override
  public void end(TraceFacts facts) throws IOException {
    for (CallEntered endless : open.rest()) {
      counts[EventKind.of(endless).ordinal()]++;
    }
    write(trace, counts);
  }

  /** Writes how many events of each kind, by {@link EventKind#ordinal()}, the trace has. */
  abstract void write(String name, long[] numbers) throws IOException;
}

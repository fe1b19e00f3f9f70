package org.reapscope.traces;

import org.reapscope.traces.event.ProcessEvent;

/** Takes the events of one trace in line order. */
@FunctionalInterface
public interface EventSink {
  /** Takes the next event. */
  void accept(ProcessEvent event);
}

package org.reapscope.reports.events;

import java.io.IOException;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.event.ProcessEvent;

/**
 * Writes the events of traces as they come; holds none of them. The writer behind it belongs to the
 * caller.
 */
public interface EventWriter {
  /** Begins the next trace. */
  default void begin(String trace) throws IOException {}

  /** Writes the next event of the linearised log. */
  void add(ProcessEvent event) throws IOException;

  /** Ends the trace that was begun last. */
  default void end(TraceFacts facts) throws IOException {}

  /** Ends the document; called once, after the last trace. */
  void close() throws IOException;
}

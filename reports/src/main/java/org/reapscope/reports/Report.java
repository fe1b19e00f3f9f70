package org.reapscope.reports;

import java.io.IOException;
import org.reapscope.analyzer.result.TraceResult;

/**
 * Writes the results of one run in one form.
 *
 * <p>Traces are added one by one and need not be kept, so that a run over many is not bound by
 * memory. {@link #end} is called exactly once, after the last trace; the writer behind the report
 * belongs to the caller.
 */
public interface Report {
  /** Adds one analysed trace. */
  void add(TraceResult result) throws IOException;

  /** Adds a trace that could not be analysed; forms without a place for it leave it out. */
  default void failed(String name, String why) throws IOException {}

  /** Ends the document. */
  void end() throws IOException;
}

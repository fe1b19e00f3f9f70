package org.reapscope.reports;

import java.io.IOException;
import java.util.List;
import org.reapscope.analyzer.fleet.Group;
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

  /** Adds the sums over all traces of a run over several; just before its end. */
  default void summary(List<Group> groups) throws IOException {}

  /** Ends the document. */
  void end() throws IOException;
}

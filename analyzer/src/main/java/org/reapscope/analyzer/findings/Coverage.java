package org.reapscope.analyzer.findings;

import java.util.Set;
import org.reapscope.traces.TraceFacts;

/**
 * What the log can be trusted to show, so that nobody is accused by its silence.
 *
 * @param showsWaits whether wait calls were recorded at all
 * @param complete whether the log has its beginning and its end
 * @param lost events that the tracer says it lost, wherever that was
 */
record Coverage(boolean showsWaits, boolean complete, long lost, Losses losses) {
  private static final Set<String> WAITS = Set.of("wait4", "waitid", "waitpid");

  /** What a log that is over shows. */
  static Coverage of(TraceFacts facts, Losses losses) {
    boolean waits = facts.calls().stream().anyMatch(WAITS::contains);
    return new Coverage(waits, facts.complete(), facts.lost(), losses);
  }

  /** Whether nothing is missing between two lines. */
  boolean whole(long from, long to) {
    return losses.none() ? lost == 0 : !losses.between(from, to);
  }
}

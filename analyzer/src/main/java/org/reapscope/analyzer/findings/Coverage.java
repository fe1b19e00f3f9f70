package org.reapscope.analyzer.findings;

import java.util.Set;
import org.reapscope.traces.TraceFacts;

/** What the log can be trusted to show, so that nobody is accused by its silence. */
record Coverage(TraceFacts facts, Losses losses) {
  private static final Set<String> WAITS = Set.of("wait4", "waitid", "waitpid");

  /** Whether wait calls were recorded at all. */
  boolean showsWaits() {
    return facts.calls().stream().anyMatch(WAITS::contains);
  }

  /** Whether nothing is missing between two lines. */
  boolean whole(long from, long to) {
    return losses.none() ? facts.lost() == 0 : !losses.between(from, to);
  }
}

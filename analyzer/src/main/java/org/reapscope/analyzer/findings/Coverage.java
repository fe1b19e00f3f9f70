package org.reapscope.analyzer.findings;

import java.util.Set;
import org.reapscope.analyzer.order.RecordKinds;
import org.reapscope.traces.TraceFacts;

/** What the log can be trusted to show, so that nobody is accused by its silence. */
record Coverage(TraceFacts facts, Losses losses, RecordKinds kinds) {
  private static final Set<String> WAITS = Set.of("wait4", "waitid", "waitpid");

  /** Whether wait calls were recorded at all. */
  boolean showsWaits() {
    return facts.calls().stream().anyMatch(WAITS::contains);
  }

  /** Whether a child that no wait in the log took was not reaped at all. */
  boolean showsReaps(CaseFile file) {
    boolean ignores = !kinds.sigactions() && !file.book.heardOfChildren;
    return showsWaits() && kinds.deaths() && !kinds.lacksWaits() && !ignores && !file.book.guessed;
  }

  /** Whether a wait that the log does not hold was not made. */
  boolean showsEveryWait() {
    return !kinds.lacksWaits() && !kinds.onlySuccesses();
  }

  /** Whether the log shows whose child every process is. */
  boolean showsFamilies() {
    return kinds.forks() && kinds.deaths() && kinds.follows();
  }

  /** Whether nothing is missing between two lines. */
  boolean whole(long from, long to) {
    return losses.none() ? facts.lost() == 0 : !losses.between(from, to);
  }
}

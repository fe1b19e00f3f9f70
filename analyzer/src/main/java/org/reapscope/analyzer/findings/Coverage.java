package org.reapscope.analyzer.findings;

import java.util.Collections;
import java.util.Set;
import org.reapscope.analyzer.order.RecordKinds;
import org.reapscope.traces.TraceFacts;

/**
 * What the log can be trusted to show, so that nobody is accused by its silence.
 *
 * @param showsWaits whether wait calls were recorded at all
 * @param complete whether the log has its beginning and its end
 * @param lost events that the tracer says it lost, wherever that was
 * @param kinds the kinds of records that the log holds
 */
record Coverage(boolean showsWaits, boolean complete, long lost, Losses losses, RecordKinds kinds) {
  private static final Set<String> WAITS = Set.of("wait4", "waitid", "waitpid");

  /** What a log that is over shows. */
  static Coverage of(TraceFacts facts, Losses losses, RecordKinds kinds) {
    boolean waits = !Collections.disjoint(facts.calls(), WAITS);
    return new Coverage(waits, facts.complete(), facts.lost(), losses, kinds);
  }

  /** Whether a child that no wait in the log took was not reaped at all. */
  boolean showsReaps(CaseFile file) {
    Book book = file.book;
    boolean ignores = !kinds.sigactions() && !book.heardOfChildren;
    return showsWaits
        && kinds.deaths()
        && !kinds.hidesDeaths()
        && !kinds.lacksWaits()
        && !ignores
        && !book.guessed
        && !(book.tookStranger && book.isKnownFromBirth());
  }

  /** Whether a wait that the log does not hold was not made. */
  boolean showsEveryWait() {
    return !kinds.lacksWaitsByPid() && !kinds.onlySuccesses();
  }

  /** Whether the log shows whose child every process is. */
  boolean showsFamilies() {
    return kinds.forks() && kinds.deaths() && kinds.follows();
  }

  /** Whether nothing is missing between two lines. */
  boolean whole(long from, long to) {
    return losses.none() ? lost == 0 : !losses.between(from, to);
  }
}

package org.reapscope.analyzer.replay;

import java.util.List;

/** What is known of the beginnings of a task whose fork is not in the log. */
final class Foundling {
  /** The forks without a result that can have made it. */
  final List<LostForks.Entry> origins;

  /** Its first line, 0 when the log does not mark it. */
  final long firstLine;

  /** Taken for alive before the log began, so that it may have children the log never showed. */
  boolean fromBefore;

  Foundling(long firstLine, List<LostForks.Entry> origins, boolean fromBefore) {
    this.firstLine = firstLine;
    this.origins = origins;
    this.fromBefore = fromBefore;
  }
}

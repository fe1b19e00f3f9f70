package org.reapscope.cli;

import org.jspecify.annotations.Nullable;
import org.reapscope.reports.Sanitizer;
import org.reapscope.traces.TraceFacts;

/** What --strict does not let pass. */
final class Strictness {
  private Strictness() {}

  /** What of a log was not understood or lost, in one sentence; null when all was read. */
  static @Nullable String sentence(String trace, TraceFacts facts) {
    if (facts.unparsed() == 0 && facts.lost() == 0) {
      return null;
    }
    String first =
        facts.samples().isEmpty()
            ? ""
            : "; the first at line "
                + facts.samples().get(0).line()
                + ": "
                + Sanitizer.text(facts.samples().get(0).why());
    return String.format(
        "%s: %d lines not understood, %d events lost%s",
        Sanitizer.name(trace), facts.unparsed(), facts.lost(), first);
  }
}

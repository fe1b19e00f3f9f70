package org.reapscope.reports.charts;

import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Sanitizer;

/**
 * What stands above a chart.
 *
 * @param title what it shows
 * @param subtitle what is to be seen in it, in one sentence; blank for none
 */
record Caption(String title, String subtitle) {
  private static final int NAME_SHOWN = 40;
  private static final int SUBTITLE_SHOWN = 200;

  /** Above a chart of {@code result}; the end of a long path tells more than its beginning. */
  static Caption of(String what, TraceResult result, String subtitle) {
    String name = Sanitizer.name(result.name());
    String shown =
        name.length() <= NAME_SHOWN ? name : "…" + name.substring(name.length() - NAME_SHOWN);
    return new Caption(what + ": " + shown, Sanitizer.clean(subtitle, SUBTITLE_SHOWN));
  }
}

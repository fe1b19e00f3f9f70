package org.reapscope.cli;

import java.util.Locale;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Finding.Severity;
import org.reapscope.analyzer.result.TraceResult;

/** From which severity on findings make a run fail. */
enum FailOn {
  NONE,
  WARNING,
  ERROR;

  /** True when {@code result} holds a finding at or above this level. */
  boolean hit(TraceResult result) {
    for (Finding one : result.findings()) {
      boolean grave =
          switch (this) {
            case NONE -> false;
            case WARNING -> one.severity() != Severity.NOTE;
            case ERROR -> one.severity() == Severity.ERROR;
          };
      if (grave) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

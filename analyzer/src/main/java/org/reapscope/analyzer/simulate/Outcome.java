package org.reapscope.analyzer.simulate;

import java.util.List;

/**
 * What a script gave.
 *
 * @param results the results asked for, in order
 * @param explanation lines for people, step by step; empty unless asked for
 */
public record Outcome(List<String> results, List<String> explanation) {
  public Outcome {
    results = List.copyOf(results);
    explanation = List.copyOf(explanation);
  }

  /** The results in the notation of the conformance cases: joined by {@code " / "}. */
  public String line() {
    return String.join(" / ", results);
  }
}

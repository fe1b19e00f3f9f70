package org.reapscope.fleet;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.reapscope.analyzer.Alternatives;
import org.reapscope.analyzer.AnalysisOptions;
import org.reapscope.analyzer.fleet.Tags;

/**
 * What a run asks of every trace.
 *
 * @param semantics profile to replay under
 * @param mark which children carry the mark
 * @param tagWords the tags' {@code NAME=REGEX}
 */
record Rules(String semantics, String mark, List<String> tagWords) implements Serializable {
  /**
   * Checks the names and patterns.
   *
   * @throws IllegalArgumentException with a sentence on what is wrong
   */
  void check() {
    options().check();
    new Tags(tagWords);
  }

  AnalysisOptions options() {
    return new AnalysisOptions(semantics, mark, false, Alternatives.ASKED);
  }

  Map<String, String> tags(String name) {
    return new Tags(tagWords).of(name);
  }
}

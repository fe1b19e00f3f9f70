package org.reapscope.analyzer.semantics;

import org.reapscope.analyzer.kernel.Semantics;

/** Linux 5.13 and later, where nothing is hidden from any wait. */
final class Linux implements Semantics {
  @Override
  public String name() {
    return "linux";
  }

  @Override
  public String summary() {
    return "Linux 5.13 and later: nothing is hidden, a focused wait looks at one task";
  }
}

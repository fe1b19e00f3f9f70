package org.reapscope.analyzer.semantics;

import org.reapscope.analyzer.kernel.Semantics;

/** Linux up to 5.12: the same answers, but focused waits walk the list of children. */
final class LinuxClassic implements Semantics {
  @Override
  public String name() {
    return "linux-classic";
  }

  @Override
  public String summary() {
    return "Linux up to 5.12: the answers of linux, but a focused wait walks every child";
  }

  @Override
  public boolean focusedWaitsWalk() {
    return true;
  }
}

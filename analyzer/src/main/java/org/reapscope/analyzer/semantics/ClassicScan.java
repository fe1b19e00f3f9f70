package org.reapscope.analyzer.semantics;

import org.reapscope.analyzer.kernel.Semantics;

/** A profile on a kernel before 5.13, whose focused waits walk the list of children. */
final class ClassicScan extends Variant {
  static final String NAME = "classic-scan";

  ClassicScan(Semantics base) {
    super(base);
  }

  @Override
  public String name() {
    return super.name() + "+" + NAME;
  }

  @Override
  public String summary() {
    return super.summary() + "; focused waits walk every child as before 5.13";
  }

  @Override
  public boolean focusedWaitsWalk() {
    return true;
  }
}

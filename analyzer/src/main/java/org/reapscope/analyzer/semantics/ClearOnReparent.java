package org.reapscope.analyzer.semantics;

import org.reapscope.analyzer.kernel.Semantics;

/** A profile in which a child that gets a new parent process loses its mark (its author's idea). */
final class ClearOnReparent extends Variant {
  static final String NAME = "clear-on-reparent";

  ClearOnReparent(Semantics base) {
    super(base);
  }

  @Override
  public String name() {
    return super.name() + "+" + NAME;
  }

  @Override
  public String summary() {
    return super.summary() + "; a reparented child loses its mark";
  }

  @Override
  public boolean clearsMarkOnReparent() {
    return true;
  }
}

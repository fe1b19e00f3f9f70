package org.reapscope.analyzer.result;

import java.util.Locale;

/** How far a replayed result agrees with the recorded one. */
public enum Evidence {
  /** The model in its default order gives the recorded result. */
  EXACT,
  /** A named rule was needed. */
  INFERRED,
  /** The log cannot tell. */
  UNKNOWN,
  /** No allowed order and no rule explains it. */
  CONTRADICTED;

  /** The contract's word. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package org.reapscope.analyzer.kernel;

import org.jspecify.annotations.Nullable;

/** A pid namespace: its parent, and the process that inherits its orphans (pid 1 inside). */
public final class PidNamespace {
  private final @Nullable PidNamespace parent;
  @Nullable ThreadGroup childReaper;
  int population;

  /** A namespace below {@code parent}; null makes the initial one. */
  public PidNamespace(@Nullable PidNamespace parent) {
    this.parent = parent;
  }

  /** The enclosing namespace, null for the initial one. */
  public @Nullable PidNamespace parent() {
    return parent;
  }

  /** The namespace's pid 1, once it exists. */
  public @Nullable ThreadGroup childReaper() {
    return childReaper;
  }

  /** True when {@code other} is this namespace or lies inside it. */
  public boolean contains(PidNamespace other) {
    for (PidNamespace at = other; at != null; at = at.parent) {
      if (at == this) {
        return true;
      }
    }
    return false;
  }
}

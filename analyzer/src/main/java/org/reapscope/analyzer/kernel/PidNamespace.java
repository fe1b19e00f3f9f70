package org.reapscope.analyzer.kernel;

import org.jspecify.annotations.Nullable;

/** A pid namespace: its parent, and the process that inherits its orphans (pid 1 inside). */
public final class PidNamespace {
  private static final int MOST_LEVELS = 32;

  private final @Nullable PidNamespace parent;
  private final int level;
  @Nullable ThreadGroup childReaper;
  private int population;

  /** A namespace below {@code parent}; null makes the initial one. */
  public PidNamespace(@Nullable PidNamespace parent) {
    this.parent = parent;
    this.level = parent == null ? 0 : parent.level + 1;
  }

  /** A namespace below another; beyond MAX_PID_NS_LEVEL no kernel makes one, and it is the same. */
  public static PidNamespace below(PidNamespace parent) {
    return parent.level == MOST_LEVELS ? parent : new PidNamespace(parent);
  }

  /** The enclosing namespace, null for the initial one. */
  public @Nullable PidNamespace parent() {
    return parent;
  }

  /** The namespace's pid 1, once it exists. */
  public @Nullable ThreadGroup childReaper() {
    return childReaper;
  }

  /** A process is numbered here and in every enclosing namespace. */
  void enter() {
    for (PidNamespace at = this; at != null; at = at.parent) {
      at.population++;
    }
  }

  /** A process's number is free again, here and in every enclosing namespace. */
  void leave() {
    for (PidNamespace at = this; at != null; at = at.parent) {
      at.population--;
    }
  }

  /** True when nobody but its pid 1 has a number here, zombies and inner namespaces included. */
  boolean holdsOnlyItsReaper() {
    return population == 1;
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

package org.reapscope.cli;

import java.util.Locale;

/** When colours are written. */
enum Color {
  AUTO,
  ALWAYS,
  NEVER;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package org.reapscope.cli;

/** Exit codes of the contract; 130 on interrupt is the Java machine's own. */
final class ExitCode {
  /** Nothing at or above {@code --fail-on}. */
  static final int CLEAN = 0;

  /** Findings at or above {@code --fail-on}. */
  static final int FINDINGS = 1;

  /** Wrong usage. */
  static final int USAGE = 2;

  /** An input that cannot be read or is no trace; any diagnostic under {@code --strict}. */
  static final int INPUT = 3;

  /** A fault of the program. */
  static final int INTERNAL = 70;

  private ExitCode() {}
}

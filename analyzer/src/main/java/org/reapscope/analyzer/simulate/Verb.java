package org.reapscope.analyzer.simulate;

import org.reapscope.analyzer.kernel.Task;

/**
 * One verb of the language.
 *
 * @param usage the form of a step with this verb
 * @param role what the one named first does
 */
record Verb(String usage, Role role, Action action) {
  /** What the one named first does in the step. */
  enum Role {
    /** Makes a system call: must be alive and not asleep in a wait. */
    ACTS,
    /** Something happens to it, asleep or not, dead or alive. */
    UNDERGOES,
    /** Is looked at only: must be alive. */
    SHOWS
  }

  /** What the step does. */
  interface Action {
    Reply run(Stage stage, Task who, Words words);
  }
}

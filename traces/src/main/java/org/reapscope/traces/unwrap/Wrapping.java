package org.reapscope.traces.unwrap;

/** One thing that is done to the lines of logs on their way, and how to undo it. */
interface Wrapping {
  /** What it is, in words that follow "taken off: ". */
  String words();

  /** Undoes it; false, with the line as it was, when the line does not bear it. */
  boolean takeOff(Line line);

  /**
   * True when no tracer writes this itself, so that it is taken off unless that does harm; others
   * are taken off where that helps.
   */
  default boolean isForeign() {
    return true;
  }

  /** How many of a hundred lines must bear it before it is looked into; 0: one line is enough. */
  default int leastShare() {
    return 25;
  }
}

package org.reapscope.analyzer.simulate;

/** What a step gives when asked; a wait that sleeps knows only at the end of the script. */
interface Reply {
  /** A step that gives nothing but its success. */
  Reply OK = () -> "ok";

  /** The result in the notation of the conformance cases. */
  String text();

  /** Tasks considered so far. */
  default long considered() {
    return 0;
  }
}

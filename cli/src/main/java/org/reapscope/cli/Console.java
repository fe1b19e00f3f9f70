package org.reapscope.cli;

import java.io.OutputStream;
import java.io.PrintStream;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err everything else
 * @param outTerminal whether a person reads {@code out}
 * @param errTerminal whether a person reads {@code err}
 */
record Console(OutputStream out, PrintStream err, boolean outTerminal, boolean errTerminal) {

  /** True when {@code out} takes colours and the user did not say that none are wanted. */
  boolean paints() {
    String none = System.getenv("NO_COLOR");
    return outTerminal && (none == null || none.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
  }

  /** Says one sentence on {@code err}. */
  void say(String sentence) {
    err.println("reapscope: " + sentence);
  }
}

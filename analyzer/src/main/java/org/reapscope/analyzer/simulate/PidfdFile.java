package org.reapscope.analyzer.simulate;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;

/** One open pidfd file and the processes whose descriptor tables refer to it (A.3). */
final class PidfdFile {
  final Task target;
  final boolean nonBlocking;
  final boolean ofThread;
  final boolean autokill;
  final Set<ThreadGroup> holders = Collections.newSetFromMap(new IdentityHashMap<>());

  PidfdFile(Task target, boolean nonBlocking, boolean ofThread, boolean autokill) {
    this.target = target;
    this.nonBlocking = nonBlocking;
    this.ofThread = ofThread;
    this.autokill = autokill;
  }

  /** Readiness as poll shows it (E.6). */
  String readiness() {
    if (target.state() == Task.State.DEAD) {
      return "IN|HUP";
    }
    boolean dead = target.state() != Task.State.ALIVE;
    return dead && (ofThread || target.group().threads().size() == 1) ? "IN" : "0";
  }
}

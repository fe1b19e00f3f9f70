package org.reapscope.analyzer.findings;

import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.RecordedWait;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.analyzer.result.Finding;

/**
 * A wait call that has to do with one child.
 *
 * @param startLine first line of the call, 0 when not in the log
 * @param line last line, or the first again while it has not come back
 * @param time clock of that line in nanoseconds, or {@code ProcessEvent.NO_TIME}
 */
record Asking(
    TracedTask caller, RecordedWait call, long startLine, long line, long time, Evidence evidence) {

  static Asking of(JudgedWait wait) {
    return new Asking(
        wait.caller(),
        wait.call(),
        wait.end().startLine(),
        wait.end().line(),
        wait.end().time(),
        wait.evidence());
  }

  /** Whether it asks for a death at all, and for children of the ordinary kind. */
  boolean couldCollect() {
    return call.has(WaitOptions.WEXITED)
        && (!call.has(WaitOptions.WCLONE) || call.has(WaitOptions.WALL));
  }

  /** Whether it may sleep. */
  boolean blocks() {
    return !call.has(WaitOptions.WNOHANG);
  }

  /** Whether this call was still under way when {@code other} began, or began after that. */
  boolean endsAfterStartOf(Asking other) {
    return line >= other.startLine;
  }

  Finding.Act act() {
    return new Finding.Act(caller.tid(), line, time, call.words());
  }

  Finding.Victim victim(String symptom) {
    return new Finding.Victim(caller.tid(), line, time, call.words(), symptom);
  }
}

package org.reapscope.analyzer.whatif;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.WaitRequest;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.traces.event.ProcessEvent;

/** How one thread waits: the loop it is in, the call it is stuck in, what it does on ECHILD. */
final class Caller {
  /** Recorded waits kept for a thread that sleeps here while it went on in the recording. */
  private static final int LATER_KEPT = 4096;

  final TracedTask task;

  /** A blocking wait that has not come back here although it did in the recording. */
  @Nullable JudgedWait held;

  @Nullable WaitRequest heldRequest;

  /** What the thread did in the recording after that, waits only. */
  final Deque<JudgedWait> later = new ArrayDeque<>();

  long dropped;

  /** It did more after that than to make the same wait again. */
  boolean wentOn;

  /** Line at which it ended its process although it sleeps here; 0 for never. */
  long exitedAt;

  /** The drain it is in: the same generic WNOHANG wait again and again, with nothing between. */
  private String run = "";

  private boolean runOver;

  // A blocking generic wait that fails at once because only hidden children are left.

  /** Such calls that slept in the recording. */
  long atOnce;

  /** The first of them. */
  @Nullable JudgedWait firstAtOnce;

  private String echildCall = "";
  private long echildTime = ProcessEvent.NO_TIME;
  private boolean atOnceLast;

  /** Shortest time after which it asked again when told that it has no children; -1 unknown. */
  long retryAfter = -1;

  /** It made the same call again after one that fails at once here. */
  boolean calledAgain;

  Caller(TracedTask task) {
    this.task = task;
  }

  void keep(JudgedWait wait) {
    if (later.size() < LATER_KEPT) {
      later.add(wait);
    } else {
      dropped++;
    }
    JudgedWait stuck = held;
    wentOn |= stuck != null && !wait.call().words().equals(stuck.call().words());
  }

  /** Something else than a wait happened on the thread: a drain is over. */
  void breakRun() {
    run = "";
    runOver = false;
  }

  /** Whether the drain had already come to its end here, so that this call is not made. */
  boolean drained(JudgedWait wait) {
    return runOver && run.equals(wait.call().words());
  }

  /** A generic WNOHANG wait was played; {@code over} when it gave no child. */
  void drains(JudgedWait wait, boolean over) {
    run = wait.call().words();
    runOver = over;
  }

  /** Learns from the recording what the thread does when a blocking wait says ECHILD. */
  void learn(JudgedWait wait, boolean echild) {
    String words = wait.call().words();
    if (words.equals(echildCall)) {
      if (echildTime != ProcessEvent.NO_TIME && wait.end().startTime() != ProcessEvent.NO_TIME) {
        long gap = Math.max(0, wait.end().startTime() - echildTime);
        retryAfter = retryAfter < 0 ? gap : Math.min(retryAfter, gap);
      } else {
        retryAfter = 0;
      }
    }
    JudgedWait first = firstAtOnce;
    if (atOnceLast && first != null && words.equals(first.call().words())) {
      calledAgain = true;
    }
    atOnceLast = false;
    echildCall = echild ? words : "";
    echildTime = wait.end().time();
  }

  /** A blocking wait that slept in the recording fails at once here. */
  void failsAtOnce(JudgedWait wait) {
    atOnce++;
    atOnceLast = true;
    firstAtOnce = firstAtOnce == null ? wait : firstAtOnce;
  }
}

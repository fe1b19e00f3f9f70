package org.reapscope.analyzer.whatif;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.Finding;

/** What threads and namespaces do in the run played on: sleep for ever, spin, never finish. */
final class Behaviour {
  /** A retry sooner than this is a busy loop: no sleep a program chooses is as short. */
  private static final long BUSY = 1_000_000L;

  private final List<Finding> findings = new ArrayList<>();
  private final Set<Caller> told = new HashSet<>();
  private final Set<ThreadGroup> namespaces = new HashSet<>();
  private long stuck;
  private long spins;

  long stuck() {
    return stuck;
  }

  long spins() {
    return spins;
  }

  /** A thread is gone, or the log is over. */
  void over(Caller caller) {
    if (!told.add(caller)) {
      return;
    }
    JudgedWait held = caller.held;
    if (held != null && (caller.wentOn || caller.exitedAt > 0)) {
      stuck++;
      findings.add(
          finding(
              "would-hang",
              Finding.Severity.ERROR,
              caller,
              held,
              " would sleep in "
                  + held.call().words()
                  + ", which came back at line "
                  + held.end().line()
                  + " in the recording: what it waited for is hidden, and another child lives."
                  + (caller.exitedAt > 0
                      ? " Its process would not end at line " + caller.exitedAt + "."
                      : " What it did next comes later or never."),
              "hangs"));
    }
    spins(caller);
  }

  private void spins(Caller caller) {
    JudgedWait first = caller.firstAtOnce;
    boolean known = caller.retryAfter >= 0;
    if (first == null || !(known || caller.calledAgain)) {
      return;
    }
    boolean busy = !known || caller.retryAfter < BUSY;
    spins += busy ? 1 : 0;
    String often =
        caller.atOnce + (caller.atOnce == 1 ? " call of " : " calls of ") + first.call().words();
    findings.add(
        finding(
            "would-spin",
            busy ? Finding.Severity.WARNING : Finding.Severity.NOTE,
            caller,
            first,
            ": "
                + often
                + " that slept in the recording would give ECHILD at once, since only marked"
                + " children live"
                + (known
                    ? busy
                        ? "; told ECHILD it asks again at once: it spins"
                        : String.format(
                            java.util.Locale.US,
                            "; told ECHILD it asks again after %.1f ms: it polls",
                            caller.retryAfter / 1e6)
                    : "; it calls again each time: unless it sleeps on ECHILD, it spins")
                + ".",
            "unchanged"));
  }

  private static Finding finding(
      String rule,
      Finding.Severity severity,
      Caller caller,
      JudgedWait wait,
      String what,
      String outcome) {
    TracedTask task = caller.task;
    String who = (task.task().isLeader() ? "Process " : "Thread ") + task.tid();
    return new Finding(
        rule,
        severity,
        "inferred",
        who + what,
        new Finding.Party(task.task().group().pid(), task.comm()),
        null,
        new Finding.Act(task.tid(), wait.end().line(), wait.end().time(), wait.call().words()),
        null,
        new Finding.UnderFlag(outcome, who + what));
  }

  /** A process has died; pid 1 of a namespace may never finish (E.3). */
  void died(TracedTask leader, @Nullable ThreadGroup image) {
    if (image == null || !image.awaitsItsNamespace() || !namespaces.add(image)) {
      return;
    }
    String what =
        "Process "
            + leader.tid()
            + ", pid 1 of its pid namespace, would never finish exiting: a marked zombie of its own"
            + " is hidden from the kernel's last wait for everybody, and the namespace keeps its"
            + " number";
    stuck++;
    findings.add(
        new Finding(
            "would-hang",
            Finding.Severity.ERROR,
            "inferred",
            what,
            new Finding.Party(leader.tid(), leader.comm()),
            new Finding.Child(
                leader.tid(), leader.comm(), leader.spawnLine(), leader.exitLine(), ""),
            null,
            null,
            new Finding.UnderFlag("hangs", what)));
  }

  List<Finding> findings(String semantics) {
    return List.copyOf(findings);
  }
}

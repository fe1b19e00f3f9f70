package org.reapscope.reports;

import java.util.Map;
import java.util.TreeMap;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;

/** What to change where a rule has found something: one paragraph a rule, for any program. */
final class Remedy {
  private static final Map<String, String> BY_RULE =
      Map.ofEntries(
          Map.entry(
              "misreap",
              "Let one place wait for each child. Either the code that started it waits for it by"
                  + " its own number or pidfd (waitid with P_PID or P_PIDFD) and nothing else in"
                  + " the process waits for anyone; or the loop that waits for anyone hands every"
                  + " status to whoever started the child. On a kernel with CLONE_WAIT_PIDFD,"
                  + " children created with it stay out of such loops."),
          Map.entry(
              "misreap-risk",
              "Nothing was lost this time. As for misreap: keep waits for anyone out of a process"
                  + " whose children are watched one by one."),
          Map.entry(
              "status-lost",
              "Give SIGCHLD its default action, without SA_NOCLDWAIT, before the child is made:"
                  + " while it is ignored the kernel discards every status."),
          Map.entry(
              "zombie-leak",
              "Reap every child once: where it is watched, or in a loop on SIGCHLD that waits"
                  + " until nothing is left. Where no status matters, ignore SIGCHLD and the"
                  + " kernel reaps."),
          Map.entry(
              "orphan-leak",
              "Orphans go to the nearest subreaper or to pid 1 of their namespace. That process"
                  + " must wait for anyone, again and again; or put a small init in its place."),
          Map.entry(
              "polling",
              "Open a pidfd for each child and let the event loop watch it: a death then costs one"
                  + " wake-up and one wait, whatever the number of children. Where every child is"
                  + " the loop's own, one drain (waitpid(-1, WNOHANG) until it gives 0) does too."),
          Map.entry(
              "invalid-wait",
              "The call can only fail as it stands: correct the selector or the options it names."),
          Map.entry(
              "stale-signal",
              "Signal through a pidfd (pidfd_send_signal), which never hits a process that has"
                  + " taken the number over; or signal only before the child is reaped."),
          Map.entry(
              "double-wait",
              "Let one place wait for the child and pass the status on inside the program."),
          Map.entry(
              "reaper-missing",
              "Let this process wait for anyone on SIGCHLD, or start it below an init that does."),
          Map.entry(
              "would-leak",
              "Marked children are reaped by focused waits only: add one for each of them, or"
                  + " leave them unmarked."),
          Map.entry(
              "would-hang",
              "This wait relies on children that a mark would hide from it: name them, or leave"
                  + " them unmarked."),
          Map.entry(
              "would-spin",
              "While only marked children live, a wait for anyone gets ECHILD at once: sleep until"
                  + " SIGCHLD then, or end the loop."));

  private Remedy() {}

  /** What to change for findings of this rule; empty for a rule without advice. */
  static String of(String rule) {
    return BY_RULE.getOrDefault(rule, "");
  }

  /** The advice for each rule that found something graver than a note, by rule. */
  static Map<String, String> all(TraceResult result) {
    Map<String, String> advice = new TreeMap<>();
    for (Finding one : result.findings()) {
      String what = of(one.rule());
      if (one.severity() != Finding.Severity.NOTE && !what.isEmpty()) {
        advice.put(one.rule(), what);
      }
    }
    return advice;
  }
}

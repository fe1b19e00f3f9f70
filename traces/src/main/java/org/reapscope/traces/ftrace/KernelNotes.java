package org.reapscope.traces.ftrace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Sentences on what a kernel trace with these events and calls cannot tell. */
final class KernelNotes {
  private KernelNotes() {}

  static List<String> of(Set<String> calls, Set<KernelEvent> kinds, boolean groupDeadShown) {
    List<String> notes = new ArrayList<>();
    notes.add("A kernel trace does not show exit codes: no wait status, no code at exit.");
    if (calls.contains("waitid")) {
      notes.add(
          "A kernel trace does not show whom waitid reaped: its siginfo is behind a pointer.");
    }
    if (calls.contains("clone3")) {
      notes.add(
          kinds.contains(KernelEvent.NEWTASK)
              ? "clone3's exit signal is not shown; its flags are, by task_newtask."
              : "clone3's flags and exit signal are not shown; record task:task_newtask for the"
                  + " flags.");
    }
    if (!kinds.contains(KernelEvent.FORK) && !kinds.contains(KernelEvent.NEWTASK)) {
      notes.add(missing(KernelEvent.FORK, "parents are known from clone's return value only"));
    }
    if (!kinds.contains(KernelEvent.EXIT)) {
      notes.add(missing(KernelEvent.EXIT, "deaths are known from exit calls only"));
    } else if (!groupDeadShown) {
      notes.add(
          "sched_process_exit does not say group_dead (before Linux 6.16): a process is dead when"
              + " the last of its threads that the log shows has exited.");
    }
    if (!kinds.contains(KernelEvent.EXEC)) {
      notes.add(missing(KernelEvent.EXEC, "programs run later in a process stay unnamed"));
    }
    if (!kinds.contains(KernelEvent.GENERATE)) {
      notes.add(missing(KernelEvent.GENERATE, "when a zombie became visible is not known exactly"));
    }
    if (!calls.contains("wait4") && !calls.contains("waitid")) {
      notes.add("No wait4 or waitid in this log: were syscalls:sys_*_wait4 and sys_*_waitid on?");
    }
    return notes;
  }

  private static String missing(KernelEvent event, String so) {
    return "No " + event.spelling() + " in this log: " + so + ".";
  }
}

package org.reapscope.analyzer.order;

import java.util.EnumSet;
import java.util.Set;
import org.reapscope.analyzer.result.Evidence;

/**
 * Why a recorded wait result was accepted although the default order does not give it, or cannot be
 * judged. Each is counted and shown by its id.
 */
public enum Rule {
  SCAN_POINT("scan-point-in-interval", "the state changed while the call was in flight"),
  LIST_ORDER("list-order-tie", "two children were linked at overlapping times"),
  SIGACTION_RACE("sigaction-vs-death", "SIGCHLD's disposition changed while the child died"),
  SUBREAPER_RACE("subreaper-prctl-vs-parent-exit", "the reaper changed while the parent died"),
  OVERLAPPING_WAIT("reaped-by-overlapping-wait", "another thread's wait took the child"),
  EARLY_REPARENT("reparent-before-exit-line", "the dying parent had given its children away"),
  EARLY_STOP("stop-before-stopped-line", "the child stopped before the log says so"),
  LOST_WAIT("reaped-by-lost-wait", "a wait whose task was killed inside had taken the child"),
  FORK_IN_FLIGHT("fork-in-flight", "a child was still being made when the call looked"),
  SETPGID_RACE("setpgid-vs-fork", "the parent changed its group while it forked"),
  LOST_FORK("fork-with-lost-return", "a fork's result is not in the log"),
  LOST_EXEC("exec-with-lost-return", "the child was killed inside an exec that had taken effect"),
  EXEC_IN_FLIGHT(
      "exec-in-flight", "the child was becoming another program, with SIGCHLD as its exit signal"),
  CONTINUE_IN_FLIGHT("continue-in-flight", "SIGCONT had reached the child before kill came back"),
  LATE_DEATH("death-not-visible-yet", "the log shows only the beginning of the child's death"),
  NAMESPACE_NUMBER("namespace-number-bound", "the child's number in its namespace was not known"),
  PARENT_HIDDEN("parent-not-shown", "the log does not show whose child it was"),
  SUBREAPER_HIDDEN("subreaper-not-shown", "the log does not show who inherits orphans"),
  BEFORE_LOG("child-from-before-the-log", "the process had children before the log began"),
  IGNORED_BEFORE_LOG("sigchld-ignored-before-the-log", "SIGCHLD was ignored before the log began"),
  SELF_GROUP("pgid-bound", "the group's number was not known before"),
  DISPOSITION_HIDDEN("disposition-not-shown", "the log does not show what SIGCHLD was set to"),
  EXIT_SIGNAL_HIDDEN("exit-signal-not-shown", "the log does not show the child's exit signal"),
  HIDDEN_ARGUMENTS(
      "clone3-arguments-not-shown", "the log does not show how the process's children were made"),
  UNSEEN_REAP("child-of-waitid-not-shown", "a waitid reaped a child that the log does not name"),
  GROUP_HIDDEN("process-group-not-shown", "the log records no changes of process groups"),
  EXTERNAL_REAP("reaped-outside-the-log", "something the log does not show reaped the child"),
  DEATH_UNSEEN("death-not-shown", "the log shows the death only through this result"),
  UNREADABLE("unreadable-result", "the log's result cannot be read"),
  INJECTED("result-injected", "the tracer gave the result, and the call was not made"),
  UNKNOWN_PIDFD("pidfd-not-in-log", "the log does not show what the descriptor refers to"),
  UNKNOWN_NUMBER("number-of-another-namespace", "the number belongs to a pid namespace not tied"),
  UNKNOWN_ARGUMENTS("arguments-not-in-log", "the beginning of the call is not in the log"),
  NO_FORKS("forks-not-in-log", "the log records no forks"),
  NO_DEATHS("deaths-not-in-log", "the log records no deaths"),
  NO_STOPS("stops-not-in-log", "the log records no stops"),
  NO_GROUP_CALLS("group-calls-not-in-log", "the log records no changes of process groups"),
  NO_EXECS("execs-not-in-log", "the log records no execs"),
  NO_EXIT_CALLS("exit-calls-not-in-log", "the log records no exit calls"),
  NO_SIGNALS("signals-not-in-log", "the log records no signals"),
  ONE_TASK("other-tasks-not-in-log", "the log records one task only"),
  ONLY_SUCCESSES("failed-calls-not-in-log", "the log records calls that succeed, at their ends"),
  UNSEEN_WAITS("some-waits-not-in-log", "the log seems to lack one kind of wait calls"),
  SUBREAPERS_UNKNOWN("subreapers-not-in-log", "the log records no choice of a subreaper"),
  UNSHOWN("result-not-shown", "the call succeeded, and the log does not show with what"),
  UNKNOWN_CHILDREN("children-not-in-log", "the process may have children the log does not show"),
  TRACER("waits-of-a-tracer", "the caller traces tasks, and the log does not show which"),
  STOP_BEFORE_SIGNAL(
      "trace-stop-before-its-signal", "a trace stop was reported before the log tells of it"),
  LINES_MISSING("lines-missing", "lines that would tell are missing from within the log"),
  LOST_EVENTS("lost-events", "the tracer lost events before this call");

  private static final Set<Rule> NOT_JUDGED =
      EnumSet.of(
          UNKNOWN_NUMBER,
          UNKNOWN_CHILDREN,
          NO_FORKS,
          NO_DEATHS,
          NO_STOPS,
          NO_GROUP_CALLS,
          NO_EXECS,
          NO_EXIT_CALLS,
          NO_SIGNALS,
          ONE_TASK,
          ONLY_SUCCESSES,
          UNSEEN_WAITS,
          SUBREAPERS_UNKNOWN,
          UNSHOWN,
          UNREADABLE,
          INJECTED,
          UNKNOWN_PIDFD,
          UNKNOWN_ARGUMENTS,
          HIDDEN_ARGUMENTS,
          TRACER,
          LINES_MISSING,
          LOST_EVENTS);

  private static final Set<Rule> GUESSES =
      EnumSet.of(
          UNKNOWN_NUMBER,
          UNKNOWN_CHILDREN,
          PARENT_HIDDEN,
          EXTERNAL_REAP,
          NO_FORKS,
          NO_DEATHS,
          NO_STOPS,
          NO_GROUP_CALLS,
          NO_EXECS,
          NO_EXIT_CALLS,
          NO_SIGNALS,
          ONE_TASK,
          ONLY_SUCCESSES,
          UNSEEN_WAITS,
          SUBREAPERS_UNKNOWN);

  private static final Set<Rule> FAMILY_GUESSES =
      EnumSet.of(UNKNOWN_NUMBER, PARENT_HIDDEN, NO_FORKS);

  private final String id;
  private final String reason;

  Rule(String id, String reason) {
    this.id = id;
    this.reason = reason;
  }

  /** The rule's stable name. */
  public String id() {
    return id;
  }

  /** Whether results accepted by this rule count as inferred, or only as unknown. */
  public Evidence evidence() {
    return NOT_JUDGED.contains(this) ? Evidence.UNKNOWN : Evidence.INFERRED;
  }

  /** Whether so much is missing from the log that nobody can be accused by such a result. */
  public boolean isGuess() {
    return GUESSES.contains(this);
  }

  /** Whether a result accepted so leaves open whose child it was, or which child. */
  public boolean hidesFamily() {
    return FAMILY_GUESSES.contains(this);
  }

  /** The reason in words. */
  public String reason() {
    return reason;
  }
}

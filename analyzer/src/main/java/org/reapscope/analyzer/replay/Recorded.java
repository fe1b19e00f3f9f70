package org.reapscope.analyzer.replay;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.Verdict;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.Outcome;

/**
 * What the log says a wait call gave.
 *
 * @param errno for {@link Kind#ERROR}
 * @param report for {@link Kind#REPORT}
 */
record Recorded(Kind kind, int errno, @Nullable ChildReport report) {

  enum Kind {
    REPORT,
    /** 0: nothing ready. */
    NOTHING,
    ERROR,
    /** Success whose siginfo the log does not show: a child or nothing. */
    UNSEEN,
    INTERRUPTED,
    /** Success, but neither the child nor whether there was one is shown. */
    UNSHOWN,
    /** The tracer's own, in place of the kernel's. */
    INJECTED,
    NEVER,
    UNREADABLE
  }

  private static final Recorded NOTHING = new Recorded(Kind.NOTHING, 0, null);
  private static final Recorded UNSEEN = new Recorded(Kind.UNSEEN, 0, null);

  private static final Recorded UNREADABLE = new Recorded(Kind.UNREADABLE, 0, null);

  static Recorded of(CallReturned returned) {
    Outcome outcome = returned.outcome();
    Call.Wait wait = (Call.Wait) returned.call();
    return switch (outcome.state()) {
      case RETURNED -> {
        if (wait.report() != null) {
          yield new Recorded(Kind.REPORT, 0, wait.report());
        }
        if (outcome.value() != 0) {
          // What strace reads from a task killed inside: waits return 0, a child or an error.
          yield UNREADABLE;
        }
        boolean unseen = wait.idType() >= 0 && !wait.visible();
        yield unseen ? UNSEEN : NOTHING;
      }
      case FAILED ->
          outcome.value() == Errno.EINTR
              ? new Recorded(Kind.INTERRUPTED, Errno.EINTR, null)
              : new Recorded(Kind.ERROR, (int) outcome.value(), null);
      case RESTART -> new Recorded(Kind.INTERRUPTED, 0, null);
      case NEVER -> new Recorded(Kind.NEVER, 0, null);
      case UNSHOWN -> new Recorded(Kind.UNSHOWN, 0, null);
      case INJECTED -> new Recorded(Kind.INJECTED, 0, null);
      case UNREADABLE -> UNREADABLE;
    };
  }

  /** Whether the call came back to user space at this line. */
  boolean completed() {
    return kind != Kind.NEVER && !(kind == Kind.INTERRUPTED && errno == 0);
  }

  boolean isError(int number) {
    return kind == Kind.ERROR && errno == number;
  }

  /**
   * Whether the model's answer is this result.
   *
   * @param childNumber the answer's child as the caller numbers it
   */
  boolean agrees(Answer answer, int childNumber, boolean nonBlocking, boolean noHang) {
    return switch (answer.kind()) {
      case REPORT ->
          kind == Kind.UNSEEN
              || isError(Errno.EFAULT)
              || (report != null && report.pid() == childNumber && agrees(report, answer));
      case NOTHING ->
          noHang
              ? kind == Kind.NOTHING || kind == Kind.UNSEEN
              : kind == Kind.INTERRUPTED || (nonBlocking && isError(Errno.EAGAIN));
      case NO_CHILD -> isError(Errno.ECHILD);
      case ERROR -> isError(answer.errno());
    };
  }

  private static boolean agrees(ChildReport report, Answer answer) {
    Verdict what = answer.what();
    int value = answer.value();
    return switch (report.kind()) {
      case UNSHOWN -> true;
      case EXITED ->
          what == Verdict.EXIT
              && (value < 0 || ((value & 0x7f) == 0 && value >> 8 == report.value()));
      case KILLED, DUMPED ->
          what == Verdict.EXIT && (value < 0 || (value & 0x7f) == report.value());
      case STOPPED -> what == Verdict.STOP && value == report.value();
      case TRAPPED -> what == Verdict.TRACE_STOP;
      case CONTINUED -> what == Verdict.CONTINUE;
    };
  }

  /** The result in the contract's words. */
  String words() {
    return switch (kind) {
      case REPORT -> report == null ? "0" : words(report);
      case NOTHING -> "0";
      case ERROR -> Errno.name(errno);
      case UNSEEN -> "0 (siginfo not shown)";
      case INTERRUPTED -> errno == 0 ? "interrupted" : "EINTR";
      case NEVER -> "never returned";
      case INJECTED -> "injected";
      case UNSHOWN -> "not shown";
      case UNREADABLE -> "unreadable";
    };
  }

  private static String words(ChildReport report) {
    return switch (report.kind()) {
      case UNSHOWN -> Integer.toString(report.pid());
      case EXITED -> report.pid() + " exited " + report.value();
      case KILLED, DUMPED -> report.pid() + " killed by signal " + report.value();
      case STOPPED -> report.pid() + " stopped by signal " + report.value();
      case TRAPPED -> report.pid() + " trapped by signal " + report.value();
      case CONTINUED -> report.pid() + " continued";
    };
  }

  /** The model's answer in the same words. */
  static String words(Answer answer, int childNumber, boolean noHang) {
    return switch (answer.kind()) {
      case REPORT -> childNumber + " " + reportWords(answer);
      case NOTHING -> noHang ? "0" : "blocks";
      case NO_CHILD -> "ECHILD";
      case ERROR -> Errno.name(answer.errno());
    };
  }

  private static String reportWords(Answer answer) {
    int value = answer.value();
    return switch (answer.what() == null ? Verdict.EXIT : answer.what()) {
      case STOP -> "stopped by signal " + value;
      case TRACE_STOP -> "trapped by signal " + value;
      case CONTINUE -> "continued";
      default ->
          value < 0
              ? "exited"
              : (value & 0x7f) == 0
                  ? "exited " + (value >> 8)
                  : "killed by signal " + (value & 0x7f);
    };
  }
}

package org.reapscope.analyzer.kernel;

import org.jspecify.annotations.Nullable;

/**
 * What one pass over the candidates gives (D.2).
 *
 * @param child the child reported, for {@link Kind#REPORT}
 * @param what EXIT, STOP, TRACE_STOP or CONTINUE, for {@link Kind#REPORT}
 * @param value exit status in wait4's encoding, or the stop signal
 * @param errno for {@link Kind#ERROR}
 * @param scanned candidates considered
 */
public record Answer(
    Kind kind, @Nullable Task child, @Nullable Verdict what, int value, int errno, long scanned) {

  /** The four ends of a pass. */
  public enum Kind {
    /** A child is reported. */
    REPORT,
    /** Nothing now: 0 with WNOHANG, else the caller sleeps. */
    NOTHING,
    /** No child could ever be reported: ECHILD. */
    NO_CHILD,
    /** The arguments are wrong. */
    ERROR
  }

  static Answer report(Task child, Verdict what, long scanned) {
    int value =
        switch (what) {
          case EXIT -> child.reportedStatus();
          case STOP -> child.group.stopReport;
          case TRACE_STOP -> child.traceStop;
          default -> Signals.SIGCONT;
        };
    return new Answer(Kind.REPORT, child, what, value, 0, scanned);
  }

  static Answer nothing(long scanned) {
    return new Answer(Kind.NOTHING, null, null, 0, 0, scanned);
  }

  static Answer noChild(long scanned) {
    return new Answer(Kind.NO_CHILD, null, null, 0, Errno.ECHILD, scanned);
  }

  /** Wrong arguments: no candidate is considered. */
  public static Answer error(int errno) {
    return new Answer(Kind.ERROR, null, null, 0, errno, 0);
  }

  /** True when a child is reported. */
  public boolean reports() {
    return kind == Kind.REPORT;
  }
}

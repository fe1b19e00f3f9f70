package org.reapscope.reports.html;

import org.reapscope.analyzer.result.CallRow;

/** One wait call of the timeline, or several alike that stand too close to be told apart. */
final class Span {
  /** What a wait call gave. The order is the script's. */
  enum Kind {
    /** It reported a child. */
    CHILD,
    /** It found nothing: 0. */
    EMPTY,
    /** There was no child to wait for: ECHILD. */
    NONE,
    /** Anything else: interrupted, wrong, never returned. */
    OTHER
  }

  final int thread;
  final Kind kind;
  final CallRow first;
  final long startLine;
  long endLine;
  long endTime;
  long count = 1;

  Span(CallRow call) {
    thread = call.tid();
    kind = kind(call.recorded());
    first = call;
    startLine = call.startLine() > 0 ? call.startLine() : call.line();
    endLine = call.line();
    endTime = call.endTime();
  }

  private static Kind kind(String recorded) {
    if (recorded.equals("0")) {
      return Kind.EMPTY;
    }
    if (!recorded.isEmpty() && Character.isDigit(recorded.charAt(0))) {
      return Kind.CHILD;
    }
    return recorded.equals("ECHILD") ? Kind.NONE : Kind.OTHER;
  }

  /** Takes in the thread's next call of the same kind. */
  void add(CallRow call) {
    endLine = call.line();
    endTime = call.endTime();
    count++;
  }
}

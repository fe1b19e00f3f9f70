package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.scan.Bytes;

/**
 * Reads the text of a call in the shortest way there is: as an empty poll, as one that was there
 * before, else by cutting it into arguments. All give the same.
 */
final class CallReading {
  private static final Outcome NOTHING = Outcome.returned(0);

  private final LineContext context;
  private final CallText text = new CallText();
  private final EmptyPoll poll = new EmptyPoll();
  private final SeenCalls whole = new SeenCalls(false);
  private final SeenCalls begun = new SeenCalls(true);
  private Way way = Way.TEXT;
  private Syscall syscall = Syscall.WAIT4;
  private int start;

  /** How the call at hand was read. */
  private enum Way {
    POLL,
    SEEN,
    TEXT
  }

  CallReading(LineContext context) {
    this.context = context;
  }

  /** Reads a call from after its opening parenthesis; false when the text is not a whole call. */
  boolean readWhole(Syscall name, byte[] b, int from, int to) {
    syscall = name;
    start = from;
    if (name == Syscall.WAIT4 && poll.read(b, from, to)) {
      way = Way.POLL;
      return true;
    }
    if (whole.find(name, b, from, to)) {
      way = Way.SEEN;
      return text.result().read(b, Bytes.skipBlanks(b, whole.end(), to), to);
    }
    way = Way.TEXT;
    return text.readWhole(b, from, to);
  }

  /** The call that was read; null when it does not matter after all. */
  @Nullable Call call() {
    return switch (way) {
      case POLL -> poll.call();
      case SEEN -> whole.call(text.outcome());
      case TEXT -> {
        Call call = syscall.read(text, context);
        if (call != null) {
          whole.keep(syscall, text, start, text.resultAt(), call);
        }
        yield call;
      }
    };
  }

  /** The call that printed the range at its entry; null when it does not matter after all. */
  @Nullable Call entry(Syscall name, byte[] b, int from, int to) {
    if (begun.find(name, b, from, to)) {
      return begun.call(CallResult.NO_RESULT);
    }
    text.readEntry(b, from, to);
    Call call = name.read(text, context);
    if (call != null) {
      begun.keep(name, text, from, to, call);
    }
    return call;
  }

  /** How the call ended. */
  Outcome outcome() {
    return way == Way.POLL ? NOTHING : text.outcome();
  }

  /** Nanoseconds spent in the call, -1 when not shown. */
  long duration() {
    return way == Way.POLL ? poll.duration() : text.result().duration();
  }

  /** True when the arguments held terminal escapes, so that the line needs cleaning. */
  boolean escapes() {
    return way == Way.TEXT && text.escapes();
  }

  /** The name that a prctl(PR_SET_NAME) gave, null for other requests. */
  @Nullable String newName() {
    return IdentityCalls.newName(text);
  }
}

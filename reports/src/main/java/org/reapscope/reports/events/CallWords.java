package org.reapscope.reports.events;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.replay.RecordedWait;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallReturned;

/** Calls and their results in words: {@code clone3(flags=0x1000, exit_signal=17)}, {@code 15}. */
public final class CallWords {
  private static final int MOST_DESCRIPTORS = 16;

  private CallWords() {}

  /** The call with those arguments that matter; {@code ?} stands for one that is not shown. */
  public static String call(Call call) {
    if (call instanceof Call.Wait wait) {
      return RecordedWait.of(wait).words();
    }
    return call.name() + "(" + arguments(call) + ")";
  }

  private static String arguments(Call call) {
    if (call instanceof Call.Spawn spawn) {
      return spawn.flagsShown()
          ? "flags=" + hex(spawn.flags()) + ", exit_signal=" + known(spawn.exitSignal())
          : "?";
    } else if (call instanceof Call.Exec exec) {
      return exec.path();
    } else if (call instanceof Call.Exit exit) {
      return known(exit.status());
    } else if (call instanceof Call.SetPgid set) {
      return set.pid() + ", " + set.pgid();
    } else if (call instanceof Call.GetPgid get) {
      return known(get.pid());
    } else if (call instanceof Call.SetSubreaper set) {
      return "PR_SET_CHILD_SUBREAPER, " + (set.on() ? 1 : 0);
    } else if (call instanceof Call.SigAction action) {
      return known(action.signal()) + ", " + disposition(action.set());
    } else if (call instanceof Call.Kill kill) {
      return (kill.pidfd() >= 0
              ? "pidfd " + kill.pidfd()
              : kill.pid() != 0 ? kill.pid() : kill.tid())
          + ", "
          + known(kill.signal());
    } else if (call instanceof Call.PidfdOpen open) {
      return open.pid() + ", " + hex(open.flags());
    } else if (call instanceof Call.Close close) {
      return close.first() == close.last()
          ? known(close.first())
          : close.first() + ", " + close.last();
    } else if (call instanceof Call.Dup dup) {
      return known(dup.fd());
    }
    return seldom(call);
  }

  private static String seldom(Call call) {
    if (call instanceof Call.Namespace namespace) {
      return hex(namespace.flags());
    } else if (call instanceof Call.Ptrace ptrace) {
      return ptrace.request() + ", " + ptrace.pid();
    } else if (call instanceof Call.EpollCtl control) {
      return control.epollFd() + ", " + control.operation() + ", " + control.fd();
    } else if (call instanceof Call.LoopWait loop && !loop.fds().isEmpty()) {
      int shown = Math.min(MOST_DESCRIPTORS, loop.fds().size());
      String rest =
          shown < loop.fds().size() ? " and " + (loop.fds().size() - shown) + " more" : "";
      return (loop.pidfdsShown() ? "pidfds " : "") + loop.fds().subList(0, shown) + rest;
    } else if (call instanceof Call.SigMask mask) {
      return mask.blocksChild() ? "blocks SIGCHLD" : mask.unblocksChild() ? "unblocks SIGCHLD" : "";
    }
    return "";
  }

  private static String disposition(Call.@Nullable Disposition set) {
    return set == null
        ? "NULL"
        : set.handler().name().toLowerCase(Locale.ROOT) + ", flags=" + hex(set.flags());
  }

  private static String known(int value) {
    return value == Call.UNKNOWN ? "?" : Integer.toString(value);
  }

  private static String hex(long bits) {
    return bits == Call.UNKNOWN ? "?" : "0x" + Long.toHexString(bits);
  }

  /** What the call gave. */
  public static String result(CallReturned returned) {
    if (returned.call() instanceof Call.Wait) {
      return RecordedWait.resultWords(returned);
    }
    return switch (returned.outcome().state()) {
      case RETURNED -> Long.toString(returned.outcome().value());
      case FAILED -> Errno.name((int) returned.outcome().value());
      case RESTART -> "interrupted";
      case NEVER -> "never returned";
      case UNSHOWN -> "not shown";
      case INJECTED -> "injected";
      case UNREADABLE -> "unreadable";
    };
  }
}

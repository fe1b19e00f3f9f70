package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.Call.Disposition;
import org.reapscope.traces.event.Call.Disposition.Handler;
import org.reapscope.traces.scan.Bytes;

/** rt_sigaction, rt_sigprocmask, rt_sigreturn and the senders of signals. */
final class SignalCalls {
  private static final byte[] HANDLER = Bytes.ascii("sa_handler=");
  private static final byte[] SIGACTION = Bytes.ascii("sa_sigaction=");
  private static final byte[] FLAGS = Bytes.ascii("sa_flags=");
  private static final byte[] DEFAULT = Bytes.ascii("SIG_DFL");
  private static final byte[] IGNORE = Bytes.ascii("SIG_IGN");
  private static final byte[] NULL = Bytes.ascii("NULL");
  private static final byte[] BLOCK = Bytes.ascii("SIG_BLOCK");
  private static final byte[] UNBLOCK = Bytes.ascii("SIG_UNBLOCK");
  private static final byte[] SETMASK = Bytes.ascii("SIG_SETMASK");
  private static final byte[] SET = Bytes.ascii("[");
  private static final byte[] ALL_BUT = Bytes.ascii("~");
  private static final byte[][] CHILD_NAMES = {
    Bytes.ascii("CHLD"), Bytes.ascii("SIGCHLD"), Bytes.ascii("CLD"), Bytes.ascii("17")
  };

  private SignalCalls() {}

  /** rt_sigaction(signal, new, old, size). */
  static Call action(String name, CallText text, LineContext context) {
    int signal =
        text.count() == 0 ? Call.UNKNOWN : Signals.number(text.bytes(), text.value(0), text.to(0));
    return new Call.SigAction(name, signal, disposition(text, 1), disposition(text, 2));
  }

  private static @Nullable Disposition disposition(CallText text, int argument) {
    if (argument >= text.count() || text.startsWith(argument, NULL) || text.number(argument) == 0) {
      return null;
    }
    byte[] b = text.bytes();
    int to = text.to(argument);
    int handlerAt = text.field(argument, HANDLER);
    if (handlerAt < 0) {
      handlerAt = text.field(argument, SIGACTION);
    }
    if (handlerAt < 0) {
      return argument == 1 ? new Disposition(Handler.UNKNOWN, 0) : null;
    }
    int flagsAt = text.field(argument, FLAGS);
    long flags = flagsAt < 0 ? 0 : Flags.SIGACTION.parse(b, flagsAt, text.fieldEnd(flagsAt, to));
    return new Disposition(handler(b, handlerAt, to), flags == Flags.MISSING ? 0 : flags);
  }

  private static Handler handler(byte[] b, int from, int to) {
    if (Bytes.startsWith(b, from, to, DEFAULT)) {
      return Handler.DEFAULT;
    }
    if (Bytes.startsWith(b, from, to, IGNORE)) {
      return Handler.IGNORE;
    }
    long number = Bytes.number(b, from, to);
    return number == 0
        ? Handler.DEFAULT
        : number == 1
            ? Handler.IGNORE
            : number == Bytes.MISSING ? Handler.UNKNOWN : Handler.FUNCTION;
  }

  /** rt_sigprocmask(how, set, old, size). */
  static Call mask(String name, CallText text, LineContext context) {
    if (!text.startsWith(1, SET) && !text.startsWith(1, ALL_BUT)) {
      return new Call.SigMask(name, false, false);
    }
    boolean holds = holdsChild(text, 1);
    long how = how(text);
    boolean blocks = holds && (how == 0 || how == 2);
    boolean unblocks = how == 1 && holds || how == 2 && !holds;
    return new Call.SigMask(name, blocks, unblocks);
  }

  private static long how(CallText text) {
    return text.startsWith(0, BLOCK)
        ? 0
        : text.startsWith(0, UNBLOCK) ? 1 : text.startsWith(0, SETMASK) ? 2 : text.number(0);
  }

  /** Whether a set such as {@code [CHLD TERM]}, {@code [17]} or {@code ~[RTMIN]} holds SIGCHLD. */
  private static boolean holdsChild(CallText text, int argument) {
    byte[] b = text.bytes();
    int from = text.value(argument);
    int to = text.to(argument);
    boolean complement = b[from] == '~';
    for (int at = from; at < to; ) {
      int end = at;
      while (end < to && !isBreak(b[end])) {
        end++;
      }
      if (isChild(b, at, end)) {
        return !complement;
      }
      at = end + 1;
    }
    return complement;
  }

  private static boolean isBreak(byte c) {
    return c == ' ' || c == '[' || c == ']' || c == '~';
  }

  private static boolean isChild(byte[] b, int from, int to) {
    for (byte[] name : CHILD_NAMES) {
      if (to - from == name.length && Bytes.startsWith(b, from, to, name)) {
        return true;
      }
    }
    return false;
  }

  /** rt_sigreturn({mask=[]}). */
  static Call sigreturn(String name, CallText text, LineContext context) {
    return new Call.SigReturn(name);
  }

  /** kill(pid, signal), rt_sigqueueinfo(pid, signal, info). */
  static Call kill(String name, CallText text, LineContext context) {
    return new Call.Kill(name, text.integer(0), 0, -1, signal(text, 1));
  }

  /** tkill(tid, signal). */
  static Call tkill(String name, CallText text, LineContext context) {
    return new Call.Kill(name, 0, text.integer(0), -1, signal(text, 1));
  }

  /** tgkill(tgid, tid, signal), rt_tgsigqueueinfo(tgid, tid, signal, info). */
  static Call tgkill(String name, CallText text, LineContext context) {
    return new Call.Kill(name, text.integer(0), text.integer(1), -1, signal(text, 2));
  }

  /** pidfd_send_signal(pidfd, signal, info, flags). */
  static Call pidfdSend(String name, CallText text, LineContext context) {
    return new Call.Kill(
        name,
        text.count() > 0 ? Descriptors.target(text.bytes(), text.value(0), text.to(0)) : 0,
        0,
        context.descriptors().number(text, 0),
        signal(text, 1));
  }

  private static int signal(CallText text, int argument) {
    return argument < text.count()
        ? Signals.number(text.bytes(), text.value(argument), text.to(argument))
        : Call.UNKNOWN;
  }
}

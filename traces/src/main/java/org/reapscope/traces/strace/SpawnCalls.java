package org.reapscope.traces.strace;

import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.Call.Spawn;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.NameTable;

/** fork, vfork, clone, clone3, execve, execveat, exit and exit_group. */
final class SpawnCalls {
  private static final long CLONE_PIDFD = 0x1000;
  private static final int SIGNAL_BITS = 0xff;
  private static final byte[] FLAGS = Bytes.ascii("flags=");
  private static final byte[] EXIT_SIGNAL = Bytes.ascii("exit_signal=");
  private static final byte[] PARENT_TID = Bytes.ascii("parent_tid=[");
  private static final byte[] PIDFD = Bytes.ascii("pidfd=[");
  private static final byte[] SIG = Bytes.ascii("SIG");
  private static final byte[] RESULTS = Bytes.ascii("} => {");

  private SpawnCalls() {}

  /** fork() and vfork(). */
  static Call fork(String name, CallText text, LineContext context) {
    long flags = name.equals("vfork") ? 0x4100 : 0;
    return new Spawn(name, flags, true, Signals.CHLD, -1, null);
  }

  /**
   * clone(child_stack=..., flags=...|SIGNAL, parent_tid=..., ...); with -e raw=clone the first of
   * bare numbers is the flags.
   */
  static Call clone(String name, CallText text, LineContext context) {
    byte[] b = text.bytes();
    long flags = Flags.MISSING;
    int signal = Call.UNKNOWN;
    int pidfd = Call.UNKNOWN;
    for (int i = 0; i < text.count(); i++) {
      boolean named = Bytes.startsWith(b, text.from(i), text.to(i), FLAGS);
      boolean raw = i == 0 && text.number(0) != Bytes.MISSING;
      if (named || raw) {
        int from = text.from(i) + (named ? FLAGS.length : 0);
        int last = lastSignal(b, from, text.to(i));
        long bits = Flags.CLONE.parse(b, from, text.to(i));
        if (bits == Flags.MISSING && last == Call.UNKNOWN) {
          continue;
        }
        long all = bits == Flags.MISSING ? 0 : bits;
        signal = last != Call.UNKNOWN ? last : (int) (all & SIGNAL_BITS);
        flags = all & ~SIGNAL_BITS;
      } else if (Bytes.startsWith(b, text.from(i), text.to(i), PARENT_TID)) {
        pidfd = descriptor(b, text.from(i) + PARENT_TID.length, text.to(i), context);
      }
    }
    boolean shown = flags != Flags.MISSING;
    if (shown && (flags & CLONE_PIDFD) == 0) {
      pidfd = -1;
    }
    return new Spawn(name, shown ? flags : 0, shown, signal, pidfd, null);
  }

  /** The signal named by the last word of a clone flag list. */
  private static int lastSignal(byte[] b, int from, int to) {
    int at = to;
    while (at > from && b[at - 1] != '|') {
      at--;
    }
    return Bytes.startsWith(b, at, to, SIG) ? Signals.number(b, at, to) : Call.UNKNOWN;
  }

  /** clone3({flags=..., exit_signal=...} => {pidfd=[N], ...}, size). */
  static Call clone3(String name, CallText text, LineContext context) {
    if (text.count() == 0) {
      return new Spawn(name, 0, false, Call.UNKNOWN, Call.UNKNOWN, null);
    }
    byte[] b = text.bytes();
    int from = text.value(0);
    int to = text.to(0);
    int results = Bytes.indexOf(b, from, to, RESULTS);
    int end = results < 0 ? to : results;
    int flagsAt = text.field(from, end, FLAGS);
    long flags =
        flagsAt < 0 ? Flags.MISSING : Flags.CLONE.parse(b, flagsAt, text.fieldEnd(flagsAt, end));
    if (flags == Flags.MISSING) {
      return new Spawn(name, 0, false, Call.UNKNOWN, Call.UNKNOWN, null);
    }
    int signalAt = text.field(from, end, EXIT_SIGNAL);
    int signal = signalAt < 0 ? 0 : Signals.number(b, signalAt, end);
    int pidfd = -1;
    if ((flags & CLONE_PIDFD) != 0) {
      int pidfdAt = results < 0 ? -1 : text.field(results, to, PIDFD);
      pidfd = pidfdAt < 0 ? Call.UNKNOWN : descriptor(b, pidfdAt, to, context);
    }
    return new Spawn(name, flags, true, signal, pidfd, null);
  }

  private static int descriptor(byte[] b, int from, int to, LineContext context) {
    context.descriptors().decoration(b, from, to);
    long number = Bytes.number(b, from, to);
    return number == NameTable.MISSING ? Call.UNKNOWN : (int) number;
  }

  /** execve(path, argv, envp). */
  static Call exec(String name, CallText text, LineContext context) {
    return new Call.Exec(name, quoted(text, 0));
  }

  /** execveat(dirfd, path, argv, envp, flags). */
  static Call execAt(String name, CallText text, LineContext context) {
    return new Call.Exec(name, quoted(text, 1));
  }

  /** The text of a quoted argument with strace's escapes left in, empty when it is none. */
  private static String quoted(CallText text, int argument) {
    if (argument >= text.count()) {
      return "";
    }
    int from = text.value(argument);
    int to = text.to(argument);
    byte[] b = text.bytes();
    if (to - from < 2 || b[from] != '"' || b[to - 1] != '"') {
      return "";
    }
    return Bytes.text(b, from + 1, to - 1);
  }

  /** exit(status). */
  static Call exit(String name, CallText text, LineContext context) {
    return new Call.Exit(name, text.integer(0), false);
  }

  /** exit_group(status). */
  static Call exitGroup(String name, CallText text, LineContext context) {
    return new Call.Exit(name, text.integer(0), true);
  }
}

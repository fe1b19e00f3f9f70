package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskStopped;
import org.reapscope.traces.scan.Bytes;

/**
 * The lines that are no calls: {@code +++ exited with 3 +++}, {@code +++ killed by SIGSEGV (core
 * dumped) +++}, {@code --- SIGCHLD {si_signo=SIGCHLD, ...} ---}, {@code --- stopped by SIGSTOP
 * ---}.
 */
final class Notices {
  private static final byte[] EXITED = Bytes.ascii("+++ exited with ");
  private static final byte[] KILLED = Bytes.ascii("+++ killed by ");
  private static final byte[] CORE = Bytes.ascii("(core dumped)");
  private static final byte[] SUPERSEDED = Bytes.ascii("+++ superseded by execve in pid ");
  private static final byte[] SIGNAL = Bytes.ascii("--- SIG");
  private static final byte[] STOPPED = Bytes.ascii("--- stopped by ");

  private Notices() {}

  /** The end of a task that the range tells of, or null. */
  static @Nullable TaskExited exit(long line, long time, int tid, byte[] b, int from, int to) {
    ChildReport.Kind kind;
    int value;
    if (Bytes.startsWith(b, from, to, EXITED)) {
      kind = ChildReport.Kind.EXITED;
      value = (int) Bytes.number(b, from + EXITED.length, to);
    } else if (Bytes.startsWith(b, from, to, KILLED)) {
      boolean core = Bytes.indexOf(b, from, to, CORE) >= 0;
      kind = core ? ChildReport.Kind.DUMPED : ChildReport.Kind.KILLED;
      value = Signals.number(b, from + KILLED.length, to);
    } else {
      return null;
    }
    return new TaskExited(
        line, time, tid, kind, value < 0 ? -1 : value, TaskExited.GroupDead.UNSHOWN);
  }

  /** True when the range tells of an exit. */
  static boolean isExit(byte[] b, int from, int to) {
    return Bytes.startsWith(b, from, to, EXITED) || Bytes.startsWith(b, from, to, KILLED);
  }

  /** The thread whose execve took over this line's task; 0 when the line tells nothing of it. */
  static int superseder(byte[] b, int from, int to) {
    return Bytes.startsWith(b, from, to, SUPERSEDED)
        ? positive(Bytes.number(b, from + SUPERSEDED.length, to))
        : 0;
  }

  /** True when the range tells of a signal or a stop. */
  static boolean isSignal(byte[] b, int from, int to) {
    return Bytes.startsWith(b, from, to, SIGNAL) || isStop(b, from, to);
  }

  /** True when the range tells of a stop. */
  static boolean isStop(byte[] b, int from, int to) {
    return Bytes.startsWith(b, from, to, STOPPED);
  }

  /** The stop that the range tells of. */
  static TaskStopped stop(long line, long time, int tid, byte[] b, int from, int to) {
    return new TaskStopped(line, time, tid, Signals.number(b, from + STOPPED.length, to));
  }

  /** A number as a pid, 0 when it can be none. */
  static int positive(long number) {
    return number < 0 || number > Integer.MAX_VALUE ? 0 : (int) number;
  }
}

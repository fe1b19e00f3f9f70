package org.reapscope.traces.ftrace;

import java.util.List;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.Call.Disposition;
import org.reapscope.traces.event.Call.Wait.Descriptor;

/**
 * Builds calls from raw arguments.
 *
 * <p>Kernel tracers show registers, not what they point to: no wait status, no siginfo, no
 * sigaction, no clone_args, no pollfds. What a pointer hides is unknown here.
 */
final class CallShapes {
  private static final long EXIT_SIGNAL = 0xff;
  private static final long CLONE_PIDFD = 0x1000;
  private static final int PR_SET_CHILD_SUBREAPER = 36;
  private static final int F_DUPFD = 0;
  private static final int F_DUPFD_CLOEXEC = 1030;
  private static final int NOTHING = -1;
  private static final int SIGCHLD = 17;

  private CallShapes() {}

  static Call wait4(String name, Arguments a) {
    return new Call.Wait(
        name, -1, a.number(0), 0, a.number(2), Descriptor.UNSHOWN, 0, null, false, null);
  }

  static Call waitid(String name, Arguments a) {
    return new Call.Wait(
        name, a.number(0), a.number(1), 0, a.number(3), Descriptor.UNSHOWN, 0, null, false, null);
  }

  static Call fork(String name, Arguments a) {
    // vfork's CLONE_VFORK | CLONE_VM; fork sets no flag.
    long flags = name.equals("vfork") ? 0x4100 : 0;
    return new Call.Spawn(name, flags, true, SIGCHLD, NOTHING, null);
  }

  static Call clone(String name, Arguments a) {
    long word = a.wide(0);
    if (word == Arguments.MISSING) {
      return clone3(name, a);
    }
    return spawn(name, word & ~EXIT_SIGNAL, (int) (word & EXIT_SIGNAL));
  }

  static Call clone3(String name, Arguments a) {
    return new Call.Spawn(name, 0, false, Call.UNKNOWN, Call.UNKNOWN, null);
  }

  /** A spawn whose flags are known; the descriptor that CLONE_PIDFD stored never is. */
  static Call.Spawn spawn(String name, long flags, int exitSignal) {
    int pidfd = (flags & CLONE_PIDFD) == 0 ? NOTHING : Call.UNKNOWN;
    return new Call.Spawn(name, flags, true, exitSignal, pidfd, null);
  }

  static Call exec(String name, Arguments a) {
    return new Call.Exec(name, a.text());
  }

  static Call exit(String name, Arguments a) {
    return new Call.Exit(name, a.number(0), name.equals("exit_group"));
  }

  static Call setpgid(String name, Arguments a) {
    return new Call.SetPgid(name, a.number(0), a.number(1));
  }

  static Call setsid(String name, Arguments a) {
    return new Call.SetSid(name);
  }

  static Call getpgrp(String name, Arguments a) {
    return new Call.GetPgid(name, 0);
  }

  static Call getpgid(String name, Arguments a) {
    return new Call.GetPgid(name, a.number(0));
  }

  static Call getId(String name, Arguments a) {
    return new Call.GetId(name);
  }

  static Call prctl(String name, Arguments a) {
    return a.wide(0) == PR_SET_CHILD_SUBREAPER
        ? new Call.SetSubreaper(name, !a.isNull(1))
        : new Call.Other(name);
  }

  static Call sigaction(String name, Arguments a) {
    boolean sets = a.wide(1) != Arguments.MISSING && !a.isNull(1);
    Disposition set = sets ? new Disposition(Disposition.Handler.UNKNOWN, 0) : null;
    return new Call.SigAction(name, a.number(0), set, null);
  }

  static Call kill(String name, Arguments a) {
    return new Call.Kill(name, a.number(0), 0, NOTHING, a.number(1));
  }

  static Call tkill(String name, Arguments a) {
    return new Call.Kill(name, 0, a.number(0), NOTHING, a.number(1));
  }

  static Call tgkill(String name, Arguments a) {
    return new Call.Kill(name, a.number(0), a.number(1), NOTHING, a.number(2));
  }

  static Call pidfdSendSignal(String name, Arguments a) {
    return new Call.Kill(name, 0, 0, a.number(0), a.number(1));
  }

  static Call pidfdOpen(String name, Arguments a) {
    return new Call.PidfdOpen(name, a.number(0), a.wide(1) == Arguments.MISSING ? 0 : a.wide(1));
  }

  static Call close(String name, Arguments a) {
    return new Call.Close(name, a.number(0), a.number(0));
  }

  static Call closeRange(String name, Arguments a) {
    // ~0U, "to the last one", is more than an int holds.
    int last = a.number(1);
    return new Call.Close(name, a.number(0), last == -1 ? Integer.MAX_VALUE : last);
  }

  static Call dup(String name, Arguments a) {
    return new Call.Dup(name, a.number(0));
  }

  static Call fcntl(String name, Arguments a) {
    int command = a.number(1);
    return command == F_DUPFD || command == F_DUPFD_CLOEXEC
        ? new Call.Dup(name, a.number(0))
        : new Call.Other(name);
  }

  static Call unshare(String name, Arguments a) {
    return new Call.Namespace(name, a.wide(0) == Arguments.MISSING ? 0 : a.wide(0));
  }

  static Call setns(String name, Arguments a) {
    return new Call.Namespace(name, a.wide(1) == Arguments.MISSING ? 0 : a.wide(1));
  }

  static Call ptrace(String name, Arguments a) {
    return new Call.Ptrace(name, PtraceRequests.name(a.number(0)), a.number(1));
  }

  static Call loopWait(String name, Arguments a) {
    return new Call.LoopWait(name, NOTHING, List.of(), false);
  }

  static Call epollWait(String name, Arguments a) {
    return new Call.LoopWait(name, a.number(0), List.of(), false);
  }

  static Call epollCtl(String name, Arguments a) {
    return new Call.EpollCtl(name, a.number(0), a.number(1), a.number(2));
  }

  static Call sigreturn(String name, Arguments a) {
    return new Call.SigReturn(name);
  }

  static Call ioUring(String name, Arguments a) {
    return new Call.IoUring(name);
  }
}

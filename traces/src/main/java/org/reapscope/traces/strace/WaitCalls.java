package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.Call.Wait;
import org.reapscope.traces.event.Call.Wait.Descriptor;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.ChildReport.Kind;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.scan.Bytes;

/** wait4, waitpid and waitid. */
final class WaitCalls {
  private static final int P_PIDFD = 3;
  private static final byte[] NULL = Bytes.ascii("NULL");
  private static final byte[] ADDRESS = Bytes.ascii("0x");
  private static final byte[] ID_TYPE = Bytes.ascii("P_");
  private static final byte[] ALL = Bytes.ascii("P_ALL");
  private static final byte[] PIDFD = Bytes.ascii("P_PIDFD");
  private static final byte[] PGID = Bytes.ascii("P_PGID");
  private static final byte[] EXITED = Bytes.ascii("WEXITSTATUS(s) == ");
  private static final byte[] SIGNALED = Bytes.ascii("WTERMSIG(s) == ");
  private static final byte[] DUMPED = Bytes.ascii("WCOREDUMP(s)");
  private static final byte[] STOPPED = Bytes.ascii("WSTOPSIG(s) == ");
  private static final byte[] CONTINUED = Bytes.ascii("WIFCONTINUED(s)");
  private static final byte[] PTRACE_EVENT = Bytes.ascii("<<");
  private static final byte[] SYSCALL_STOP = Bytes.ascii("0x80");
  private static final byte[] SI_CODE = Bytes.ascii("si_code=");
  private static final byte[] SI_PID = Bytes.ascii("si_pid=");
  private static final byte[] SI_STATUS = Bytes.ascii("si_status=");

  private WaitCalls() {}

  /** wait4(pid, status, options, rusage) and waitpid(pid, status, options). */
  static Call byPid(String name, CallText text, LineContext context) {
    int pid = text.integer(0);
    boolean shown = pid != Call.UNKNOWN;
    ChildReport report = null;
    boolean visible = !(text.count() > 1 && isNull(text, 1));
    Outcome outcome = text.outcome();
    if (outcome.ok() && outcome.value() > 0) {
      report = status(text, (int) outcome.value());
    }
    return new Wait(
        name,
        -1,
        shown ? pid : Call.UNKNOWN,
        shown ? text.outer(0) : 0,
        text.flags(2, Flags.WAIT),
        Descriptor.UNSHOWN,
        0,
        report,
        visible,
        null);
  }

  /** The same wait for a child of another number, with another report. */
  static Wait like(Wait wait, int id, @Nullable ChildReport report) {
    return new Wait(
        wait.name(),
        wait.idType(),
        id,
        wait.outerId(),
        wait.options(),
        wait.descriptor(),
        wait.pidfdTarget(),
        report,
        wait.visible(),
        wait.site());
  }

  /** What the status that wait4 or waitpid stored says of the child {@code pid}. */
  static ChildReport status(CallText text, int pid) {
    if (text.count() < 2) {
      return ChildReport.pidOnly(pid);
    }
    byte[] b = text.bytes();
    int from = text.value(1);
    int to = text.to(1);
    if (b[from] != '[' && b[from] != '{') {
      return ChildReport.pidOnly(pid);
    }
    int at = Bytes.indexOf(b, from, to, EXITED);
    if (at >= 0) {
      return report(pid, Kind.EXITED, (int) Bytes.number(b, at + EXITED.length, to));
    }
    at = Bytes.indexOf(b, from, to, SIGNALED);
    if (at >= 0) {
      boolean dumped = Bytes.indexOf(b, at, to, DUMPED) >= 0;
      return report(
          pid, dumped ? Kind.DUMPED : Kind.KILLED, Signals.number(b, at + SIGNALED.length, to));
    }
    at = Bytes.indexOf(b, from, to, STOPPED);
    if (at >= 0) {
      int signal = Signals.number(b, at + STOPPED.length, to);
      boolean event =
          Bytes.indexOf(b, at, to, PTRACE_EVENT) >= 0
              || Bytes.indexOf(b, at, to, SYSCALL_STOP) >= 0;
      return report(pid, event && signal == Signals.TRAP ? Kind.TRAPPED : Kind.STOPPED, signal);
    }
    if (Bytes.indexOf(b, from, to, CONTINUED) >= 0) {
      return new ChildReport(pid, Kind.CONTINUED, Signals.CONT);
    }
    return ChildReport.pidOnly(pid);
  }

  private static ChildReport report(int pid, Kind kind, int value) {
    return new ChildReport(pid, kind, value == Call.UNKNOWN ? -1 : value);
  }

  /** waitid(idtype, id, siginfo, options, rusage). */
  static Call byId(String name, CallText text, LineContext context) {
    int idType = idType(text);
    long id = text.number(1);
    Descriptor descriptor = Descriptor.UNSHOWN;
    int target = 0;
    if (idType == P_PIDFD && text.count() > 1) {
      int from = text.value(1);
      descriptor = context.descriptors().kind(text.bytes(), from, text.to(1));
      target = Descriptors.target(text.bytes(), from, text.to(1));
    }
    boolean done = text.outcome().ok();
    boolean missing = text.count() > 2 && isUnread(text, 2, done);
    return new Wait(
        name,
        idType,
        id == Bytes.MISSING ? Call.UNKNOWN : (int) id,
        text.count() > 1 ? text.outer(1) : 0,
        text.flags(3, Flags.WAIT),
        descriptor,
        target,
        done && !missing ? siginfo(text) : null,
        !missing,
        null);
  }

  private static int idType(CallText text) {
    if (text.startsWith(0, ID_TYPE)) {
      if (text.startsWith(0, PIDFD)) {
        return P_PIDFD;
      }
      return text.startsWith(0, ALL) ? 0 : text.startsWith(0, PGID) ? 2 : 1;
    }
    return text.integer(0);
  }

  private static @Nullable ChildReport siginfo(CallText text) {
    if (text.count() < 3) {
      return null;
    }
    byte[] b = text.bytes();
    int to = text.to(2);
    int pidAt = text.field(2, SI_PID);
    if (pidAt < 0) {
      return null;
    }
    long pid = Bytes.number(b, pidAt, to);
    if (pid <= 0 || pid > Integer.MAX_VALUE) {
      return null;
    }
    int codeAt = text.field(2, SI_CODE);
    int code = codeAt < 0 ? Call.UNKNOWN : Signals.code(b, codeAt, text.fieldEnd(codeAt, to));
    Kind kind =
        switch (code) {
          case 1 -> Kind.EXITED;
          case 2 -> Kind.KILLED;
          case 3 -> Kind.DUMPED;
          case 4 -> Kind.TRAPPED;
          case 5 -> Kind.STOPPED;
          case 6 -> Kind.CONTINUED;
          default -> Kind.UNSHOWN;
        };
    int statusAt = text.field(2, SI_STATUS);
    int status = statusAt < 0 ? Call.UNKNOWN : Signals.number(b, statusAt, to);
    return report((int) pid, kind, kind == Kind.UNSHOWN ? -1 : status);
  }

  /** Whether a siginfo is not shown: null, or its address alone although the call succeeded. */
  private static boolean isUnread(CallText text, int argument, boolean done) {
    return isNull(text, argument) || done && text.startsWith(argument, ADDRESS);
  }

  private static boolean isNull(CallText text, int argument) {
    int from = text.value(argument);
    return text.bytes()[from] == '0' && text.to(argument) == from + 1
        || text.startsWith(argument, NULL);
  }
}

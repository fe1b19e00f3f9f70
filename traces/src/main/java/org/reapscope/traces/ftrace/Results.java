package org.reapscope.traces.ftrace;

import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.Call.Wait.Descriptor;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.Outcome;

/** Reads a return value, and adds to a call what became known inside it. */
final class Results {
  private static final int MAX_ERRNO = 4095;
  private static final int ERESTARTSYS = 512;
  private static final int ERESTART_RESTARTBLOCK = 516;
  private static final int P_PID = 1;
  private static final int P_PGID = 2;
  private static final int P_PIDFD = 3;

  private Results() {}

  static Outcome outcome(Call call, long value, TaskState task) {
    if (value == Arguments.MISSING) {
      // Errors are never left out, and waitid returns nothing but 0 and errors.
      return call.name().equals("waitid") ? Outcome.returned(0) : Outcome.of(Outcome.State.UNSHOWN);
    }
    if (value < 0 && value >= -MAX_ERRNO) {
      int errno = (int) -value;
      return errno >= ERESTARTSYS && errno <= ERESTART_RESTARTBLOCK
          ? Outcome.of(Outcome.State.RESTART)
          : Outcome.failed(errno);
    }
    if (call instanceof Call.Spawn && task.spawned > 0 && task.spawned != value) {
      // The caller lives in another pid namespace: the return value is its number for the child.
      return new Outcome(Outcome.State.RETURNED, value, task.spawned);
    }
    return Outcome.returned(value);
  }

  static Call completed(Call call, Outcome outcome, TaskState task) {
    if (call instanceof Call.Wait wait) {
      return completed(wait, outcome, task.waitTarget);
    }
    if (call instanceof Call.Spawn spawn && !spawn.flagsShown() && task.spawnedFlags >= 0) {
      return CallShapes.spawn(spawn.name(), task.spawnedFlags & ~0xffL, spawn.exitSignal());
    }
    return call;
  }

  private static Call completed(Call.Wait wait, Outcome outcome, int target) {
    ChildReport report = null;
    if (wait.idType() < 0 && outcome.ok() && outcome.value() > 0) {
      report = ChildReport.pidOnly((int) outcome.value());
    }
    boolean named = target > 0;
    Descriptor descriptor =
        named && wait.idType() == P_PIDFD ? Descriptor.PIDFD : wait.descriptor();
    int pidfdTarget = descriptor == Descriptor.PIDFD ? target : wait.pidfdTarget();
    int outer = named ? outer(wait, target) : 0;
    if (report == null && pidfdTarget == wait.pidfdTarget() && outer == wait.outerId()) {
      return wait;
    }
    return new Call.Wait(
        wait.name(),
        wait.idType(),
        wait.id(),
        outer,
        wait.options(),
        descriptor,
        pidfdTarget,
        report,
        wait.visible(),
        wait.site());
  }

  /** The global number of a waited-for pid or group that the caller knows under another one. */
  private static int outer(Call.Wait wait, int target) {
    boolean byPid = wait.idType() == P_PID || wait.idType() < 0 && wait.id() > 0;
    boolean byGroup = wait.idType() == P_PGID && wait.id() > 0;
    boolean byNegative = wait.idType() < 0 && wait.id() < -1 && wait.id() != Call.UNKNOWN;
    if (byPid || byGroup) {
      return wait.id() == target ? 0 : target;
    }
    return byNegative && wait.id() != -target ? -target : 0;
  }
}

package org.reapscope.analyzer.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A wait call as the program made it, before the kernel looked at its arguments (D.1).
 *
 * @param waitid waitid, else wait4 or waitpid
 * @param idType P_ALL to P_PIDFD, for waitid only
 * @param id the pid, group or descriptor asked for, as the kernel truncates it to 32 bits
 * @param options option bits as given
 */
public record WaitCall(boolean waitid, int idType, int id, int options) {
  public static final int P_ALL = 0;
  public static final int P_PID = 1;
  public static final int P_PGID = 2;
  public static final int P_PIDFD = 3;

  /** How numbers are looked up in the caller's pid namespace and descriptor table. */
  public interface Numbers {
    /** The thread with this number, null when nobody has it. */
    @Nullable Task task(int number);

    /** The process group with this number, null when there is none. */
    @Nullable ProcessGroup group(int number);

    /** The thread that this descriptor refers to, null when it is no open pidfd. */
    @Nullable Task pidfd(int descriptor);
  }

  /** The call wait4(pid, ..., options). */
  public static WaitCall wait4(int pid, int options) {
    return new WaitCall(false, P_PID, pid, options);
  }

  /** The call waitid(idType, id, ..., options). */
  public static WaitCall waitid(int idType, int id, int options) {
    return new WaitCall(true, idType, id, options);
  }

  /** The error that the arguments alone give on a present-day kernel, 0 when they pass. */
  public int error() {
    return WaitArguments.check(waitid, idType, id, options);
  }

  /** The options as do_wait sees them: wait4 implies WEXITED. */
  public int explicitOptions() {
    return WaitArguments.explicit(waitid, options);
  }

  /** Which kind of selector do_wait is given; meaningful only when {@link #error} is 0. */
  public WaitRequest.Selector selector() {
    if (waitid) {
      return switch (idType) {
        case P_ALL -> WaitRequest.Selector.ANY;
        case P_PGID -> WaitRequest.Selector.GROUP;
        default -> WaitRequest.Selector.ONE;
      };
    }
    if (id == -1) {
      return WaitRequest.Selector.ANY;
    }
    return id > 0 ? WaitRequest.Selector.ONE : WaitRequest.Selector.GROUP;
  }

  /** Whether the call names its child by a descriptor. */
  public boolean byPidfd() {
    return waitid && idType == P_PIDFD;
  }

  /** Number of the group asked for, 0 for the caller's own; for GROUP only. */
  public int wantedGroup() {
    return waitid ? id : -id;
  }

  /**
   * Resolves the numbers, in the kernel's order after {@link #error}.
   *
   * @return the request, or null when the descriptor is no open pidfd (EBADF)
   */
  public @Nullable WaitRequest resolve(Task caller, Numbers numbers) {
    int bits = explicitOptions();
    return switch (selector()) {
      case ANY -> WaitRequest.any(caller, bits);
      case GROUP -> {
        int wanted = wantedGroup();
        ProcessGroup group = wanted == 0 ? caller.group.processGroup() : numbers.group(wanted);
        yield WaitRequest.group(caller, group, bits);
      }
      case ONE -> {
        if (!byPidfd()) {
          yield WaitRequest.one(caller, numbers.task(id), false, bits);
        }
        Task target = numbers.pidfd(id);
        yield target == null ? null : WaitRequest.one(caller, target, true, bits);
      }
    };
  }
}

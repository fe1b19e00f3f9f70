package org.reapscope.analyzer.kernel;

/**
 * The argument checks of kernel_wait4 and kernel_waitid_prepare, in the kernel's order (D.1). They
 * come before any scan, so a call that fails here considers no task.
 */
public final class WaitArguments {
  private static final int CLONE_OPTIONS =
      WaitOptions.WNOTHREAD | WaitOptions.WCLONE | WaitOptions.WALL;
  private static final int EVENTS =
      WaitOptions.WEXITED | WaitOptions.WSTOPPED | WaitOptions.WCONTINUED;

  /** The features that came with some release (E, age gates). */
  public enum Gate {
    /** waitid takes __WNOTHREAD, __WCLONE and __WALL. */
    WAITID_CLONE_OPTIONS(4, 7),
    /** waitid(P_PGID, 0) means the caller's own group. */
    OWN_GROUP_BY_ZERO(5, 4),
    /** waitid(P_PIDFD). */
    PIDFD(5, 4),
    /** A pidfd with O_NONBLOCK gives EAGAIN where the call would sleep. */
    NONBLOCKING_PIDFD(5, 10);

    private final KernelRelease since;

    Gate(int major, int minor) {
      this.since = new KernelRelease(major, minor);
    }

    /** Whether this release has it. */
    public boolean in(KernelRelease release) {
      return release.compareTo(since) >= 0;
    }
  }

  private WaitArguments() {}

  /**
   * The error of a call on a present-day kernel, 0 when the arguments pass.
   *
   * @param isWaitid waitid, else wait4 or waitpid
   * @param idType P_ALL 0, P_PID 1, P_PGID 2, P_PIDFD 3; not looked at for wait4
   * @param id the pid, group or descriptor; a C int however it was logged
   */
  public static int check(boolean isWaitid, int idType, long id, int options) {
    return check(isWaitid, idType, id, options, KernelRelease.NEWEST);
  }

  /** The error of a call on one release, 0 when the arguments pass. */
  public static int check(
      boolean isWaitid, int idType, long id, int options, KernelRelease release) {
    return isWaitid ? waitid(idType, (int) id, options, release) : wait4((int) id, options);
  }

  /** The options as do_wait sees them: wait4 implies WEXITED. */
  public static int explicit(boolean isWaitid, int options) {
    return isWaitid ? options : options | WaitOptions.WEXITED;
  }

  private static int wait4(int pid, int options) {
    if ((options & ~WaitOptions.WAIT4_KNOWN) != 0) {
      return Errno.EINVAL;
    }
    return pid == Integer.MIN_VALUE ? Errno.ESRCH : 0;
  }

  private static int waitid(int idType, int id, int options, KernelRelease release) {
    int known =
        Gate.WAITID_CLONE_OPTIONS.in(release)
            ? WaitOptions.WAITID_KNOWN
            : WaitOptions.WAITID_KNOWN & ~CLONE_OPTIONS;
    if ((options & ~known) != 0 || (options & EVENTS) == 0) {
      return Errno.EINVAL;
    }
    boolean valid =
        switch (idType) {
          case WaitCall.P_ALL -> true;
          case WaitCall.P_PID -> id > 0;
          case WaitCall.P_PGID -> id > 0 || (id == 0 && Gate.OWN_GROUP_BY_ZERO.in(release));
          case WaitCall.P_PIDFD -> id >= 0 && Gate.PIDFD.in(release);
          default -> false;
        };
    return valid ? 0 : Errno.EINVAL;
  }
}

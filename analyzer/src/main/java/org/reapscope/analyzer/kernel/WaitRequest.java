package org.reapscope.analyzer.kernel;

import org.jspecify.annotations.Nullable;

/**
 * A wait call after its arguments were checked and its numbers resolved (C, D.1).
 *
 * @param caller the thread that waits
 * @param selector ANY, GROUP or ONE
 * @param group for GROUP the group wanted, fixed at call entry; null when no such group exists
 * @param target for ONE the task wanted; null when the number names nobody
 * @param byPidfd true for P_PIDFD
 * @param options option bits with WEXITED explicit
 */
public record WaitRequest(
    Task caller,
    Selector selector,
    @Nullable ProcessGroup group,
    @Nullable Task target,
    boolean byPidfd,
    int options) {

  /** PIDTYPE_MAX, PIDTYPE_PGID and PIDTYPE_PID of do_wait. */
  public enum Selector {
    ANY,
    GROUP,
    ONE
  }

  /** wait4(-1), waitid(P_ALL). */
  public static WaitRequest any(Task caller, int options) {
    return new WaitRequest(caller, Selector.ANY, null, null, false, options);
  }

  /** wait4(0), wait4(-pgid), waitid(P_PGID). */
  public static WaitRequest group(Task caller, @Nullable ProcessGroup group, int options) {
    return new WaitRequest(caller, Selector.GROUP, group, null, false, options);
  }

  /** wait4(pid), waitid(P_PID), and with {@code byPidfd} waitid(P_PIDFD). */
  public static WaitRequest one(Task caller, @Nullable Task target, boolean byPidfd, int options) {
    return new WaitRequest(caller, Selector.ONE, null, target, byPidfd, options);
  }

  /** Whether all these option bits are given. */
  public boolean has(int bits) {
    return (options & bits) == bits;
  }
}

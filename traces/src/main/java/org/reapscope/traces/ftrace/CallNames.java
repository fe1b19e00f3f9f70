package org.reapscope.traces.ftrace;

import org.reapscope.traces.scan.Bytes;

/** Tells the two ways of naming a system call's events apart. */
final class CallNames {
  private static final byte[] ENTER = Bytes.ascii("sys_enter_");
  private static final byte[] EXIT = Bytes.ascii("sys_exit_");
  private static final byte[] GROUP = Bytes.ascii("sys_exit_group");

  private CallNames() {}

  /** True for {@code sys_enter_wait4: ...}, which tracefs text spells {@code sys_wait4(...}. */
  static boolean isEventOfCall(byte[] b, int from, int to) {
    if (Bytes.startsWith(b, from, to, ENTER)) {
      return true;
    }
    return Bytes.startsWith(b, from, to, EXIT)
        && !(Bytes.startsWith(b, from, to, GROUP)
            && from + GROUP.length < to
            && b[from + GROUP.length] != ':');
  }
}

package org.reapscope.analyzer.kernel;

/** CLONE_* bits that change process lifetimes, as in {@code include/uapi/linux/sched.h}. */
public final class CloneFlags {
  public static final long FILES = 0x400;
  public static final long PIDFD = 0x1000;
  public static final long VFORK = 0x4000;
  public static final long PARENT = 0x8000;
  public static final long THREAD = 0x10000;
  public static final long UNTRACED = 0x00800000;
  public static final long NEWPID = 0x20000000;
  public static final long CLEAR_SIGHAND = 0x100000000L;

  /** The bit that the recorded kernels with CLONE_WAIT_PIDFD use. */
  public static final long WAIT_PIDFD = 0x8000000000L;

  private CloneFlags() {}
}

package org.reapscope.analyzer.kernel;

/** Option bits of wait4 and waitid, as in {@code include/uapi/linux/wait.h}. */
public final class WaitOptions {
  public static final int WNOHANG = 1;
  public static final int WSTOPPED = 2;
  public static final int WEXITED = 4;
  public static final int WCONTINUED = 8;
  public static final int WNOWAIT = 0x01000000;
  public static final int WNOTHREAD = 0x20000000;
  public static final int WALL = 0x40000000;
  public static final int WCLONE = 0x80000000;

  /** What wait4 accepts; WEXITED is implied and must not be given. */
  static final int WAIT4_KNOWN = WNOHANG | WSTOPPED | WCONTINUED | WNOTHREAD | WCLONE | WALL;

  /** What waitid accepts. */
  static final int WAITID_KNOWN = WAIT4_KNOWN | WEXITED | WNOWAIT;

  private WaitOptions() {}
}

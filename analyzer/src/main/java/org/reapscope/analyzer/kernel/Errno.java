package org.reapscope.analyzer.kernel;

/** Error numbers that wait calls and process creation return, with their names. */
public final class Errno {
  public static final int EPERM = 1;
  public static final int ENOENT = 2;
  public static final int ESRCH = 3;
  public static final int EINTR = 4;
  public static final int EBADF = 9;
  public static final int ECHILD = 10;
  public static final int EAGAIN = 11;
  public static final int EFAULT = 14;
  public static final int EINVAL = 22;

  private static final int[] ALL = {
    EPERM, ENOENT, ESRCH, EINTR, EBADF, ECHILD, EAGAIN, EFAULT, EINVAL
  };

  private Errno() {}

  /** The symbolic name, or {@code errno N} for a number not listed here. */
  public static String name(int errno) {
    return switch (errno) {
      case EPERM -> "EPERM";
      case ENOENT -> "ENOENT";
      case ESRCH -> "ESRCH";
      case EINTR -> "EINTR";
      case EBADF -> "EBADF";
      case ECHILD -> "ECHILD";
      case EAGAIN -> "EAGAIN";
      case EFAULT -> "EFAULT";
      case EINVAL -> "EINVAL";
      default -> "errno " + errno;
    };
  }

  /** The number of an error listed here by name. */
  public static int number(String name) {
    for (int errno : ALL) {
      if (name(errno).equals(name)) {
        return errno;
      }
    }
    throw new IllegalArgumentException("no error called '" + name + "'");
  }
}

package org.reapscope.traces.strace;

import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.Call.Wait.Descriptor;
import org.reapscope.traces.scan.Bytes;

/**
 * What a log says about descriptors.
 *
 * <p>A log made with -y decorates every open descriptor, so that once one decoration has been seen
 * a bare number is a closed descriptor.
 */
final class Descriptors {
  private static final byte[] PID = Bytes.ascii("<pid:");
  private static final byte[] ANONYMOUS = Bytes.ascii("<anon_inode:[pidfd]");
  private static final byte[] PIDFS = Bytes.ascii("<pidfd:");
  private static final byte[] SIGNALFD = Bytes.ascii("signalfd");
  private static final byte[] HERE = Bytes.ascii("AT_FDCWD<");

  private static final byte[] PIPE = Bytes.ascii("<pipe:");

  private boolean decorated;

  /** True once the log has been seen to decorate descriptors. */
  boolean decorated() {
    return decorated;
  }

  /** Looks at the first argument of a call that is not read otherwise. */
  void look(byte[] b, int from, int to) {
    if (!decorated && shows(b, from, to)) {
      decorated = true;
    }
  }

  /** True for a decorated first argument: a descriptor, or the current folder. */
  static boolean shows(byte[] b, int from, int to) {
    int end = Bytes.skipDigits(b, from, to);
    return end > from ? end < to && b[end] == '<' : Bytes.startsWith(b, from, to, HERE);
  }

  /**
   * True when the arguments tell that a call can be about neither a pidfd nor a signalfd: the
   * descriptor is decorated as a file with a name or as a pipe, as most are. A signalfd is known by
   * its decoration only.
   */
  static boolean areNothing(Syscall syscall, byte[] b, int from, int to) {
    if (!syscall.isOnDescriptor()) {
      return false;
    }
    int open = Bytes.skipDigits(b, from, to);
    if (open == from || open + 1 >= to) {
      return false;
    }
    return b[open] == '<'
        ? b[open + 1] == '/' || Bytes.startsWith(b, open, to, PIPE)
        : syscall == Syscall.READ;
  }

  /** Notes whether the descriptor at {@code from} is decorated; returns where its '<' is or -1. */
  int decoration(byte[] b, int from, int to) {
    int at = Bytes.skipDigits(b, from, to);
    if (at > from && at < to && b[at] == '<') {
      decorated = true;
      return at;
    }
    return -1;
  }

  /** Kind of the descriptor that starts at {@code from}. */
  Descriptor kind(byte[] b, int from, int to) {
    int open = decoration(b, from, to);
    if (open < 0) {
      return decorated ? Descriptor.NOT_PIDFD : Descriptor.UNSHOWN;
    }
    boolean pidfd =
        Bytes.startsWith(b, open, to, PID)
            || Bytes.startsWith(b, open, to, ANONYMOUS)
            || Bytes.startsWith(b, open, to, PIDFS);
    return pidfd ? Descriptor.PIDFD : Descriptor.NOT_PIDFD;
  }

  /** The pid that a decoration {@code <pid:N>} names, else 0. */
  static int target(byte[] b, int from, int to) {
    int open = Bytes.skipDigits(b, from, to);
    if (open < to && Bytes.startsWith(b, open, to, PID)) {
      long pid = Bytes.number(b, open + PID.length, to);
      return pid > 0 && pid <= Integer.MAX_VALUE ? (int) pid : 0;
    }
    return 0;
  }

  /** True when the argument is a descriptor decorated as a signalfd. */
  boolean isSignalfd(CallText text, int argument) {
    if (argument >= text.count()) {
      return false;
    }
    int open = decoration(text.bytes(), text.value(argument), text.to(argument));
    return open >= 0 && Bytes.indexOf(text.bytes(), open, text.to(argument), SIGNALFD) >= 0;
  }

  /** A descriptor argument as a number; notes its decoration. */
  int number(CallText text, int argument) {
    if (argument >= text.count()) {
      return Call.UNKNOWN;
    }
    decoration(text.bytes(), text.value(argument), text.to(argument));
    return text.integer(argument);
  }
}

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

  private boolean decorated;

  /** True once the log has been seen to decorate descriptors. */
  boolean decorated() {
    return decorated;
  }

  /** Looks for a decoration in a line that is not read otherwise. */
  void look(byte[] b, int from, int to) {
    if (!decorated && Bytes.indexOf(b, from, to, HERE) >= 0) {
      decorated = true;
    }
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

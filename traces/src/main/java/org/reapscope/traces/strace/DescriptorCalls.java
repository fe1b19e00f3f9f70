package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.NameTable;

/** pidfd_open, close, close_range and the calls that duplicate descriptors. */
final class DescriptorCalls {
  private static final byte[] DUPFD = Bytes.ascii("F_DUPFD");
  private static final int DUPFD_NUMBER = 0;
  private static final int DUPFD_CLOEXEC_NUMBER = 1030;
  private static final byte[] CLOEXEC = Bytes.ascii("CLOSE_RANGE_CLOEXEC");
  private static final int CLOEXEC_BIT = 4;

  private DescriptorCalls() {}

  /** pidfd_open(pid, flags). */
  static Call pidfdOpen(String name, CallText text, LineContext context) {
    long flags =
        text.count() > 1
            ? Flags.PIDFD.parse(text.bytes(), text.value(1), text.to(1))
            : Flags.MISSING;
    return new Call.PidfdOpen(name, text.integer(0), flags == Flags.MISSING ? 0 : flags);
  }

  /** close(fd). */
  static Call close(String name, CallText text, LineContext context) {
    int fd = context.descriptors().number(text, 0);
    return new Call.Close(name, fd, fd);
  }

  /** close_range(first, last, flags), unless it only marks them close-on-exec. */
  static @Nullable Call closeRange(String name, CallText text, LineContext context) {
    long first = text.number(0);
    long last = text.number(1);
    boolean marks =
        text.count() > 2
            && (Bytes.indexOf(text.bytes(), text.from(2), text.to(2), CLOEXEC) >= 0
                || text.number(2) != NameTable.MISSING && (text.number(2) & CLOEXEC_BIT) != 0);
    if (marks || first == Bytes.MISSING || last == Bytes.MISSING) {
      return null;
    }
    return new Call.Close(name, clamp(first), clamp(last));
  }

  private static int clamp(long fd) {
    return fd < 0 || fd > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) fd;
  }

  /** dup(fd), dup2(fd, new), dup3(fd, new, flags). */
  static Call dup(String name, CallText text, LineContext context) {
    return new Call.Dup(name, context.descriptors().number(text, 0));
  }

  /** fcntl(fd, F_DUPFD or F_DUPFD_CLOEXEC, least). */
  static @Nullable Call fcntl(String name, CallText text, LineContext context) {
    int fd = context.descriptors().number(text, 0);
    long command = text.number(1);
    return text.startsWith(1, DUPFD) || command == DUPFD_NUMBER || command == DUPFD_CLOEXEC_NUMBER
        ? new Call.Dup(name, fd)
        : null;
  }
}

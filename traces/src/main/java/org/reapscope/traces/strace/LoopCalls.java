package org.reapscope.traces.strace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.Call.LoopWait;
import org.reapscope.traces.event.Call.Wait.Descriptor;
import org.reapscope.traces.scan.Bytes;

/** Calls in which an event loop sleeps, and epoll_ctl, which tells a loop what to watch. */
final class LoopCalls {
  private static final int MOST_DESCRIPTORS = 4096;
  private static final byte[] FD = Bytes.ascii("{fd=");
  private static final byte[] ADD = Bytes.ascii("EPOLL_CTL_ADD");
  private static final byte[] DELETE = Bytes.ascii("EPOLL_CTL_DEL");
  private static final byte[] MODIFY = Bytes.ascii("EPOLL_CTL_MOD");
  private static final byte[] RESUMING = Bytes.ascii("<... resuming interrupted ");

  private LoopCalls() {}

  /** poll and ppoll: [{fd=N, events=...}, ...]. */
  static Call poll(String name, CallText text, LineContext context) {
    List<Integer> fds = new ArrayList<>();
    if (text.count() > 0) {
      byte[] b = text.bytes();
      int to = text.to(0);
      int at = text.value(0);
      while ((at = Bytes.indexOf(b, at, to, FD)) >= 0 && fds.size() < MOST_DESCRIPTORS) {
        at += FD.length;
        take(b, at, to, fds, context);
      }
    }
    return new LoopWait(name, -1, fds, context.descriptors().decorated());
  }

  /** select and pselect6: the set of descriptors to read, [N N ...]. */
  static Call select(String name, CallText text, LineContext context) {
    List<Integer> fds = new ArrayList<>();
    if (text.count() > 1) {
      byte[] b = text.bytes();
      int to = text.to(1);
      for (int at = text.value(1); at < to && fds.size() < MOST_DESCRIPTORS; at++) {
        if (Bytes.isDigit(b[at]) && (b[at - 1] == '[' || b[at - 1] == ' ')) {
          take(b, at, to, fds, context);
        }
      }
    }
    return new LoopWait(name, -1, fds, context.descriptors().decorated());
  }

  /** Adds one descriptor; in a log that decorates, only if it is a pidfd. */
  private static void take(byte[] b, int from, int to, List<Integer> fds, LineContext context) {
    Descriptor kind = context.descriptors().kind(b, from, to);
    long fd = Bytes.number(b, from, to);
    if (kind != Descriptor.NOT_PIDFD && fd >= 0 && fd <= Integer.MAX_VALUE) {
      fds.add((int) fd);
    }
  }

  /** epoll_wait, epoll_pwait and epoll_pwait2. */
  static Call epollWait(String name, CallText text, LineContext context) {
    return new LoopWait(name, context.descriptors().number(text, 0), List.of(), false);
  }

  /** rt_sigtimedwait, rt_sigsuspend and pause. */
  static Call sleep(String name, CallText text, LineContext context) {
    return new LoopWait(name, -1, List.of(), false);
  }

  /** read of a signalfd; other reads do not matter. */
  static @Nullable Call read(String name, CallText text, LineContext context) {
    return context.descriptors().isSignalfd(text, 0)
        ? new LoopWait(name, -1, List.of(), false)
        : null;
  }

  /** restart_syscall(&lt;... resuming interrupted NAME ...&gt;) of a loop's sleep. */
  static @Nullable Call restart(String name, CallText text, LineContext context) {
    if (!text.startsWith(0, RESUMING)) {
      return null;
    }
    byte[] b = text.bytes();
    int from = text.from(0) + RESUMING.length;
    int to = from;
    while (to < text.to(0) && b[to] != ' ') {
      to++;
    }
    Syscall resumed = Syscall.find(b, from, to);
    return resumed != null && resumed.sleeps() ? new LoopWait(name, -1, List.of(), false) : null;
  }

  /** epoll_ctl(epfd, operation, fd, event). */
  static Call epollCtl(String name, CallText text, LineContext context) {
    int operation =
        text.startsWith(1, ADD)
            ? 1
            : text.startsWith(1, DELETE) ? 2 : text.startsWith(1, MODIFY) ? 3 : text.integer(1);
    return new Call.EpollCtl(
        name,
        context.descriptors().number(text, 0),
        operation,
        context.descriptors().number(text, 2));
  }

  /** io_uring_enter and io_uring_setup. */
  static Call ring(String name, CallText text, LineContext context) {
    return new Call.IoUring(name);
  }
}

package org.reapscope.analyzer.replay;

import java.util.function.Consumer;
import org.reapscope.traces.event.Call;

/** Which processes an event loop begins to watch, through their pidfds. */
public final class PidfdWatch {
  private static final int EPOLL_CTL_ADD = 1;

  private PidfdWatch() {}

  /** Names each process of which this call of {@code task} watches a pidfd that the log shows. */
  public static void begun(TracedTask task, Call call, Consumer<TracedTask> watched) {
    if (!task.hasPidfds()) {
      return;
    }
    if (call instanceof Call.LoopWait wait) {
      wait.fds().forEach(fd -> tell(task, fd, watched));
    } else if (call instanceof Call.EpollCtl control && control.operation() == EPOLL_CTL_ADD) {
      tell(task, control.fd(), watched);
    }
  }

  private static void tell(TracedTask task, int fd, Consumer<TracedTask> watched) {
    TracedTask target = task.pidfd(fd);
    if (target != null) {
      watched.accept(target);
    }
  }
}

package org.reapscope.traces.perf;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.TaskExited.GroupDead;
import org.reapscope.traces.ftrace.EventText.Verdict;
import org.reapscope.traces.ftrace.KernelEvent;
import org.reapscope.traces.ftrace.TaskTracker;

/**
 * Reads a kernel event inside perf trace: {@code sched:sched_process_exit(comm: "w", pid: 651)}.
 */
final class PerfTraceEvent {
  private static final int LARGEST_PID = 1 << 22;

  private final TaskTracker tracker;
  private boolean groupDeadShown;

  PerfTraceEvent(TaskTracker tracker) {
    this.tracker = tracker;
  }

  /** Reads the fields of one event. */
  Verdict read(@Nullable KernelEvent kind, PerfFields fields) {
    if (kind == null) {
      return Verdict.IGNORED;
    }
    return known(kind, fields) ? Verdict.USED : Verdict.MALFORMED;
  }

  private boolean known(KernelEvent kind, PerfFields fields) {
    return switch (kind) {
      case FORK -> fork(fields);
      case NEWTASK -> newTask(fields);
      case EXEC -> exec(fields);
      case EXIT -> exit(fields);
      case FREE -> free(fields);
      case WAIT -> waiting(fields);
      case GENERATE -> generated(fields);
      case DELIVER -> delivered(fields);
      // perf trace shows calls in its own way; these would tell of them twice.
      case SYS_ENTER, SYS_EXIT -> true;
    };
  }

  private boolean fork(PerfFields fields) {
    int child = pid(fields, "child_pid");
    if (child > 0) {
      tracker.fork(fields.text("parent_comm"), child, fields.text("child_comm"));
    }
    return child > 0;
  }

  private boolean newTask(PerfFields fields) {
    int child = pid(fields, "pid");
    long flags = fields.number("clone_flags");
    if (child > 0) {
      tracker.newTask(child, fields.text("comm"), Math.max(-1, flags));
    }
    return child > 0;
  }

  private boolean exec(PerfFields fields) {
    int pid = pid(fields, "pid");
    int old = pid(fields, "old_pid");
    if (pid > 0 && old > 0) {
      tracker.exec(fields.text("filename"), pid, old);
    }
    return pid > 0 && old > 0;
  }

  private boolean exit(PerfFields fields) {
    int pid = pid(fields, "pid");
    if (pid > 0) {
      tracker.exited(pid, fields.text("comm"), groupDead(fields));
    }
    return pid > 0;
  }

  /** A false group_dead is left out, as if the kernel had none, until a true one was met. */
  private GroupDead groupDead(PerfFields fields) {
    if (fields.has("group_dead")) {
      groupDeadShown = true;
      return GroupDead.YES;
    }
    return groupDeadShown ? GroupDead.NO : GroupDead.UNSHOWN;
  }

  private boolean free(PerfFields fields) {
    int pid = pid(fields, "pid");
    if (pid > 0) {
      tracker.freed(pid);
    }
    return pid > 0;
  }

  private boolean waiting(PerfFields fields) {
    int pid = pid(fields, "pid");
    if (pid >= 0) {
      tracker.waiting(pid);
    }
    return pid >= 0;
  }

  private boolean generated(PerfFields fields) {
    int target = pid(fields, "pid");
    if (target > 0) {
      tracker.generated(
          target, number(fields, "sig"), number(fields, "code"), number(fields, "result"));
    }
    return target > 0;
  }

  private boolean delivered(PerfFields fields) {
    tracker.delivered(number(fields, "sig"), number(fields, "code"));
    return fields.has("sig");
  }

  private static int number(PerfFields fields, String name) {
    return (int) fields.number(name);
  }

  private static int pid(PerfFields fields, String name) {
    long pid = fields.number(name);
    return pid < 0 || pid > LARGEST_PID ? -1 : (int) pid;
  }
}

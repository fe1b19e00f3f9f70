package org.reapscope.traces.ftrace.dat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.TaskExited.GroupDead;
import org.reapscope.traces.ftrace.Arguments;
import org.reapscope.traces.ftrace.KernelEvent;
import org.reapscope.traces.ftrace.Syscall;
import org.reapscope.traces.ftrace.Syscalls;
import org.reapscope.traces.ftrace.TaskTracker;

/** Hands what a record tells to the tracker. */
final class RecordDecoder {
  private static final int LARGEST_PID = 1 << 22;

  private final TaskTracker tracker;
  private final Syscalls syscalls = new Syscalls();
  private final Arguments arguments = new Arguments();
  private final RecordFields fields = new RecordFields();
  private final Map<Integer, RecordKind> kinds = new HashMap<>();

  RecordDecoder(DatFile file, TaskTracker tracker) {
    this.tracker = tracker;
    file.formats.forEach((id, format) -> kinds.put(id, RecordKind.of(format, syscalls)));
  }

  /** The kind of the record, or null when the file has no format for it. */
  @Nullable RecordKind kind(PageRecords record) {
    int from = record.from();
    return record.to() - from < 8 ? null : kinds.get(record.page().getShort(from) & 0xffff);
  }

  /** The task that the record was written by, -1 when that cannot be. */
  int task(PageRecords record, RecordKind kind) {
    fields.at(record, kind.format());
    int pid = fields.number("common_pid", -1);
    return pid > LARGEST_PID ? -1 : pid;
  }

  /** Decodes the record last asked about; false when it lacks what its event should have. */
  boolean decode(RecordKind kind) {
    KernelEvent event = kind.event();
    if (event == null) {
      return true;
    }
    return switch (event) {
      case FORK -> fork();
      case NEWTASK -> newTask();
      case EXEC -> exec();
      case EXIT -> exited();
      case FREE -> freed();
      case WAIT -> waiting();
      case GENERATE -> generated();
      case DELIVER -> delivered();
      case SYS_ENTER -> enter(kind);
      case SYS_EXIT -> exit(kind);
    };
  }

  private boolean fork() {
    int child = pid("child_pid");
    if (child > 0) {
      tracker.fork(fields.text("parent_comm"), child, fields.text("child_comm"));
    }
    return child > 0;
  }

  private boolean newTask() {
    int child = pid("pid");
    if (child > 0) {
      tracker.newTask(child, fields.text("comm"), Math.max(-1, fields.number("clone_flags")));
    }
    return child > 0;
  }

  private boolean exec() {
    int pid = pid("pid");
    int old = pid("old_pid");
    if (pid > 0 && old > 0) {
      tracker.exec(fields.text("filename"), pid, old);
    }
    return pid > 0 && old > 0;
  }

  private boolean exited() {
    int pid = pid("pid");
    if (pid > 0) {
      long dead = fields.number("group_dead");
      GroupDead told = dead == 0 ? GroupDead.NO : GroupDead.YES;
      tracker.exited(
          pid, fields.text("comm"), dead == Arguments.MISSING ? GroupDead.UNSHOWN : told);
    }
    return pid > 0;
  }

  private boolean freed() {
    int pid = pid("pid");
    if (pid > 0) {
      tracker.freed(pid);
    }
    return pid > 0;
  }

  private boolean waiting() {
    int pid = pid("pid");
    if (pid >= 0) {
      tracker.waiting(pid);
    }
    return pid >= 0;
  }

  private boolean generated() {
    int target = pid("pid");
    if (target > 0) {
      tracker.generated(
          target, fields.number("sig", 0), fields.number("code", 0), fields.number("result", -1));
    }
    return target > 0;
  }

  private boolean delivered() {
    long signal = fields.number("sig");
    if (signal != Arguments.MISSING) {
      tracker.delivered((int) signal, fields.number("code", 0));
    }
    return signal != Arguments.MISSING;
  }

  private boolean enter(RecordKind kind) {
    arguments.clear();
    Syscall syscall = kind.syscall();
    if (syscall == null) {
      long number = fields.number("id");
      for (int i = 0; i < Arguments.MOST; i++) {
        arguments.set(i, fields.element("args", i));
      }
      if (number >= 0) {
        tracker.enter(syscalls.numbered(number), arguments);
      }
      return number >= 0;
    }
    for (int i = 0; i < Math.min(Arguments.MOST, kind.arguments().size()); i++) {
      arguments.set(i, fields.number(kind.arguments().get(i)));
    }
    tracker.enter(syscall, arguments);
    return true;
  }

  private boolean exit(RecordKind kind) {
    long value = fields.number("ret");
    Syscall syscall = kind.syscall();
    long number = syscall == null ? fields.number("id") : 0;
    if (value == Arguments.MISSING || number < 0) {
      return false;
    }
    tracker.exit(syscall == null ? syscalls.numbered(number) : syscall, value);
    return true;
  }

  private int pid(String name) {
    long pid = fields.number(name);
    return pid < 0 || pid > LARGEST_PID ? -1 : (int) pid;
  }
}

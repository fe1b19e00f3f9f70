package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskSuperseded;

/** Events of what is told of a task between its calls: how it ended, which signals reached it. */
final class NoticeEvents {
  private final Diary diary;
  private final CallEvents calls;
  private final LineHead head;
  private final SignalNotices signals = new SignalNotices();

  NoticeEvents(Diary diary, CallEvents calls, LineHead head) {
    this.diary = diary;
    this.calls = calls;
    this.head = head;
  }

  /** Whether the body of a line is a notice, which begins with three pluses or dashes. */
  static boolean isNotice(byte[] b, int from, int to) {
    return b[from] == '-'
        ? Notices.isSignal(b, from, to)
        : Notices.isExit(b, from, to) || Notices.superseder(b, from, to) != 0;
  }

  /** Emits what a notice tells of {@code task}. */
  void read(Task task, long line, long time, byte[] b, int from, int to) {
    if (b[from] == '-') {
      calls.emit(signals.read(line, time, task.tid(), b, from, to));
      return;
    }
    int superseder = Notices.superseder(b, from, to);
    calls.abandoned(task, line, time);
    if (superseder != 0) {
      superseded(task, superseder, line, time);
    } else {
      ended(task, Notices.exit(line, time, task.tid(), b, from, to));
    }
  }

  private void ended(Task task, @Nullable TaskExited exit) {
    if (exit != null) {
      calls.emit(exit);
      diary.exits |= exit.kind() == ChildReport.Kind.EXITED;
    }
    head.remove(task.tid());
  }

  private void superseded(Task leader, int byTid, long line, long time) {
    Task other = head.remove(byTid);
    if (other != null) {
      leader.inherit(other);
    }
    calls.emit(new TaskSuperseded(line, time, leader.tid(), byTid));
  }
}

package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.ChildReport;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskExited;
import org.reapscope.traces.event.TaskNamed;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.event.TaskStopped;
import org.reapscope.traces.event.TaskSuperseded;
import org.reapscope.traces.scan.Bytes;

/**
 * Classifies the lines of one strace log and emits their events.
 *
 * <pre>
 * line    = prefix body
 * body    = NAME "(" arguments ") = " result                  a whole call
 *         | NAME "(" arguments " &lt;unfinished ...&gt;"         its beginning
 *         | "&lt;... " NAME " resumed&gt;" rest ") = " result      its end
 *         | "+++ exited with N +++" | "+++ killed by SIG +++" | "+++ superseded by ... +++"
 *         | "--- SIG {siginfo} ---" | "--- stopped by SIG ---"
 * stack   = " &gt; " object "(" symbol ") [" address "]"
 * message = "strace: " text
 * </pre>
 *
 * <p>Rules: printleader, tprint_syscall and the tamper-free parts of strace.c, 4.8 to 7.2.
 */
final class StraceParser {
  private static final byte[] UNFINISHED = Bytes.ascii(" <unfinished ...>");
  private static final byte[] DETACHED = Bytes.ascii(" <detached ...>");
  private static final byte[] RESUMING = Bytes.ascii("<... ");
  private static final byte[] RESUMED = Bytes.ascii(" resumed>");
  private static final byte[] EXITED = Bytes.ascii("+++ exited with ");
  private static final byte[] KILLED = Bytes.ascii("+++ killed by ");
  private static final byte[] CORE = Bytes.ascii("(core dumped)");
  private static final byte[] SUPERSEDED = Bytes.ascii("+++ superseded by execve in pid ");
  private static final byte[] SIGNAL = Bytes.ascii("--- SIG");
  private static final byte[] STOPPED = Bytes.ascii("--- stopped by ");
  private static final byte[] CHANGED = Bytes.ascii(" <pid changed to ");
  private static final byte[] STACK = Bytes.ascii(" > ");
  private static final byte[] THIRTY_TWO = Bytes.ascii("[ Process PID=");
  private static final byte[] SI_CODE = Bytes.ascii("si_code=");
  private static final byte[] SI_PID = Bytes.ascii("si_pid=");
  private static final byte[] SI_STATUS = Bytes.ascii("si_status=");
  private static final int LONGEST_NAME = 40;

  private final Diary diary;
  private final CallEvents calls;
  private final Prefix prefix = new Prefix();
  private final TaskTable tasks = new TaskTable();
  private @Nullable Task current;
  private boolean begun;
  private long line;
  private long time;

  StraceParser(Diary diary, EventSink sink) {
    this.diary = diary;
    this.calls = new CallEvents(diary, sink);
  }

  /** Reads one line. */
  void line(byte[] b, int from, int to, long number) {
    line = number;
    diary.lines++;
    if (from == to) {
      diary.skipped++;
      return;
    }
    if (calls.holds() && Bytes.startsWith(b, from, to, STACK)) {
      calls.frame(b, from + STACK.length, to);
      diary.stacks = true;
      diary.skipped++;
      return;
    }
    prefix.read(b, from, to);
    switch (prefix.body() < to ? b[prefix.body()] : ' ') {
      case '<' -> resumed(b, prefix.body(), to);
      case '+' -> ended(b, prefix.body(), to);
      case '-' -> signalled(b, prefix.body(), to);
      case ' ', '[' -> other(b, prefix.body(), to);
      default -> call(b, prefix.body(), to);
    }
  }

  /** Ends the log. */
  void end() {
    calls.flush();
    diary.openAtEnd = tasks.all().stream().filter(task -> task.open() != null).count();
  }

  private void call(byte[] b, int from, int to) {
    int paren = from;
    int limit = Math.min(to, from + LONGEST_NAME);
    while (paren < limit && isNameByte(b[paren])) {
      paren++;
    }
    if (paren >= limit || b[paren] != '(' || paren == from) {
      other(b, from, to);
      return;
    }
    Syscall syscall = Syscall.find(b, from, paren);
    if (!begun) {
      begun = true;
      diary.headIsExec = syscall == Syscall.EXECVE || syscall == Syscall.EXECVEAT;
    }
    if (syscall == null) {
      diary.descriptors.look(b, paren, to);
      skip(b);
      return;
    }
    Task task = task(b);
    diary.saw(syscall);
    if (Bytes.endsWith(b, paren, to, UNFINISHED)) {
      enter(task, syscall, b, paren + 1, to - UNFINISHED.length);
    } else if (Bytes.endsWith(b, paren, to, DETACHED)) {
      diary.detached = true;
      diary.skipped++;
    } else if (calls.whole(task, syscall, b, paren + 1, to, line, time)) {
      diary.eventLines++;
    } else {
      changed(task, syscall, b, paren + 1, to);
    }
  }

  private void enter(Task task, Syscall syscall, byte[] b, int from, int to) {
    task.enter(syscall, b, from, to, line, time);
    calls.entered(task, syscall, line, time);
    diary.separatorBefore |= to > from + 1 && b[to - 1] == ' ' && b[to - 2] == ',';
    diary.eventLines++;
  }

  /** An execve whose task takes over the number of its group's leader. */
  private void changed(Task task, Syscall syscall, byte[] b, int from, int to) {
    int at = Bytes.indexOf(b, from, to, CHANGED);
    long leader = at < 0 ? Bytes.MISSING : Bytes.number(b, at + CHANGED.length, to);
    if (leader <= 0 || leader > Integer.MAX_VALUE) {
      diary.unparsed.add(line, b, from, to, "the end of this call: \") = result\"");
      return;
    }
    enter(task, syscall, b, from, at);
  }

  private void resumed(byte[] b, int from, int to) {
    int name = from + RESUMING.length;
    int end = name;
    while (end < to && isNameByte(b[end])) {
      end++;
    }
    if (!Bytes.startsWith(b, from, to, RESUMING) || !Bytes.startsWith(b, end, to, RESUMED)) {
      other(b, from, to);
      return;
    }
    Syscall syscall = Syscall.find(b, name, end);
    begun = true;
    if (syscall == null) {
      skip(b);
      return;
    }
    diary.saw(syscall);
    Task task = task(b);
    int rest = end + RESUMED.length;
    if (syscall.waits() && rest + 1 < to) {
      diary.blankAfterResumed |= b[rest] == ' ' && b[rest + 1] != '<';
      diary.separatorAfter |= b[rest] == ',';
    }
    if (calls.resumed(task, syscall, b, rest, to, line, time)) {
      diary.eventLines++;
    } else {
      diary.unparsed.add(line, b, from, to, "the end of this call: \") = result\"");
    }
  }

  private void ended(byte[] b, int from, int to) {
    if (Bytes.startsWith(b, from, to, EXITED)) {
      exit(b, ChildReport.Kind.EXITED, (int) Bytes.number(b, from + EXITED.length, to));
    } else if (Bytes.startsWith(b, from, to, KILLED)) {
      boolean core = Bytes.indexOf(b, from, to, CORE) >= 0;
      int signal = Signals.number(b, from + KILLED.length, to);
      exit(b, core ? ChildReport.Kind.DUMPED : ChildReport.Kind.KILLED, signal);
    } else if (Bytes.startsWith(b, from, to, SUPERSEDED)) {
      superseded(b, Bytes.number(b, from + SUPERSEDED.length, to));
    } else {
      other(b, from, to);
    }
  }

  private void exit(byte[] b, ChildReport.Kind kind, int value) {
    Task task = task(b);
    calls.abandoned(task, line, time);
    int shown = value < 0 ? -1 : value;
    calls.emit(new TaskExited(line, time, task.tid, kind, shown, TaskExited.GroupDead.UNSHOWN));
    tasks.remove(task.tid);
    current = null;
    diary.exits = true;
    diary.eventLines++;
  }

  private void superseded(byte[] b, long by) {
    Task leader = task(b);
    int byTid = by <= 0 || by > Integer.MAX_VALUE ? 0 : (int) by;
    calls.abandoned(leader, line, time);
    Task other = tasks.remove(byTid);
    if (other != null) {
      leader.inherit(other);
    }
    calls.emit(new TaskSuperseded(line, time, leader.tid, byTid));
    diary.eventLines++;
  }

  private void signalled(byte[] b, int from, int to) {
    if (Bytes.startsWith(b, from, to, STOPPED)) {
      int signal = Signals.number(b, from + STOPPED.length, to);
      Task task = task(b);
      calls.emit(new TaskStopped(line, time, task.tid, signal));
      diary.eventLines++;
    } else if (Bytes.startsWith(b, from, to, SIGNAL)) {
      Task task = task(b);
      int code = Bytes.indexOf(b, from, to, SI_CODE);
      int pid = Bytes.indexOf(b, from, to, SI_PID);
      int status = Bytes.indexOf(b, from, to, SI_STATUS);
      calls.emit(
          new SignalDelivered(
              line,
              time,
              task.tid,
              Signals.number(b, from + 4, to),
              code < 0 ? Call.UNKNOWN : Signals.code(b, code + SI_CODE.length, to),
              pid < 0 ? 0 : positive(Bytes.number(b, pid + SI_PID.length, to)),
              status < 0 ? -1 : Signals.number(b, status + SI_STATUS.length, to)));
      diary.eventLines++;
    } else {
      other(b, from, to);
    }
  }

  private static int positive(long number) {
    return number < 0 || number > Integer.MAX_VALUE ? 0 : (int) number;
  }

  private void other(byte[] b, int from, int to) {
    if (Bytes.startsWith(b, from, to, STACK) || Bytes.startsWith(b, from, to, THIRTY_TWO)) {
      diary.skipped++;
      return;
    }
    diary.unparsed.add(line, b, from, to, "a system call, a signal or an exit");
  }

  private void skip(byte[] b) {
    task(b);
    diary.skipped++;
  }

  /** The task of the line; also takes the line's time and what the prefix shows. */
  private Task task(byte[] b) {
    int tid = prefix.tid();
    readTime(b);
    Task task = current;
    if (task == null || task.tid != tid) {
      task = tasks.get(tid);
      if (task == null) {
        task = firstLine(tid);
      }
      current = task;
    }
    if (prefix.commTo() > prefix.commFrom()) {
      diary.comms = true;
      name(task, b, prefix.commFrom(), prefix.commTo());
    }
    return task;
  }

  private void readTime(byte[] b) {
    if (prefix.clock() == Clock.Kind.NONE) {
      time = ProcessEvent.NO_TIME;
      return;
    }
    time = diary.clock.read(prefix.clock(), b, prefix.timeFrom(), prefix.timeTo());
    diary.relativeToo |= prefix.relativeToo();
  }

  private Task firstLine(int tid) {
    Task task = new Task(tid);
    tasks.add(task);
    diary.pids |= tid != 0;
    diary.bracketedPids |= prefix.bracketed();
    calls.emit(new TaskSeen(line, time, tid, 0));
    return task;
  }

  private void name(Task task, byte[] b, int from, int to) {
    if (task.rename(b, from, to)) {
      calls.emit(new TaskNamed(line, time, task.tid, Bytes.text(b, from, to)));
    }
  }

  private static boolean isNameByte(byte c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
  }
}

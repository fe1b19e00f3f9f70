package org.reapscope.traces.ftrace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.TaskExited.GroupDead;
import org.reapscope.traces.scan.Bytes;

/**
 * Reads the body of a text record, {@code event: fields}, in every spelling of the kernel's text
 * tracers.
 *
 * <pre>
 * sys_wait4(upid: 0xffffffff, stat_addr: 0x7ffc, options: 1, ru: 0)      tracefs
 * sys_wait4 -> 0x3a5                                                     tracefs
 * sys_enter_wait4:      upid: 0xffffffff, ... options: 0x00000001, ...   trace-cmd, perf script
 * sys_enter_wait4:       __syscall_nr=61 upid=0xffffffff ...             trace-cmd -R
 * sys_exit_wait4:       0x3a5                                            trace-cmd, perf script
 * sys_enter: NR 61 (ffffffff, 7ffc, 1, 0, 0, 0)     sys_exit: NR 61 = 933
 * sched_process_exit: comm=sh pid=933 prio=120 group_dead=true
 * </pre>
 */
public final class EventText {
  /** How a body was understood. */
  public enum Verdict {
    /** An event that matters, handed to the tracker. */
    USED,
    /** An event that does not matter here. */
    IGNORED,
    /** A known event whose fields are not where they should be. */
    MALFORMED
  }

  private static final byte[] SYS = Bytes.ascii("sys_");
  private static final byte[] ENTER = Bytes.ascii("sys_enter_");
  private static final byte[] EXIT = Bytes.ascii("sys_exit_");
  private static final byte[] ARROW = Bytes.ascii(" -> ");

  private static final boolean[] NAME = nameBytes();

  private final TaskTracker tracker;
  private final Syscalls syscalls = new Syscalls();
  private final Arguments arguments = new Arguments();

  /** Reads bodies into {@code tracker}. */
  public EventText(TaskTracker tracker) {
    this.tracker = tracker;
  }

  /** Reads one body of the record that the tracker was last placed at. */
  public Verdict read(byte[] b, int from, int to) {
    int end = nameEnd(b, from, to);
    if (end == from || end == to) {
      return Verdict.IGNORED;
    }
    if (b[end] == ':') {
      return event(b, from, end, Bytes.skipBlanks(b, end + 1, to), to);
    }
    if (!Bytes.startsWith(b, from, end, SYS)) {
      return Verdict.IGNORED;
    }
    Syscall syscall = syscalls.named(b, from + SYS.length, end);
    if (b[end] == '(') {
      ArgumentText.read(b, end + 1, to, arguments);
      tracker.enter(syscall, arguments);
      return Verdict.USED;
    }
    if (Bytes.startsWith(b, end, to, ARROW)) {
      return exit(syscall, b, end + ARROW.length, to);
    }
    return Verdict.MALFORMED;
  }

  /** True for {@code sys_enter_wait4: ...}, which tracefs alone spells {@code sys_wait4(...}. */
  static boolean isEventOfCall(byte[] b, int from, int to) {
    int end = nameEnd(b, from, to);
    return end < to
        && b[end] == ':'
        && (Bytes.startsWith(b, from, end, ENTER) || Bytes.startsWith(b, from, end, EXIT));
  }

  private Verdict event(byte[] b, int from, int end, int body, int to) {
    if (Bytes.startsWith(b, from, end, SYS)) {
      if (Bytes.startsWith(b, from, end, ENTER)) {
        ArgumentText.read(b, body, to, arguments);
        tracker.enter(syscalls.named(b, from + ENTER.length, end), arguments);
        return Verdict.USED;
      }
      if (Bytes.startsWith(b, from, end, EXIT)) {
        int value = Field.value(b, body, to, Field.RET);
        return exit(syscalls.named(b, from + EXIT.length, end), b, Math.max(body, value), to);
      }
    }
    KernelEvent kind = KernelEvent.named(b, from, end);
    if (kind == null) {
      return Verdict.IGNORED;
    }
    return known(kind, b, body, to) ? Verdict.USED : Verdict.MALFORMED;
  }

  private Verdict exit(Syscall syscall, byte[] b, int from, int to) {
    long value = ArgumentText.hex(b, from, to);
    if (value == Arguments.MISSING) {
      return Verdict.MALFORMED;
    }
    tracker.exit(syscall, value);
    return Verdict.USED;
  }

  private boolean known(KernelEvent kind, byte[] b, int from, int to) {
    return switch (kind) {
      case FORK -> fork(b, from, to);
      case NEWTASK -> newTask(b, from, to);
      case EXEC -> exec(b, from, to);
      case EXIT -> exited(b, from, to);
      case FREE -> freed(b, from, to);
      case WAIT -> waiting(b, from, to);
      case GENERATE -> generated(b, from, to);
      case DELIVER -> delivered(b, from, to);
      case SYS_ENTER -> rawEnter(b, from, to);
      case SYS_EXIT -> rawExit(b, from, to);
    };
  }

  private boolean fork(byte[] b, int from, int to) {
    int child = Field.pid(b, from, to, Field.CHILD_PID);
    String comm = Field.text(b, from, to, Field.COMM, Field.PID);
    if (comm.isEmpty()) {
      // trace-cmd -R prints the record's own field names.
      comm = Field.text(b, from, to, Field.PARENT_COMM, Field.PARENT_PID);
    }
    if (child <= 0) {
      return false;
    }
    tracker.fork(comm, child, Field.text(b, from, to, Field.CHILD_COMM, Field.CHILD_PID));
    return true;
  }

  private boolean newTask(byte[] b, int from, int to) {
    long child = Field.first(b, from, to, Field.FIRST_PID);
    long flags = Field.hex(b, from, to, Field.CLONE_FLAGS);
    if (child <= 0 || child > Field.LARGEST_PID || flags == Bytes.MISSING) {
      return false;
    }
    String comm = Field.text(b, from, to, Field.COMM, Field.CLONE_FLAGS);
    tracker.newTask((int) child, comm, flags);
    return true;
  }

  private boolean exec(byte[] b, int from, int to) {
    int pid = Field.pid(b, from, to, Field.PID);
    int old = Field.pid(b, from, to, Field.OLD_PID);
    if (pid <= 0 || old <= 0) {
      return false;
    }
    tracker.exec(Field.text(b, from, to, Field.FILENAME, Field.PID), pid, old);
    return true;
  }

  private boolean exited(byte[] b, int from, int to) {
    int pid = Field.pid(b, from, to, Field.PID);
    if (pid <= 0) {
      return false;
    }
    tracker.exited(pid, Field.text(b, from, to, Field.COMM, Field.PID), groupDead(b, from, to));
    return true;
  }

  private static GroupDead groupDead(byte[] b, int from, int to) {
    int at = Field.value(b, from, to, Field.GROUP_DEAD);
    if (at < 0 || at == to) {
      return GroupDead.UNSHOWN;
    }
    return b[at] == 't' || b[at] == '1' ? GroupDead.YES : GroupDead.NO;
  }

  private boolean freed(byte[] b, int from, int to) {
    int pid = Field.pid(b, from, to, Field.PID);
    if (pid <= 0) {
      return false;
    }
    tracker.freed(pid);
    return true;
  }

  private boolean waiting(byte[] b, int from, int to) {
    int pid = Field.pid(b, from, to, Field.PID);
    if (pid < 0) {
      return false;
    }
    tracker.waiting(pid);
    return true;
  }

  private boolean generated(byte[] b, int from, int to) {
    int target = Field.pid(b, from, to, Field.PID);
    long signal = Field.first(b, from, to, Field.SIG);
    long code = Field.first(b, from, to, Field.CODE);
    if (target <= 0 || signal == Bytes.MISSING || code == Bytes.MISSING) {
      return false;
    }
    long result = Field.decimal(b, from, to, Field.RES);
    if (result == Bytes.MISSING) {
      result = Field.decimal(b, from, to, Field.RESULT);
    }
    tracker.generated(
        target, (int) signal, (int) code, result == Bytes.MISSING ? -1 : (int) result);
    return true;
  }

  private boolean delivered(byte[] b, int from, int to) {
    long signal = Field.first(b, from, to, Field.SIG);
    long code = Field.first(b, from, to, Field.CODE);
    if (signal == Bytes.MISSING || code == Bytes.MISSING) {
      return false;
    }
    tracker.delivered((int) signal, (int) code);
    return true;
  }

  private boolean rawEnter(byte[] b, int from, int to) {
    Syscall syscall = rawSyscall(b, from, to);
    int open = Bytes.indexOf(b, from, to, '(');
    if (syscall == null || open < 0) {
      return false;
    }
    ArgumentText.readBare(b, open + 1, to, arguments);
    tracker.enter(syscall, arguments);
    return true;
  }

  private boolean rawExit(byte[] b, int from, int to) {
    Syscall syscall = rawSyscall(b, from, to);
    int equals = Bytes.indexOf(b, from, to, '=');
    if (syscall == null || equals < 0) {
      return false;
    }
    long value = Bytes.number(b, Bytes.skipBlanks(b, equals + 1, to), to);
    if (value == Bytes.MISSING) {
      return false;
    }
    tracker.exit(syscall, value);
    return true;
  }

  private @Nullable Syscall rawSyscall(byte[] b, int from, int to) {
    if (!Bytes.startsWith(b, from, to, Field.NR)) {
      return null;
    }
    long number = Bytes.number(b, from + Field.NR.length, to);
    return number < 0 || number > 100_000 ? null : syscalls.numbered(number);
  }

  private static int nameEnd(byte[] b, int from, int to) {
    int at = from;
    while (at < to && NAME[b[at] & 0xff]) {
      at++;
    }
    return at;
  }

  private static boolean[] nameBytes() {
    boolean[] table = new boolean[256];
    for (int c = 0; c < 128; c++) {
      table[c] = Character.isLetterOrDigit(c) || c == '_';
    }
    return table;
  }
}

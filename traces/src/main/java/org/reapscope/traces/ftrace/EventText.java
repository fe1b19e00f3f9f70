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
 * sys_enter_wait4: __syscall_nr=0x3d (61) upid=0xffffffff (4294967295)   tracefs, fields
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
  private static final byte[] NUMBER = Bytes.ascii("NR ");
  private static final byte[] STRUCK = Bytes.ascii("NR -1 ");

  private static final boolean[] NAME = nameBytes();

  private final TaskTracker tracker;
  private final Syscalls syscalls = new Syscalls();
  private final Arguments arguments = new Arguments();
  private final Fields fields = new Fields();

  /** Reads bodies into {@code tracker}. */
  public EventText(TaskTracker tracker) {
    this.tracker = tracker;
  }

  /**
   * Reads one body of the record that the tracker was last placed at; eight bytes can be read past
   * its end.
   */
  public Verdict read(byte[] b, int from, int to) {
    int end = wordEnd(b, from, to);
    if (Bytes.startsWith(b, from, end, SYS)) {
      return call(b, from, end, to);
    }
    KernelEvent kind = end < to && b[end] == ':' ? KernelEvent.named(b, from, end) : null;
    return kind == null ? Verdict.IGNORED : known(kind, b, Bytes.skipBlanks(b, end + 1, to), to);
  }

  /** Reads a body that begins with {@code sys_}, up to {@code word} if not shorter. */
  private Verdict call(byte[] b, int from, int word, int to) {
    int at = from + SYS.length;
    Syscall syscall = syscalls.find(b, at, word);
    int end = syscall == null ? nameEnd(b, from, to) : word;
    if (end == to) {
      return Verdict.IGNORED;
    }
    if (b[end] == ':') {
      return event(b, from, end, Bytes.skipBlanks(b, end + 1, to), to);
    }
    if (syscall == null) {
      syscall = syscalls.named(b, at, end);
    }
    if (b[end] == '(') {
      return enter(syscall, b, end + 1, to);
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
    if (Bytes.startsWith(b, from, end, ENTER)) {
      return enter(syscalls.named(b, from + ENTER.length, end), b, body, to);
    }
    if (Bytes.startsWith(b, from, end, EXIT)) {
      fields.read(b, body, to);
      int value = fields.value(Field.RET);
      return exit(syscalls.named(b, from + EXIT.length, end), b, Math.max(body, value), to);
    }
    KernelEvent kind = KernelEvent.named(b, from, end);
    return kind == null ? Verdict.IGNORED : known(kind, b, body, to);
  }

  private Verdict enter(Syscall syscall, byte[] b, int from, int to) {
    ArgumentText.read(b, from, to, syscall.parameters(), arguments);
    tracker.enter(syscall, arguments);
    return Verdict.USED;
  }

  private Verdict exit(Syscall syscall, byte[] b, int from, int to) {
    long value = ArgumentText.hex(b, from, to);
    if (value == Arguments.MISSING) {
      return Verdict.MALFORMED;
    }
    tracker.exit(syscall, value);
    return Verdict.USED;
  }

  private Verdict known(KernelEvent kind, byte[] b, int from, int to) {
    if (kind != KernelEvent.SYS_ENTER && kind != KernelEvent.SYS_EXIT) {
      fields.read(b, from, to);
    }
    boolean complete =
        switch (kind) {
          case FORK -> fork();
          case NEWTASK -> newTask();
          case EXEC -> exec();
          case EXIT -> exited(b, to);
          case FREE -> freed();
          case WAIT -> waiting();
          case GENERATE -> generated();
          case DELIVER -> delivered();
          case SYS_ENTER -> rawEnter(b, from, to);
          case SYS_EXIT -> rawExit(b, from, to);
        };
    return complete ? Verdict.USED : Verdict.MALFORMED;
  }

  private boolean fork() {
    int child = fields.pid(Field.CHILD_PID);
    String comm = fields.text(Field.COMM, Field.PID);
    if (comm.isEmpty()) {
      // trace-cmd -R prints the record's own field names.
      comm = fields.text(Field.PARENT_COMM, Field.PARENT_PID);
    }
    if (child <= 0) {
      return false;
    }
    tracker.fork(comm, child, fields.text(Field.CHILD_COMM, Field.CHILD_PID));
    return true;
  }

  private boolean newTask() {
    long child = fields.first(Field.FIRST_PID);
    long flags = fields.hex(Field.CLONE_FLAGS);
    if (child <= 0 || child > Field.LARGEST_PID || flags == Bytes.MISSING) {
      return false;
    }
    tracker.newTask((int) child, fields.text(Field.COMM, Field.CLONE_FLAGS), flags);
    return true;
  }

  private boolean exec() {
    int pid = fields.pid(Field.PID);
    int old = fields.pid(Field.OLD_PID);
    if (pid <= 0 || old <= 0) {
      return false;
    }
    tracker.exec(fields.text(Field.FILENAME, Field.PID), pid, old);
    return true;
  }

  private boolean exited(byte[] b, int to) {
    int pid = fields.pid(Field.PID);
    if (pid <= 0) {
      return false;
    }
    tracker.exited(pid, fields.text(Field.COMM, Field.PID), groupDead(b, to));
    return true;
  }

  private GroupDead groupDead(byte[] b, int to) {
    int at = fields.value(Field.GROUP_DEAD);
    if (at < 0 || at == to) {
      return GroupDead.UNSHOWN;
    }
    return b[at] == 't' || b[at] == '1' ? GroupDead.YES : GroupDead.NO;
  }

  private boolean freed() {
    int pid = fields.pid(Field.PID);
    if (pid <= 0) {
      return false;
    }
    tracker.freed(pid);
    return true;
  }

  private boolean waiting() {
    int pid = fields.pid(Field.PID);
    if (pid < 0) {
      return false;
    }
    tracker.waiting(pid);
    return true;
  }

  private boolean generated() {
    int target = fields.pid(Field.PID);
    long signal = fields.first(Field.SIG);
    long code = fields.first(Field.CODE);
    if (target <= 0 || signal == Bytes.MISSING || code == Bytes.MISSING) {
      return false;
    }
    long result = fields.decimal(Field.RES);
    if (result == Bytes.MISSING) {
      result = fields.decimal(Field.RESULT);
    }
    tracker.generated(
        target, (int) signal, (int) code, result == Bytes.MISSING ? -1 : (int) result);
    return true;
  }

  private boolean delivered() {
    long signal = fields.first(Field.SIG);
    long code = fields.first(Field.CODE);
    if (signal == Bytes.MISSING || code == Bytes.MISSING) {
      return false;
    }
    tracker.delivered((int) signal, (int) code);
    return true;
  }

  private boolean rawEnter(byte[] b, int from, int to) {
    Syscall syscall = rawSyscall(b, from, to);
    int open = Bytes.indexOf(b, from, to, '(');
    if (isStruck(b, from, to)) {
      tracker.present();
      return true;
    }
    if (syscall == null || open < 0) {
      return false;
    }
    ArgumentText.readBare(b, open + 1, to, arguments);
    tracker.enter(syscall, arguments);
    return true;
  }

  private boolean rawExit(byte[] b, int from, int to) {
    boolean struck = isStruck(b, from, to);
    Syscall syscall = rawSyscall(b, from, to);
    int equals = Bytes.indexOf(b, from, to, '=');
    if (syscall == null && !struck || equals < 0) {
      return false;
    }
    long value = Bytes.number(b, Bytes.skipBlanks(b, equals + 1, to), to);
    if (value == Bytes.MISSING) {
      return false;
    }
    if (syscall == null) {
      tracker.exitStruck(value);
    } else {
      tracker.exit(syscall, value);
    }
    return true;
  }

  /**
   * Whether a record's number is -1: rt_sigreturn's at its end, which the kernel strikes out so
   * that nothing is restarted, and that of a call which a tracer or a filter keeps from being made.
   */
  private static boolean isStruck(byte[] b, int from, int to) {
    return Bytes.startsWith(b, from, to, STRUCK);
  }

  private @Nullable Syscall rawSyscall(byte[] b, int from, int to) {
    if (!Bytes.startsWith(b, from, to, NUMBER)) {
      return null;
    }
    long number = Bytes.number(b, from + NUMBER.length, to);
    return number < 0 || number > 100_000 ? null : syscalls.numbered(number);
  }

  /** Where a word ends: before a colon, a blank, or any other byte below the digits. */
  private static int wordEnd(byte[] b, int from, int to) {
    for (int at = from; at < to; at += 8) {
      long ends = Bytes.belowDigits(Bytes.word(b, at)) | Bytes.places(Bytes.word(b, at), ':');
      if (ends != 0) {
        return Math.min(to, at + (Long.numberOfTrailingZeros(ends) >>> 3));
      }
    }
    return to;
  }

  /** Where a name ends: no letter, digit or underscore follows. */
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

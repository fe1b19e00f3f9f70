package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskNamed;
import org.reapscope.traces.scan.Bytes;

/**
 * Turns the text of calls into events and joins the halves of those that were split.
 *
 * <p>A joined text is the start's without its trailing separator, one separator, and the end's
 * without its leading one: the comma stands before {@code <unfinished ...>} up to strace 6.15 and
 * after {@code resumed>} from 6.16 on, for clone since 5.2.
 */
final class CallEvents {
  private static final byte[] LOST = Bytes.ascii(" <unfinished ...>)");
  private static final Outcome NOTHING = Outcome.returned(0);
  private static final int LONGEST_COMM = 15;

  private final Diary diary;
  private EventSink sink;
  private final CallReading reading;
  private final StackSite site = new StackSite();
  private byte[] joined = new byte[1024];
  private int length;
  private @Nullable CallReturned held;
  private Outcome last = NOTHING;

  CallEvents(Diary diary, EventSink sink) {
    this.diary = diary;
    this.sink = sink;
    this.reading = new CallReading(new LineContext(diary.descriptors));
  }

  /** Sends all further events to another sink. */
  void divert(EventSink other) {
    sink = other;
  }

  /** Result of the call read last. */
  Outcome outcome() {
    return last;
  }

  /** Sends an event on, after the call that waited for its stack. */
  void emit(ProcessEvent event) {
    flush();
    diary.events++;
    sink.accept(event);
  }

  /** Sends on the call that waited for its stack. */
  void flush() {
    CallReturned waiting = held;
    if (waiting != null) {
      held = null;
      diary.events++;
      sink.accept(site.addTo(waiting));
    }
  }

  /** True while the last call may be followed by its stack. */
  boolean holds() {
    return held != null;
  }

  /** Takes one line of the last call's stack. */
  void frame(byte[] b, int from, int to) {
    site.frame(b, from, to);
  }

  /** A call on one line; false when the text is not a whole call. */
  boolean whole(Task task, Syscall syscall, byte[] b, int from, int to, long line, long time) {
    if (!reading.readWhole(syscall, b, from, to) || reading.escapes()) {
      return false;
    }
    returned(task, syscall, line, time, line, time);
    return true;
  }

  /** The first half of a call. */
  void entered(Task task, Syscall syscall, long line, long time) {
    Call call = reading.entry(syscall, task.text(), 0, task.length());
    if (call != null) {
      emit(new CallEntered(line, time, task.tid(), call));
    }
  }

  /** A call that took effect, of which no result is printed. */
  void succeeded(Task task, Syscall syscall, byte[] b, int from, int to, long line, long time) {
    Call call = reading.entry(syscall, b, from, to);
    if (call != null) {
      emit(new CallReturned(line, time, task.tid(), line, time, -1, call, NOTHING));
      nameAfter(task, syscall, call, line, time);
    }
  }

  /** The second half of a call; false when it cannot be read. */
  boolean resumed(Task task, Syscall syscall, byte[] b, int from, int to, long line, long time) {
    boolean paired = task.open() == syscall;
    long startLine = paired ? task.startLine() : 0;
    long startTime = paired ? task.startTime() : ProcessEvent.NO_TIME;
    length = 0;
    if (paired) {
      append(task.text(), 0, task.length());
    }
    join(syscall, paired, b, from, to);
    if (!reading.readWhole(syscall, joined, 0, length)) {
      return false;
    }
    task.leave();
    diary.orphanResumes += paired ? 0 : 1;
    boolean childSide = !paired && syscall.spawns() && reading.outcome().value() == 0;
    if (!childSide) {
      returned(task, syscall, line, time, startLine, startTime);
    }
    return true;
  }

  private void join(Syscall syscall, boolean paired, byte[] b, int from, int to) {
    int at = from;
    if (Bytes.startsWith(b, at, to, LOST)) {
      at += LOST.length - 1;
    }
    while (at < to && (b[at] == ' ' || b[at] == ',')) {
      at++;
    }
    while (length > 0 && (joined[length - 1] == ' ' || joined[length - 1] == ',')) {
      length--;
    }
    boolean closes = at < to && b[at] == ')';
    if (!paired && !closes) {
      for (int i = 0; i < syscall.entryArguments(); i++) {
        append('?');
        append(',');
      }
    }
    boolean results = at + 1 < to && b[at] == '=' && b[at + 1] == '>';
    if (results) {
      append(' ');
    } else if (length > 0 && !closes) {
      append(',');
    }
    append(b, at, to);
  }

  private void append(char c) {
    ensure(1);
    joined[length++] = (byte) c;
  }

  private void append(byte[] b, int from, int to) {
    ensure(to - from);
    System.arraycopy(b, from, joined, length, to - from);
    length += to - from;
  }

  private void ensure(int more) {
    if (joined.length < length + more + 8) {
      joined = java.util.Arrays.copyOf(joined, (length + more) * 2 + 8);
    }
  }

  private void returned(
      Task task, Syscall syscall, long line, long time, long startLine, long startTime) {
    Outcome outcome = reading.outcome();
    last = outcome;
    long duration = reading.duration();
    diary.durations |= duration >= 0;
    diary.outerNumbers |= outcome.outer() != 0;
    Call call = reading.call();
    if (call != null) {
      CallReturned event =
          new CallReturned(line, time, task.tid(), startLine, startTime, duration, call, outcome);
      if (syscall.spawns() || syscall.waits()) {
        hold(event);
      } else {
        emit(event);
      }
    }
    if (outcome.ok()) {
      nameAfter(task, syscall, call, line, time);
    }
  }

  /** Keeps an event back until the next line has shown whether its stack follows. */
  private void hold(CallReturned event) {
    flush();
    site.clear();
    held = event;
  }

  /** A task's name changes with a successful exec and with prctl(PR_SET_NAME). */
  private void nameAfter(Task task, Syscall syscall, @Nullable Call call, long line, long time) {
    String name = null;
    if (call instanceof Call.Exec exec && !exec.path().isEmpty()) {
      name = exec.path().substring(exec.path().lastIndexOf('/') + 1);
    } else if (syscall == Syscall.PRCTL) {
      name = reading.newName();
    }
    if (name == null || name.isEmpty()) {
      return;
    }
    name = name.substring(0, Math.min(LONGEST_COMM, name.length()));
    byte[] bytes = Bytes.ascii(name);
    task.rename(bytes, 0, bytes.length);
    emit(new TaskNamed(line, time, task.tid(), name));
  }

  /** The task ended inside a call, which therefore never returns. */
  void abandoned(Task task, long line, long time) {
    Syscall syscall = task.open();
    if (syscall == null) {
      return;
    }
    Call call = reading.entry(syscall, task.text(), 0, task.length());
    if (call != null) {
      emit(
          new CallReturned(
              line,
              time,
              task.tid(),
              task.startLine(),
              task.startTime(),
              -1,
              call,
              Outcome.of(Outcome.State.NEVER)));
    }
    task.leave();
  }
}

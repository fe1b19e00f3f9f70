package org.reapscope.traces.strace;

import org.jspecify.annotations.Nullable;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.TaskNamed;
import org.reapscope.traces.event.TaskSeen;
import org.reapscope.traces.scan.Bytes;

/**
 * Whose line it is and when it was written: the prefix of a line turned into a task and a time.
 *
 * <p>A task's first line makes it known. A task without a number gets one as soon as a line shows
 * which it must be.
 */
final class LineHead {
  /** Lines with a clock after which one without is no beginning of a call. */
  private static final int SURE = 3;

  private final Prefix prefix = new Prefix();
  private final Diary diary;
  private final CallEvents calls;
  private final Owners owners;
  private final Clock clock;
  private final EventSink sink;
  private @Nullable NamelessTask nameless;
  private long clockLines;
  private long time = ProcessEvent.NO_TIME;

  LineHead(Diary diary, CallEvents calls, Owners owners, Clock clock, EventSink sink) {
    this.diary = diary;
    this.calls = calls;
    this.owners = owners;
    this.clock = clock;
    this.sink = sink;
  }

  /** Reads the prefix of the line in the range; returns where its body begins. */
  int read(byte[] b, int from, int to) {
    prefix.read(b, from, to);
    return prefix.body();
  }

  /** Where the line's body begins. */
  int body() {
    return prefix.body();
  }

  /** Whether nothing stands before the body. */
  boolean isBare() {
    return prefix.tid() == 0 && !hasClock();
  }

  /** Whether every line of this log has a time, or its task's number as in a file. */
  boolean isPrefixed() {
    return clockLines > 0 || diary.pids && !diary.bracketedPids;
  }

  /** Whether the line lacks the time that those of this log have. */
  boolean lacksClock() {
    return !hasClock() && clockLines >= SURE;
  }

  private boolean hasClock() {
    return prefix.clock() != Clock.Kind.NONE;
  }

  /** Counts lines with the same prefix as the last, which were passed over. */
  void pass(long lines) {
    clockLines += hasClock() ? lines : 0;
  }

  /** Time of the line whose task was asked for last, or {@link ProcessEvent#NO_TIME}. */
  long time() {
    return time;
  }

  /** The task that ends with this number, null when it is not known. */
  @Nullable Task remove(int tid) {
    return owners.remove(tid);
  }

  /** Ends the log. */
  void end() {
    if (nameless != null) {
      diary.numberless = !nameless.settled();
      nameless.settle(0);
    }
    diary.openAtEnd += owners.openCalls();
    diary.backwards += clock.backwards();
  }

  /**
   * The task of the line; also takes the line's time and what the prefix shows.
   *
   * @param beginning whether a call begins on the line
   */
  Task task(byte[] b, long line, boolean beginning) {
    readTime(b);
    int tid = prefix.tid();
    Task task = owners.find(tid);
    if (task == null) {
      task = firstLine(tid, line, beginning);
    }
    if (prefix.commTo() > prefix.commFrom()) {
      diary.comms = true;
      name(task, line, b, prefix.commFrom(), prefix.commTo());
    }
    return task;
  }

  private void readTime(byte[] b) {
    if (prefix.clock() == Clock.Kind.NONE) {
      time = ProcessEvent.NO_TIME;
      return;
    }
    clockLines++;
    time = clock.read(prefix.clock(), b, prefix.timeFrom(), prefix.timeTo());
    diary.relativeToo |= prefix.relativeToo();
  }

  private Task firstLine(int tid, long line, boolean beginning) {
    diary.pids |= tid != 0;
    diary.bracketedPids |= prefix.bracketed();
    NamelessTask waiting = nameless;
    if (tid != 0 && waiting != null && !waiting.settled() && !waiting.isChild(tid)) {
      Task root = owners.nameless();
      if (root != null && beginning && root.open() != null) {
        // The task without a number is inside of a call: this one is its child (strace -q).
        waiting.child(tid);
      } else if (root != null) {
        settle(root, tid);
        return root;
      }
    }
    Task task = owners.add(tid);
    if (task.tid() == 0 && (waiting == null || waiting.settled())) {
      nameless = new NamelessTask(sink);
      calls.divert(nameless);
    }
    calls.emit(new TaskSeen(line, time, task.tid(), 0));
    return task;
  }

  /** Takes what a result says about the number of the task that has none yet. */
  void learn(Task task, Syscall syscall) {
    NamelessTask waiting = nameless;
    if (waiting == null || waiting.settled() || !calls.outcome().ok()) {
      return;
    }
    long value = calls.outcome().value();
    if (syscall.spawns()) {
      waiting.child(value);
    } else if (task.tid() == 0 && syscall.tellsOwnNumber() && value > 0) {
      settle(task, (int) Math.min(value, Integer.MAX_VALUE));
    }
  }

  /** The log says that this is the number of another task, 0 for none. */
  void announce(int tid) {
    if (nameless != null) {
      nameless.child(tid);
    }
  }

  private void settle(Task root, int tid) {
    calls.flush();
    owners.number(root, tid);
    NamelessTask waiting = nameless;
    if (waiting != null) {
      waiting.settle(tid);
    }
  }

  private void name(Task task, long line, byte[] b, int from, int to) {
    if (task.rename(b, from, to)) {
      calls.emit(new TaskNamed(line, time, task.tid(), Bytes.text(b, from, to)));
    }
  }
}

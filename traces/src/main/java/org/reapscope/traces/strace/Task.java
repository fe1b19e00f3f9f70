package org.reapscope.traces.strace;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.ProcessEvent;

/** A live task as far as the reader must remember it: its name and the call it is inside of. */
final class Task {
  private int tid;
  private byte[] comm = new byte[0];
  private @Nullable Syscall open;
  private byte[] text = new byte[0];
  private int length;
  private long startLine;
  private long startTime = ProcessEvent.NO_TIME;

  Task(int tid) {
    this.tid = tid;
  }

  /** The number in line prefixes; 0 while unknown. */
  int tid() {
    return tid;
  }

  void number(int known) {
    tid = known;
  }

  /** Takes a command name; false when it is the one already known. */
  boolean rename(byte[] b, int from, int to) {
    if (Arrays.equals(comm, 0, comm.length, b, from, to)) {
      return false;
    }
    comm = Arrays.copyOfRange(b, from, to);
    return true;
  }

  /** Remembers the start of a call, whose arguments so far are the range. */
  void enter(Syscall call, byte[] b, int from, int to, long line, long time) {
    open = call;
    length = to - from;
    if (text.length < length) {
      text = new byte[Math.max(64, length * 2)];
    }
    System.arraycopy(b, from, text, 0, length);
    startLine = line;
    startTime = time;
  }

  /** Takes over the call that another task was inside of. */
  void inherit(Task other) {
    if (other.open != null) {
      enter(other.open, other.text, 0, other.length, other.startLine, other.startTime);
    }
  }

  void leave() {
    open = null;
  }

  /** The call the task is inside of, or null. */
  @Nullable Syscall open() {
    return open;
  }

  byte[] text() {
    return text;
  }

  int length() {
    return length;
  }

  long startLine() {
    return startLine;
  }

  long startTime() {
    return startTime;
  }
}

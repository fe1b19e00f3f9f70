package org.reapscope.traces.ftrace;

import org.reapscope.traces.scan.Bytes;

/**
 * Finds {@code name=value} fields in an event's text.
 *
 * <p>Command names and paths may hold anything, even text that looks like a field, so a field is
 * looked for from the right.
 */
final class Field {
  static final byte[] FIRST_PID = Bytes.ascii("pid=");
  static final byte[] PID = Bytes.ascii(" pid=");
  static final byte[] OLD_PID = Bytes.ascii(" old_pid=");
  static final byte[] CHILD_PID = Bytes.ascii(" child_pid=");
  static final byte[] PARENT_PID = Bytes.ascii(" parent_pid=");
  static final byte[] COMM = Bytes.ascii("comm=");
  static final byte[] PARENT_COMM = Bytes.ascii("parent_comm=");
  static final byte[] CHILD_COMM = Bytes.ascii(" child_comm=");
  static final byte[] FILENAME = Bytes.ascii("filename=");
  static final byte[] CLONE_FLAGS = Bytes.ascii(" clone_flags=");
  static final byte[] GROUP_DEAD = Bytes.ascii(" group_dead=");
  static final byte[] SIG = Bytes.ascii("sig=");
  static final byte[] CODE = Bytes.ascii(" code=");
  static final byte[] RES = Bytes.ascii(" res=");
  static final byte[] RESULT = Bytes.ascii(" result=");
  static final byte[] RET = Bytes.ascii("ret=");
  static final byte[] NR = Bytes.ascii("NR ");

  /** PID_MAX_LIMIT of 64-bit kernels: no thread id is larger. */
  static final int LARGEST_PID = 1 << 22;

  private Field() {}

  /** Where the last field of this name has its value, or -1. */
  static int value(byte[] b, int from, int to, byte[] name) {
    for (int i = to - name.length; i >= from; i--) {
      if (b[i] == name[0] && Bytes.startsWith(b, i, to, name)) {
        return i + name.length;
      }
    }
    return -1;
  }

  /** A decimal field that stands before anything a program can name. */
  static long first(byte[] b, int from, int to, byte[] name) {
    int at = Bytes.indexOf(b, from, to, name);
    return at < 0 ? Bytes.MISSING : Bytes.number(b, at + name.length, to);
  }

  static long decimal(byte[] b, int from, int to, byte[] name) {
    int at = value(b, from, to, name);
    return at < 0 ? Bytes.MISSING : Bytes.number(b, at, to);
  }

  /** A field printed by {@code %lx}, with or without 0x. */
  static long hex(byte[] b, int from, int to, byte[] name) {
    int at = value(b, from, to, name);
    return at < 0 ? Bytes.MISSING : ArgumentText.hex(b, at, to);
  }

  /** A process or thread number, -1 when there is none or it cannot be one. */
  static int pid(byte[] b, int from, int to, byte[] name) {
    int at = value(b, from, to, name);
    if (at < 0) {
      return -1;
    }
    long pid = Bytes.number(b, at, to);
    return pid < 0 || pid > LARGEST_PID ? -1 : (int) pid;
  }

  /** What stands between {@code name} and the last {@code next}; empty when it is not there. */
  static String text(byte[] b, int from, int to, byte[] name, byte[] next) {
    int end = value(b, from, to, next) - next.length;
    if (end < from) {
      return "";
    }
    // The name opens the body, or follows a field that cannot hold it.
    int start = Bytes.startsWith(b, from, end, name) ? from : Bytes.indexOf(b, from, end, name);
    return start < 0 ? "" : Bytes.text(b, start + name.length, end);
  }
}

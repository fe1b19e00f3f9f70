package org.reapscope.traces.ftrace;

import org.reapscope.traces.scan.Bytes;

/** The name of a {@code name=value} field, in the form that it is looked for. */
final class Field {
  static final Field FIRST_PID = new Field("pid=");
  static final Field PID = new Field(" pid=");
  static final Field OLD_PID = new Field(" old_pid=");
  static final Field CHILD_PID = new Field(" child_pid=");
  static final Field PARENT_PID = new Field(" parent_pid=");
  static final Field COMM = new Field("comm=");
  static final Field PARENT_COMM = new Field("parent_comm=");
  static final Field CHILD_COMM = new Field(" child_comm=");
  static final Field FILENAME = new Field("filename=");
  static final Field CLONE_FLAGS = new Field(" clone_flags=");
  static final Field GROUP_DEAD = new Field(" group_dead=");
  static final Field SIG = new Field("sig=");
  static final Field CODE = new Field(" code=");
  static final Field RES = new Field(" res=");
  static final Field RESULT = new Field(" result=");
  static final Field RET = new Field("ret=");

  /** PID_MAX_LIMIT of 64-bit kernels: no thread id is larger. */
  static final int LARGEST_PID = 1 << 22;

  private static final int WORD = 8;

  private final byte[] name;
  private final long tail;
  private final long tailBytes;

  private Field(String text) {
    name = Bytes.ascii(text);
    int length = Math.min(WORD, name.length);
    tailBytes = -1L << 64 - 8 * length;
    long word = 0;
    for (int i = name.length - length; i < name.length; i++) {
      word = word >>> 8 | (long) name[i] << 56;
    }
    tail = word;
  }

  /** Bytes of the name with its equals sign, and the blank that must stand before it. */
  int length() {
    return name.length;
  }

  /**
   * True when the name ends at {@code end} and begins at or behind {@code from}.
   *
   * @param before the eight bytes before {@code end}
   */
  boolean ends(byte[] b, int from, int end, long before) {
    int start = end - name.length;
    return (before & tailBytes) == tail
        && start >= from
        && (name.length <= WORD || Bytes.startsWith(b, start, end, name));
  }
}

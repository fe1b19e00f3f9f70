package org.reapscope.traces.ftrace;

import java.util.Arrays;
import org.reapscope.traces.event.Call;

/** The arguments of one system call as raw register values; reused from call to call. */
public final class Arguments {
  /** An argument that the record does not show. */
  public static final long MISSING = Long.MIN_VALUE;

  /** System calls take at most this many. */
  public static final int MOST = 6;

  private final long[] values = new long[MOST];
  private String text = "";

  /** Forgets all values. */
  public void clear() {
    Arrays.fill(values, MISSING);
    text = "";
  }

  /** Sets the argument at {@code index}; indexes past the last register are ignored. */
  public void set(int index, long value) {
    if (index < MOST) {
      values[index] = value;
    }
  }

  /** Sets the string that the first argument points to. */
  public void text(String string) {
    text = string;
  }

  /** The string that the first argument points to, empty when not shown. */
  String text() {
    return text;
  }

  /** True when the argument is shown and zero: a null pointer. */
  boolean isNull(int index) {
    return values[index] == 0;
  }

  /** The whole register, or {@link #MISSING}. */
  long wide(int index) {
    return values[index];
  }

  /**
   * The argument as the kernel's int: registers may hold the upper half of something else, so
   * {@code ffffffff} and {@code ffffffffffffffff} are both -1. {@link Call#UNKNOWN} when not shown.
   */
  int number(int index) {
    return values[index] == MISSING ? Call.UNKNOWN : (int) values[index];
  }
}

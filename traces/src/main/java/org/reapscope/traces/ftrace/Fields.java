package org.reapscope.traces.ftrace;

import java.util.Arrays;
import org.reapscope.traces.scan.Bytes;

/**
 * The {@code name=value} fields of one event's text; reused from event to event.
 *
 * <p>One pass finds the equals signs, and a field is then looked for at these alone. Command names
 * and paths may hold anything, even text that looks like a field: so a field is the last one of its
 * name, unless it stands before anything that a program can name.
 */
final class Fields {
  private static final int WORD = 8;

  private final NameCache names = new NameCache();

  /** The places behind the equals signs, and the eight bytes before each. */
  private int[] ends = new int[16];

  private long[] befores = new long[16];
  private int count;
  private byte[] b = new byte[0];
  private int from;
  private int to;

  /** Takes the fields of a text; eight bytes can be read past its end. */
  void read(byte[] bytes, int start, int stop) {
    b = bytes;
    from = start;
    to = stop;
    count = 0;
    for (int at = start; at < stop; at += WORD) {
      long signs = Bytes.places(Bytes.word(bytes, at), '=');
      for (; signs != 0; signs &= signs - 1) {
        int end = at + (Long.numberOfTrailingZeros(signs) >>> 3) + 1;
        if (end > stop) {
          return;
        }
        add(end);
      }
    }
  }

  private void add(int end) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
      befores = Arrays.copyOf(befores, count * 2);
    }
    ends[count] = end;
    befores[count++] = end < WORD ? Bytes.word(b, 0) << 64 - 8 * end : Bytes.word(b, end - WORD);
  }

  /** Where the last field of this name has its value, or -1. */
  int value(Field field) {
    for (int i = count - 1; i >= 0; i--) {
      if (field.ends(b, from, ends[i], befores[i])) {
        return ends[i];
      }
    }
    return -1;
  }

  private int firstValue(Field field) {
    for (int i = 0; i < count; i++) {
      if (field.ends(b, from, ends[i], befores[i])) {
        return ends[i];
      }
    }
    return -1;
  }

  /** A decimal field that stands before anything a program can name. */
  long first(Field field) {
    int at = firstValue(field);
    return at < 0 ? Bytes.MISSING : Bytes.number(b, at, to);
  }

  long decimal(Field field) {
    int at = value(field);
    return at < 0 ? Bytes.MISSING : Bytes.number(b, at, to);
  }

  /** A field printed by {@code %lx}, with or without 0x. */
  long hex(Field field) {
    int at = value(field);
    return at < 0 ? Bytes.MISSING : ArgumentText.hex(b, at, to);
  }

  /** A process or thread number, -1 when there is none or it cannot be one. */
  int pid(Field field) {
    long pid = decimal(field);
    return pid < 0 || pid > Field.LARGEST_PID ? -1 : (int) pid;
  }

  /** What stands between {@code field} and the last {@code next}; empty when it is not there. */
  String text(Field field, Field next) {
    int end = value(next) - next.length();
    // The name opens the text, or follows a field that cannot hold it.
    int start = firstValue(field);
    return start < 0 || start > end ? "" : names.of(b, start, end);
  }
}

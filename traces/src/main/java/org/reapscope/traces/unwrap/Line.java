package org.reapscope.traces.unwrap;

import java.util.Arrays;
import org.reapscope.traces.scan.Bytes;

/** One line on its way to the reader: a range that wrappings make shorter or replace. */
final class Line {
  private byte[] bytes = new byte[0];
  private int from;
  private int to;
  private boolean open;

  /** Looks at the range, which is not copied. */
  void set(byte[] b, int start, int end) {
    bytes = b;
    from = start;
    to = end;
    open = false;
  }

  /** Replaces the text. */
  void replace(byte[] text, int length) {
    bytes = text;
    from = 0;
    to = length;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int length() {
    return to - from;
  }

  /** True when nothing but blanks is left. */
  boolean blank() {
    return Bytes.skipBlanks(bytes, from, to) == to;
  }

  /** The byte at {@code at}, 0 past the end. */
  byte at(int at) {
    return at < to && at >= from ? bytes[at] : 0;
  }

  /** Takes off everything before {@code at}. */
  void begin(int at) {
    from = Math.min(at, to);
  }

  /** Takes off everything from {@code at} on. */
  void end(int at) {
    to = Math.max(at, from);
  }

  /** Says that the next line is the rest of this one. */
  void leaveOpen() {
    open = true;
  }

  /** True when the next line is the rest of this one. */
  boolean open() {
    return open;
  }

  boolean startsWith(int at, byte[] word) {
    return at <= to && Bytes.startsWith(bytes, at, to, word);
  }

  byte[] copy() {
    return Arrays.copyOfRange(bytes, from, to);
  }
}

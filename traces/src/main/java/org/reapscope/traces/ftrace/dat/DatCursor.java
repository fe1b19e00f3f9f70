package org.reapscope.traces.ftrace.dat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.reapscope.traces.TraceException;

/** Reads numbers and strings of a trace.dat one after the other, in the file's byte order. */
final class DatCursor {
  private static final int WINDOW = 1 << 12;
  private static final int LONGEST_STRING = 1 << 12;
  private static final int LARGEST_BLOCK = 1 << 26;

  private final SpooledInput input;
  private final boolean bigEndian;
  private byte[] window = new byte[0];
  private long windowAt;
  private long position;

  DatCursor(SpooledInput input, boolean bigEndian, long position) {
    this.input = input;
    this.bigEndian = bigEndian;
    this.position = position;
  }

  /** The bytes of a section, read as a file of their own. */
  static DatCursor of(byte[] section, boolean bigEndian) {
    return new DatCursor(SpooledInput.of(section), bigEndian, 0);
  }

  long position() {
    return position;
  }

  void position(long place) {
    position = place;
  }

  int u1() throws IOException {
    long at = position - windowAt;
    if (at < 0 || at >= window.length) {
      window = input.read(position, WINDOW);
      windowAt = position;
      at = 0;
      if (window.length == 0) {
        throw new TraceException(
            "The trace.dat is cut: it ends at byte " + input.size() + ", inside its tables.");
      }
    }
    position++;
    return window[(int) at] & 0xff;
  }

  int u2() throws IOException {
    return (int) number(2);
  }

  long u4() throws IOException {
    return number(4);
  }

  long u8() throws IOException {
    return number(8);
  }

  private long number(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      long next = u1();
      value = bigEndian ? value << 8 | next : value | next << 8 * i;
    }
    return value;
  }

  /** A string up to its closing zero byte. */
  String string() throws IOException {
    StringBuilder out = new StringBuilder();
    for (int c = u1(); c != 0; c = u1()) {
      if (out.length() == LONGEST_STRING) {
        throw new TraceException(
            "The trace.dat is damaged: no string can be as long as that at byte "
                + (position - LONGEST_STRING)
                + ".");
      }
      out.append((char) c);
    }
    return out.toString();
  }

  /** A block of this many bytes. */
  byte[] block(long length) throws IOException {
    if (length < 0 || length > LARGEST_BLOCK) {
      throw new TraceException(
          "The trace.dat is damaged: a table of " + length + " bytes at byte " + position + ".");
    }
    byte[] bytes = input.read(position, (int) length);
    if (bytes.length < length) {
      throw new TraceException(
          "The trace.dat is cut: a table of "
              + length
              + " bytes begins at byte "
              + position
              + " of "
              + input.size()
              + ".");
    }
    position += length;
    return bytes;
  }

  /** A block of text. */
  String text(long length) throws IOException {
    return new String(block(length), StandardCharsets.ISO_8859_1);
  }
}

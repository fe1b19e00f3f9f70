package org.reapscope.traces;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Predicate;

/** A stream whose first bytes can be looked at before they are read. */
final class PeekedInput extends FilterInputStream {
  private final byte[] head;
  private final int length;
  private int position;

  /** Reads up to {@code limit} bytes ahead. */
  PeekedInput(InputStream in, int limit) throws IOException {
    this(in, limit, head -> false);
  }

  /** The same, but for less once that is {@code enough}. */
  PeekedInput(InputStream in, int limit, Predicate<byte[]> enough) throws IOException {
    super(in);
    byte[] bytes = new byte[limit];
    int count = 0;
    int read;
    do {
      read = in.read(bytes, count, limit - count);
      count += Math.max(0, read);
    } while (read >= 0 && count < limit && !enough.test(Arrays.copyOf(bytes, count)));
    length = count;
    head = Arrays.copyOf(bytes, length);
  }

  /** The bytes read ahead. */
  byte[] head() {
    return head;
  }

  @Override
  public int read() throws IOException {
    return position < length ? head[position++] & 0xff : super.read();
  }

  @Override
  public int read(byte[] b, int offset, int count) throws IOException {
    if (position >= length) {
      return super.read(b, offset, count);
    }
    int taken = Math.min(count, length - position);
    System.arraycopy(head, position, b, offset, taken);
    position += taken;
    return taken;
  }

  @Override
  public int available() throws IOException {
    return length - position + super.available();
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}

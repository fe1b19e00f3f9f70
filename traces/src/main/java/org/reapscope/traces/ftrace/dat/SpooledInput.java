package org.reapscope.traces.ftrace.dat;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A whole input with access at any place: small ones stay in memory, large ones go to a temporary
 * file, since trace.dat keeps its table of contents behind its data.
 */
final class SpooledInput implements Closeable {
  private static final int IN_MEMORY = 1 << 24;

  private final byte[] memory;
  private final @Nullable FileChannel file;
  private final long size;

  private SpooledInput(byte[] memory, @Nullable FileChannel file, long size) {
    this.memory = memory;
    this.file = file;
    this.size = size;
  }

  /** Bytes that are in memory already. */
  static SpooledInput of(byte[] bytes) {
    return new SpooledInput(bytes, null, bytes.length);
  }

  /** Takes in everything that {@code in} has, and closes it. */
  static SpooledInput of(InputStream in) throws IOException {
    try (in) {
      byte[] head = in.readNBytes(IN_MEMORY);
      if (head.length < IN_MEMORY) {
        return new SpooledInput(head, null, head.length);
      }
      Path path = Files.createTempFile("reapscope", ".dat");
      FileChannel channel =
          FileChannel.open(
              path,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
      try {
        return new SpooledInput(new byte[0], channel, copy(head, in, channel));
      } catch (IOException e) {
        channel.close();
        throw e;
      }
    }
  }

  private static long copy(byte[] head, InputStream in, FileChannel to) throws IOException {
    long size = write(head, head.length, to);
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      size += write(buffer, read, to);
    }
    return size;
  }

  private static int write(byte[] bytes, int length, FileChannel to) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
    return length;
  }

  /** Bytes in all. */
  long size() {
    return size;
  }

  /** The bytes from {@code position} on, fewer than {@code length} at the end of the input. */
  byte[] read(long position, int length) throws IOException {
    if (position < 0 || position >= size || length <= 0) {
      return new byte[0];
    }
    int count = (int) Math.min(length, size - position);
    if (file == null) {
      return Arrays.copyOfRange(memory, (int) position, (int) position + count);
    }
    ByteBuffer buffer = ByteBuffer.allocate(count);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, position + buffer.position()) < 0) {
        break;
      }
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}

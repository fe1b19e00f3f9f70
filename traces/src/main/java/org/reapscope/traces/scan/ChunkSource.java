package org.reapscope.traces.scan;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * Cuts a byte stream into chunks of whole lines. A line longer than {@link LineReader#MAX_LINE} is
 * cut there and gets a chunk of its own; the rest of it is skipped.
 */
final class ChunkSource implements Closeable {
  /** Room for the longest line with its newline: small enough to stay in a processor's cache. */
  static final int CAPACITY = LineReader.MAX_LINE + 1;

  private final InputStream in;
  private final int capacity;
  private final byte[] carried;
  private int carriedLength;
  private boolean skipping;
  private boolean eof;

  /** Reads {@code in}, which is closed with this source, in chunks of {@code capacity} bytes. */
  ChunkSource(InputStream in, int capacity) {
    this.in = in;
    this.capacity = capacity;
    this.carried = new byte[capacity];
  }

  /** A chunk of the size that this source fills. */
  Chunk newChunk() {
    return new Chunk(capacity);
  }

  /**
   * Fills a chunk with the next lines: with what there is to be read now, a line at least, so that
   * a log that is still being written is not held back. False at the end of the input.
   */
  boolean fill(Chunk chunk) throws IOException {
    byte[] bytes = chunk.bytes;
    chunk.cut = false;
    int length = carriedLength;
    System.arraycopy(carried, 0, bytes, 0, length);
    carriedLength = 0;
    if (skipping) {
      length = skipRest(bytes, length);
    }
    int newline = Bytes.lastNewline(bytes, 0, length);
    while (!eof && length < capacity && (newline < 0 || in.available() > 0)) {
      int read = in.read(bytes, length, capacity - length);
      if (read < 0) {
        eof = true;
      } else {
        int last = Bytes.lastNewline(bytes, length, length + read);
        newline = last < 0 ? newline : last;
        length += read;
      }
    }
    if (newline >= 0) {
      chunk.length = newline + 1;
      carriedLength = length - chunk.length;
      System.arraycopy(bytes, chunk.length, carried, 0, carriedLength);
    } else if (length == capacity) {
      chunk.cut = true;
      chunk.length = capacity - 1;
      skipping = true;
    } else {
      chunk.length = length;
    }
    return chunk.length > 0;
  }

  /** Drops what is left of an overlong line; returns how many bytes stand after it. */
  private int skipRest(byte[] bytes, int filled) throws IOException {
    int length = filled;
    skipping = false;
    while (true) {
      int newline = Bytes.newline(bytes, 0, length);
      if (newline >= 0) {
        System.arraycopy(bytes, newline + 1, bytes, 0, length - newline - 1);
        return length - newline - 1;
      }
      length = in.read(bytes, 0, capacity);
      if (length < 0) {
        eof = true;
        return 0;
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

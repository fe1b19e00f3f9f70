package org.reapscope.traces.scan;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a byte stream into lines inside one reused buffer.
 *
 * <p>After {@link #next()} the line is {@code buffer()[start() .. end())}, without its newline and
 * without a carriage return before it. At least eight readable bytes follow {@code end()} so that
 * callers may load words past it. A line longer than {@link #MAX_LINE} is cut there; the rest of it
 * is skipped and {@link #cut()} is true.
 */
public final class LineReader implements Closeable {
  /** Longest line kept, in bytes. */
  public static final int MAX_LINE = 1 << 18;

  private static final int SLACK = 16;
  private static final int MOST = (1 << 20) + SLACK;

  private final InputStream in;
  private byte[] buffer;
  private int position;
  private int limit;
  private boolean eof;
  private int start;
  private int end;
  private long line;
  private boolean cut;
  private boolean terminated;

  /** Reads lines of {@code in}, which is closed with this reader. */
  public LineReader(InputStream in) {
    this(in, MOST - SLACK);
  }

  /** The same with a buffer of {@code capacity} bytes at first, which grows with the lines. */
  public LineReader(InputStream in, int capacity) {
    this.in = in;
    this.buffer = new byte[capacity + SLACK];
  }

  /** Moves to the next line; false at the end of the input. */
  public boolean next() throws IOException {
    cut = false;
    int scanned = position;
    while (true) {
      int newline = Bytes.newline(buffer, scanned, limit);
      if (newline >= 0) {
        take(newline);
        position = newline + 1;
        terminated = true;
        return true;
      }
      if (limit - position > MAX_LINE) {
        return takeCut();
      }
      scanned = limit;
      int before = position;
      if (!fill()) {
        if (position == limit) {
          return false;
        }
        take(limit);
        position = limit;
        terminated = false;
        return true;
      }
      scanned -= before - position;
    }
  }

  private void take(int newline) {
    start = position;
    end = newline > start && buffer[newline - 1] == '\r' ? newline - 1 : newline;
    line++;
  }

  /** Keeps the head of an overlong line at the buffer's front and skips the rest of it. */
  private boolean takeCut() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, MAX_LINE);
    int from = position + MAX_LINE;
    start = 0;
    end = MAX_LINE;
    line++;
    cut = true;
    terminated = true;
    while (true) {
      int newline = Bytes.newline(buffer, from, limit);
      if (newline >= 0) {
        position = newline + 1;
        return true;
      }
      int read = eof ? -1 : in.read(buffer, MAX_LINE + SLACK, buffer.length - MAX_LINE - 2 * SLACK);
      if (read < 0) {
        eof = true;
        position = limit;
        return true;
      }
      from = MAX_LINE + SLACK;
      limit = from + read;
    }
  }

  /** Moves what is left to the front and reads more; false at the end of the input. */
  private boolean fill() throws IOException {
    if (eof) {
      return false;
    }
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      position = 0;
    }
    if (limit == buffer.length - SLACK) {
      buffer = Arrays.copyOf(buffer, Math.min(MOST, buffer.length * 2));
    }
    int read = in.read(buffer, limit, buffer.length - SLACK - limit);
    if (read < 0) {
      eof = true;
      return false;
    }
    limit += read;
    return true;
  }

  /** The buffer that holds the current line; valid until the next call of {@link #next()}. */
  public byte[] buffer() {
    return buffer;
  }

  /** First byte of the current line. */
  public int start() {
    return start;
  }

  /** One past the last byte of the current line. */
  public int end() {
    return end;
  }

  /** Number of the current line, from 1. */
  public long line() {
    return line;
  }

  /** True when the current line was longer than {@link #MAX_LINE}. */
  public boolean cut() {
    return cut;
  }

  /** False when the current line is the last and has no newline. */
  public boolean terminated() {
    return terminated;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

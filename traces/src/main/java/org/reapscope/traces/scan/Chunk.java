package org.reapscope.traces.scan;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Some whole lines of a log in a buffer of their own, and which of them have to be read. */
final class Chunk {
  private static final int SLACK = 16;

  /** After so many lines it shows whether judging the others is worth while. */
  private static final int PROBE = 128;

  final byte[] bytes;

  /** Bytes filled. */
  int length;

  /** True when it holds nothing but the head of an overlong line. */
  boolean cut;

  /** True when nothing comes after the chunk before it. */
  boolean end;

  private final Semaphore sifted = new Semaphore(0);
  private @Nullable Throwable failure;
  private int lines;
  private int kept;
  private int[] starts = new int[512];
  private int[] ends = new int[512];
  private int[] ordinals = new int[512];

  /** A chunk of up to {@code capacity} bytes. */
  Chunk(int capacity) {
    bytes = new byte[capacity + SLACK];
  }

  /**
   * Finds the lines that {@code sieve} keeps. Where the first lines show that it would keep most,
   * as in a log of process calls only, the others are kept unseen: reading them costs less.
   */
  void sift(Sieve sieve) {
    sieve.begin();
    lines = 0;
    kept = 0;
    int start = 0;
    int previousStart = 0;
    int previousEnd = 0;
    while (start < length) {
      int newline = Bytes.newline(bytes, start, length);
      int next = newline < 0 ? length : newline + 1;
      int stop = newline < 0 ? length : newline;
      if (stop > start && bytes[stop - 1] == '\r' && !cut) {
        stop--;
      }
      lines++;
      if (lines == PROBE && kept > PROBE / 2) {
        lines--;
        keepFrom(start, previousStart, previousEnd);
        return;
      }
      Sieve.Verdict verdict = sieve.judge(bytes, start, stop);
      if (verdict == Sieve.Verdict.KEEP_WITH_PREVIOUS && lines > 1 && !keptLast(lines - 1)) {
        keep(previousStart, previousEnd, lines - 1);
      }
      if (verdict != Sieve.Verdict.PASS || lines == 1 || next >= length) {
        keep(start, stop, lines);
      }
      previousStart = start;
      previousEnd = stop;
      start = next;
    }
  }

  /** Keeps all lines from {@code start} on, and the one before, which they may need. */
  private void keepFrom(int start, int previousStart, int previousEnd) {
    if (!keptLast(lines)) {
      keep(previousStart, previousEnd, lines);
    }
    int at = start;
    while (at < length) {
      int newline = Bytes.newline(bytes, at, length);
      int stop = newline < 0 ? length : newline;
      keep(at, stop > at && bytes[stop - 1] == '\r' ? stop - 1 : stop, ++lines);
      at = stop + 1;
    }
  }

  private boolean keptLast(int ordinal) {
    return kept > 0 && ordinals[kept - 1] == ordinal;
  }

  private void keep(int start, int stop, int ordinal) {
    if (kept == starts.length) {
      starts = Arrays.copyOf(starts, kept * 2);
      ends = Arrays.copyOf(ends, kept * 2);
      ordinals = Arrays.copyOf(ordinals, kept * 2);
    }
    starts[kept] = start;
    ends[kept] = stop;
    ordinals[kept++] = ordinal;
  }

  /** Lines in the chunk. */
  int lines() {
    return lines;
  }

  /** Lines that have to be read. */
  int kept() {
    return kept;
  }

  int start(int index) {
    return starts[index];
  }

  int end(int index) {
    return ends[index];
  }

  /** Place of a kept line among the chunk's lines, from 1. */
  int ordinal(int index) {
    return ordinals[index];
  }

  /** Whether a kept line ends with a newline, or was cut before it. */
  boolean terminated(int index) {
    return cut || index < kept - 1 || bytes[length - 1] == '\n';
  }

  /** Hands the chunk to whoever waits for it; with {@code why} when it could not be made. */
  void ready(@Nullable Throwable why) {
    failure = why;
    sifted.release();
  }

  /** Waits until the chunk is sifted; throws what kept it from being made. */
  void await() throws IOException, InterruptedException {
    sifted.acquire();
    Throwable why = failure;
    failure = null;
    if (why instanceof IOException unreadable) {
      throw unreadable;
    } else if (why instanceof Error error) {
      throw error;
    } else if (why instanceof RuntimeException fault) {
      throw fault;
    }
  }
}

package org.reapscope.traces.scan;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a log that a reader has to see; the others are counted and passed over.
 *
 * <p>As with {@link LineReader} the line is {@code buffer()[start() .. end())} and eight readable
 * bytes follow it. An input of more than one chunk is read and sifted on threads of its own, ahead
 * of the caller; what the caller gets does not depend on how many there are.
 */
public final class SiftedLines implements Closeable {
  private static final int MOST_THREADS = 4;

  private final ChunkSource source;
  private final Supplier<Sieve> sieves;
  private final int threads;
  private @Nullable Sifters sifters;
  private @Nullable Sieve own;
  private Chunk chunk;
  private boolean begun;
  private boolean ended;
  private int index = -1;
  private long before;
  private long line;
  private long passed;

  /**
   * Reads {@code in}, which is closed with this object, ahead on as many threads as there are
   * processors besides the caller's.
   */
  public SiftedLines(InputStream in, Supplier<Sieve> sieves) {
    this(in, sieves, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors() - 1));
  }

  /** The same on this many threads, 0 for the caller's own. */
  public SiftedLines(InputStream in, Supplier<Sieve> sieves, int threads) {
    this(in, sieves, threads, ChunkSource.CAPACITY);
  }

  /** The same with chunks of this many bytes: a longer line is cut. */
  public SiftedLines(InputStream in, Supplier<Sieve> sieves, int threads, int capacity) {
    this.source = new ChunkSource(in, capacity);
    this.sieves = sieves;
    this.threads = threads;
    this.chunk = source.newChunk();
  }

  /** Moves to the next line that has to be read; false at the end of the input. */
  public boolean next() throws IOException {
    while (!ended) {
      if (++index < chunk.kept()) {
        long here = before + chunk.ordinal(index);
        passed = here - line - 1;
        line = here;
        return true;
      }
      before += chunk.lines();
      index = -1;
      fetch();
    }
    return false;
  }

  private void fetch() throws IOException {
    Sifters crew = sifters;
    if (crew == null && begun && threads > 0) {
      crew = new Sifters(source, threads, sieves);
      sifters = crew;
      chunk = crew.next();
    } else if (crew != null) {
      crew.giveBack(chunk);
      chunk = crew.next();
    } else {
      chunk.end = !source.fill(chunk);
      chunk.sift(sieve());
      begun = true;
    }
    ended = chunk.end;
  }

  private Sieve sieve() {
    Sieve sieve = own;
    if (sieve == null) {
      sieve = sieves.get();
      own = sieve;
    }
    return sieve;
  }

  /** The buffer that holds the current line; valid until the next call of {@link #next()}. */
  public byte[] buffer() {
    return chunk.bytes;
  }

  /** First byte of the current line. */
  public int start() {
    return chunk.start(index);
  }

  /** One past the last byte of the current line. */
  public int end() {
    return chunk.end(index);
  }

  /** Number of the current line, from 1; those passed over count too. */
  public long line() {
    return line;
  }

  /** Lines passed over just before the current one. */
  public long passed() {
    return passed;
  }

  /** True when the current line was longer than {@link LineReader#MAX_LINE}. */
  public boolean cut() {
    return chunk.cut;
  }

  /** False when the current line is the last and has no newline. */
  public boolean terminated() {
    return chunk.terminated(index);
  }

  @Override
  public void close() throws IOException {
    Sifters crew = sifters;
    if (crew != null) {
      crew.close();
    }
    source.close();
  }
}

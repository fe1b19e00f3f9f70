package org.reapscope.traces.scan;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/**
 * Threads that read a log ahead of whoever takes its lines.
 *
 * <p>Whichever thread has an empty chunk fills it from the input, one at a time, and gives it its
 * place in the queue before it sifts it: so chunks are sifted side by side and still come out in
 * the order of the log. Memory is bounded by the number of chunks that go round.
 */
final class Sifters implements Closeable {
  /** Chunks for each thread: one being sifted, others waiting for the reader. */
  private static final int CHUNKS_EACH = 4;

  private final ChunkSource source;
  private final BlockingQueue<Chunk> empty = new LinkedBlockingQueue<>();
  private final BlockingQueue<Chunk> ordered = new LinkedBlockingQueue<>();
  private final List<Thread> threads = new ArrayList<>();

  Sifters(ChunkSource source, int count, Supplier<Sieve> sieves) {
    this.source = source;
    for (int i = 0; i < count * CHUNKS_EACH; i++) {
      empty.add(source.newChunk());
    }
    for (int i = 0; i < count; i++) {
      Sieve sieve = sieves.get();
      Thread thread = new Thread(() -> work(sieve), "sift-" + (i + 1));
      // An interrupt of the program must not wait for an input that never ends.
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  private void work(Sieve sieve) {
    try {
      while (true) {
        Chunk chunk = empty.take();
        Throwable failure = null;
        synchronized (source) {
          try {
            chunk.end = !source.fill(chunk);
          } catch (IOException | RuntimeException unreadable) {
            failure = unreadable;
            chunk.end = true;
          }
          ordered.add(chunk);
        }
        if (!chunk.end) {
          try {
            chunk.sift(sieve);
          } catch (RuntimeException | Error fault) {
            failure = fault;
            chunk.end = true;
          }
        }
        chunk.ready(failure);
        if (chunk.end) {
          return;
        }
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next chunk of the log; one that is the end holds no lines. */
  Chunk next() throws IOException {
    try {
      Chunk chunk = ordered.take();
      chunk.await();
      return chunk;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    }
  }

  /** Takes a chunk back whose lines have been read. */
  void giveBack(Chunk chunk) {
    empty.add(chunk);
  }

  @Override
  public void close() throws IOException {
    for (Thread thread : threads) {
      thread.interrupt();
    }
  }
}

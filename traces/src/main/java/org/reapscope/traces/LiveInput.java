package org.reapscope.traces;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.scan.ChunkedInput;

/**
 * The bytes of a log that is still being written. Whoever reads them is told the time: a beat comes
 * every {@link #BEAT}, from within {@link #read}, so on the reader's own thread and never inside a
 * line's work, whether bytes come or not.
 */
public final class LiveInput extends ChunkedInput {
  /** Time between two beats, in nanoseconds. */
  public static final long BEAT = 250_000_000L;

  /** How long a writer that does not stop is listened to after the end was asked for. */
  private static final long AFTER_END = 1_000_000_000L;

  private static final int CHUNK = 1 << 16;
  private static final int CHUNKS = 16;
  private static final byte[] END = new byte[0];

  private final InputStream source;
  private final BooleanSupplier over;
  private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(CHUNKS);
  private boolean ended;
  private long lastBeat = System.nanoTime();
  private long endAt = Long.MAX_VALUE;
  private @Nullable Runnable beat;
  private volatile @Nullable IOException failure;

  /**
   * Begins to read.
   *
   * @param over whether to end once nothing more is there; asked at every beat
   */
  public LiveInput(InputStream source, BooleanSupplier over) {
    this.source = source;
    this.over = over;
    Thread reader = new Thread(this::listen, "live input");
    reader.setDaemon(true);
    reader.start();
  }

  /** Who is told each beat. */
  public void onBeat(Runnable told) {
    beat = told;
  }

  private void listen() {
    try {
      byte[] bytes = new byte[CHUNK];
      int count;
      while ((count = source.read(bytes, 0, CHUNK)) >= 0) {
        if (count > 0) {
          chunks.put(Arrays.copyOf(bytes, count));
        }
      }
      chunks.put(END);
    } catch (IOException failed) {
      failure = failed;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected boolean fetch() throws IOException {
    if (ended) {
      return false;
    }
    next();
    return true;
  }

  /** Waits for the next bytes, until the next beat at most. */
  private void next() throws IOException {
    long now = System.nanoTime();
    if (now - lastBeat >= BEAT) {
      lastBeat = now;
      if (beat != null) {
        beat.run();
      }
      if (endAt == Long.MAX_VALUE && over.getAsBoolean()) {
        endAt = now + AFTER_END;
      }
    }
    boolean more = await(BEAT - (now - lastBeat));
    ended |= !more && endAt != Long.MAX_VALUE || now > endAt;
    if (!more && failure != null) {
      throw failure;
    }
  }

  /** Whether bytes, or the end, came within this time. */
  private boolean await(long nanoseconds) {
    try {
      byte[] came = chunks.poll(nanoseconds, TimeUnit.NANOSECONDS);
      if (came == null) {
        return false;
      }
      hold(came);
      ended = came == END;
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      ended = true;
      return false;
    }
  }

  /** Whether nothing is there to be read and nothing comes within a beat. */
  boolean rests() {
    return isDrained() && !ended && !await(BEAT);
  }

  @Override
  public void close() throws IOException {
    ended = true;
    source.close();
  }
}

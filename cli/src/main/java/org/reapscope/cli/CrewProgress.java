package org.reapscope.cli;

import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows on a terminal how much of a run over many traces is done, and how long it will take. */
final class CrewProgress implements AutoCloseable {
  private static final int WIDTH = 24;
  private static final long NANOS_BETWEEN_SIGNS = 100_000_000L;
  private static final long SECOND = 1_000_000_000L;

  private final Console console;
  private final boolean shown;
  private final LongSupplier nanos;
  private final int traces;
  private final long bytes;
  private final long began;
  private long lastSign;
  private int tracesDone;
  private long bytesDone;

  /**
   * Begins at nothing.
   *
   * @param sizes bytes of each trace as stored
   */
  CrewProgress(Console console, boolean quiet, long[] sizes) {
    this(console, quiet, sizes, System::nanoTime);
  }

  CrewProgress(Console console, boolean quiet, long[] sizes, LongSupplier nanos) {
    this.console = console;
    this.shown = console.errTerminal() && !quiet;
    this.nanos = nanos;
    this.traces = sizes.length;
    long sum = 0;
    for (long size : sizes) {
      sum += size;
    }
    this.bytes = sum;
    this.began = nanos.getAsLong();
    this.lastSign = began - NANOS_BETWEEN_SIGNS;
  }

  /** One more is done, of so many bytes. */
  synchronized void done(long size) {
    tracesDone++;
    bytesDone += size;
    long now = nanos.getAsLong();
    if (shown && now - lastSign >= NANOS_BETWEEN_SIGNS) {
      lastSign = now;
      console.err().print("\r\033[K" + sign(now - began));
      console.err().flush();
    }
  }

  private String sign(long spent) {
    double part = bytes == 0 ? 1.0 * tracesDone / traces : Math.min(1, 1.0 * bytesDone / bytes);
    int full = (int) (part * WIDTH);
    double rate = 1.0 * tracesDone * SECOND / Math.max(1, spent);
    long left = part == 0 ? 0 : Math.round(spent / part * (1 - part) / SECOND);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3.0f %%  %,d of %,d traces, %,.0f a second, %d:%02d left",
        "=".repeat(full),
        " ".repeat(WIDTH - full),
        100 * part,
        tracesDone,
        traces,
        rate,
        left / 60,
        left % 60);
  }

  /** Takes the sign away. */
  @Override
  public synchronized void close() {
    if (shown) {
      console.err().print("\r\033[K");
      console.err().flush();
    }
  }
}

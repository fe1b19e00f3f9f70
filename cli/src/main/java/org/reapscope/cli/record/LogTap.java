package org.reapscope.cli.record;

import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.reapscope.traces.scan.ChunkedInput;

/**
 * A second reader's view of a log while it is recorded. The recording never waits for that reader:
 * one that falls too far behind hears no more.
 */
public final class LogTap extends ChunkedInput {
  /** Chunks kept for a reader that is behind; 16 MB at most. */
  private static final int MOST = 256;

  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();
  private boolean ended;
  private volatile boolean overrun;

  /** Hands over the next bytes of the log. */
  void put(byte[] bytes, int count) {
    if (overrun) {
      return;
    }
    if (chunks.size() >= MOST) {
      overrun = true;
      finish();
    } else {
      chunks.add(Arrays.copyOf(bytes, count));
    }
  }

  /** The log is over. */
  public void finish() {
    chunks.add(END);
  }

  /** Whether the reader was left behind. */
  public boolean overrun() {
    return overrun;
  }

  @Override
  protected boolean fetch() {
    if (ended) {
      return false;
    }
    try {
      byte[] came = chunks.take();
      hold(came);
      ended = came == END;
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package org.reapscope.cli.record;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A second reader's view of a log while it is recorded. The recording never waits for that reader:
 * one that falls too far behind hears no more.
 */
public final class LogTap extends InputStream {
  /** Chunks kept for a reader that is behind; 16 MB at most. */
  private static final int MOST = 256;

  private static final byte[] END = new byte[0];

  private final BlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>();
  private byte[] chunk = END;
  private int position;
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
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (position == chunk.length) {
      if (ended) {
        return -1;
      }
      try {
        chunk = chunks.take();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return -1;
      }
      position = 0;
      ended = chunk == END;
    }
    int taken = Math.min(length, chunk.length - position);
    System.arraycopy(chunk, position, bytes, from, taken);
    position += taken;
    return taken;
  }
}

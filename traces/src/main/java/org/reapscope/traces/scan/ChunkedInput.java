package org.reapscope.traces.scan;

import java.io.IOException;

/** An input whose bytes come in chunks of somebody else's making. */
public abstract class ChunkedInput extends BlockInput {
  private byte[] chunk = new byte[0];
  private int position;

  /** Gets what comes next and {@link #hold holds} it, or nothing yet; false at the end. */
  protected abstract boolean fetch() throws IOException;

  /** Takes the next bytes, once those before are read. */
  protected final void hold(byte[] bytes) {
    chunk = bytes;
    position = 0;
  }

  /** Whether all that is held has been read. */
  protected final boolean isDrained() {
    return position == chunk.length;
  }

  @Override
  public final int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (isDrained()) {
      if (!fetch()) {
        return -1;
      }
    }
    int taken = Math.min(length, chunk.length - position);
    System.arraycopy(chunk, position, bytes, from, taken);
    position += taken;
    return taken;
  }
}

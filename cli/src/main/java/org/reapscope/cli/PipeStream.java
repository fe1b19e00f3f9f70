package org.reapscope.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output whose reader may leave early, as {@code head} does: what is written after that is
 * dropped without a word. Other failures, such as a full disk, are thrown.
 */
final class PipeStream extends FilterOutputStream {
  private boolean gone;

  PipeStream(OutputStream out) {
    super(out);
  }

  /** True once nobody reads any more. */
  boolean gone() {
    return gone;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (gone) {
      return;
    }
    try {
      out.write(bytes, from, length);
    } catch (IOException failed) {
      String why = failed.getMessage();
      if (why == null || !why.contains("Broken pipe")) {
        throw failed;
      }
      gone = true;
    }
  }
}

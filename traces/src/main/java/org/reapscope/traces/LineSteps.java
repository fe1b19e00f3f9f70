package org.reapscope.traces;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Gives the bytes of another stream line by line. A decoder that is asked for more than it has may
 * wait until it has all of it, which for a log that is still being written can take for ever.
 */
final class LineSteps extends FilterInputStream {
  LineSteps(InputStream in) {
    super(in);
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int count = 0;
    while (count < length) {
      int next = in.read();
      if (next < 0) {
        return count == 0 ? -1 : count;
      }
      bytes[from + count++] = (byte) next;
      if (next == '\n') {
        return count;
      }
    }
    return count;
  }
}

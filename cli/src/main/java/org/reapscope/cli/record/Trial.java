package org.reapscope.cli.record;

import java.io.Closeable;
import java.io.IOException;

/**
 * A run of which only its time matters.
 *
 * @param process what runs; its standard output is to be read
 * @param after what is to be removed when it has ended
 */
record Trial(Process process, Closeable after) implements Closeable {
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    after.close();
  }
}

package org.reapscope.traces;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.reapscope.traces.scan.BlockInput;

/** Reads a file that another process still writes, up to where it stands when that has ended. */
public final class GrowingFile extends BlockInput {
  private static final long LOOK_EVERY = 40;

  private final FileInputStream in;
  private final BooleanSupplier ended;

  /**
   * Opens {@code file}.
   *
   * @param ended whether its writer has ended
   */
  public GrowingFile(Path file, BooleanSupplier ended) throws IOException {
    this.in = new FileInputStream(file.toFile());
    this.ended = ended;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    while (true) {
      // Asked first: what the writer wrote before its end is read after it.
      boolean over = ended.getAsBoolean();
      int count = in.read(bytes, from, length);
      if (count > 0 || over) {
        return count;
      }
      try {
        Thread.sleep(LOOK_EVERY);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return -1;
      }
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}

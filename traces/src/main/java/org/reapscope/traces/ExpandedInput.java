package org.reapscope.traces;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.scan.BlockInput;

/**
 * The bytes of a compressed input, which ends quietly where its compressed data is cut or damaged
 * and fails where it expands beyond the limits.
 */
final class ExpandedInput extends BlockInput {
  private final String name;
  private final Compression compression;
  private final ReadOptions options;
  private final Counted compressed;
  private @Nullable InputStream expanded;
  private long out;
  private @Nullable String damage;

  ExpandedInput(String name, InputStream in, Compression compression, ReadOptions options) {
    this.name = name;
    this.compression = compression;
    this.options = options;
    this.compressed = new Counted(in);
  }

  /** What is wrong with the compressed data, or null. */
  @Nullable String damage() {
    return damage;
  }

  @Override
  public int read(byte[] b, int offset, int length) throws IOException {
    if (damage != null || length == 0) {
      return length == 0 ? 0 : -1;
    }
    int count = expand(b, offset, length);
    if (count > 0) {
      out += count;
      checkLimits();
    }
    return count;
  }

  /**
   * Decoders report damage as I/O errors, zstd's also as unchecked exceptions, and do not say how
   * much they had written by then. The buffer is zeroed first, since text holds no zero bytes: what
   * stands before the trailing zeros is data.
   */
  private int expand(byte[] b, int offset, int length) throws IOException {
    Arrays.fill(b, offset, offset + length, (byte) 0);
    try {
      if (expanded == null) {
        expanded = compression.open(compressed);
      }
      return expanded.read(b, offset, length);
    } catch (IOException | RuntimeException e) {
      if (compressed.failure != null) {
        throw compressed.failure;
      }
      int written = length;
      while (written > 0 && b[offset + written - 1] == 0) {
        written--;
      }
      damage =
          "the "
              + compression.word()
              + " data is cut or damaged after "
              + compressed.count
              + " bytes, which expanded to "
              + (out + written);
      return written == 0 ? -1 : written;
    }
  }

  private void checkLimits() throws TraceException {
    boolean ratio = out > ReadOptions.RATIO_FROM && out / options.maxRatio() > compressed.count;
    if (ratio || out > options.maxExpanded()) {
      throw new TraceException(
          name
              + ": expands beyond the limit: "
              + compressed.count
              + " bytes of "
              + compression.word()
              + " gave more than "
              + out
              + " (limits: "
              + options.maxExpanded()
              + " bytes, "
              + options.maxRatio()
              + " to 1); decompress it first if it is to be read all the same");
    }
  }

  @Override
  public int available() {
    try {
      return expanded == null || damage != null ? 0 : expanded.available();
    } catch (IOException | RuntimeException damaged) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    compressed.close();
  }

  /** Counts what the decoder has taken, and tells a failing disk from damaged data. */
  private static final class Counted extends FilterInputStream {
    private long count;
    private @Nullable IOException failure;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int offset, int length) throws IOException {
      try {
        int read = super.read(b, offset, length);
        count += Math.max(0, read);
        return read;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }
  }
}

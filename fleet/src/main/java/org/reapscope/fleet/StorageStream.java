package org.reapscope.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.scan.BlockInput;

/**
 * Remembers that the file system failed: what a reader makes of it looks like a trace that is cut,
 * but another attempt may find it whole.
 */
final class StorageStream extends BlockInput {
  private final Source source;
  private @Nullable InputStream in;
  private @Nullable IOException failure;

  /** Opens what is read, at the first read. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  StorageStream(Source source) {
    this.source = source;
  }

  /**
   * Tells whether all was read that was asked for.
   *
   * @throws IOException what the file system said when it was not
   */
  void check() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public int read(byte[] to, int from, int length) throws IOException {
    try {
      InputStream open = in == null ? source.open() : in;
      in = open;
      return open.read(to, from, length);
    } catch (ZipException | java.io.EOFException damaged) {
      // The archive's fault, whoever reads it.
      throw damaged;
    } catch (IOException failed) {
      failure = failed;
      throw failed;
    }
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
  }
}

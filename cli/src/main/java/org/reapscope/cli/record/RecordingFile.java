package org.reapscope.cli.record;

import io.airlift.compress.zstd.ZstdCompressor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/**
 * A log as it grows, compressed by its file's ending: {@code .gz} or {@code .zst}. What was flushed
 * can be read whatever happens afterwards.
 */
final class RecordingFile extends OutputStream {
  private final OutputStream out;

  private RecordingFile(OutputStream out) {
    this.out = out;
  }

  /** Whether {@code file} is compressed, by its ending. */
  static boolean isCompressed(Path file) {
    String name = file.toString();
    return name.endsWith(".gz") || name.endsWith(".zst");
  }

  /**
   * Begins a log.
   *
   * @throws FileAlreadyExistsException when there is a file and {@code force} is false
   */
  static RecordingFile create(Path file, boolean force) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException(file + " is a directory");
    }
    if (!force && Files.exists(file)) {
      throw new FileAlreadyExistsException(file + " exists; --force replaces it");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("there is no folder " + folder + " to write " + file + " in");
    }
    String name = file.toString();
    if (name.endsWith(".bz2") || name.endsWith(".xz")) {
      throw new IOException(file + ": compresses on the fly to .zst and .gz only");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new IOException(
          file + " is no regular file, which the log has to be: it is read while it grows");
    }
    OutputStream plain = opened(file, force);
    if (name.endsWith(".gz")) {
      return new RecordingFile(new GZIPOutputStream(plain, 1 << 16, true));
    }
    return new RecordingFile(name.endsWith(".zst") ? new Frames(plain) : plain);
  }

  private static OutputStream opened(Path file, boolean force) throws IOException {
    try {
      return force
          ? Files.newOutputStream(file)
          : Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException since) {
      throw since;
    } catch (FileSystemException refused) {
      String why =
          refused instanceof AccessDeniedException
              ? "permission denied"
              : refused.getReason() == null ? "it cannot be created here" : refused.getReason();
      throw new IOException(
          "cannot write " + file + ": " + why + "; name another place with -o", refused);
    }
  }

  @Override
  public synchronized void write(int b) throws IOException {
    out.write(b);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
  }

  @Override
  public synchronized void flush() throws IOException {
    out.flush();
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }

  /** Zstandard as a row of frames, each whole in itself (RFC 8878, section 3). */
  private static final class Frames extends OutputStream {
    private static final int MOST = 1 << 18;

    private final OutputStream out;
    private final ZstdCompressor compressor = new ZstdCompressor();
    private final byte[] plain = new byte[MOST];
    private final byte[] packed = new byte[compressor.maxCompressedLength(MOST)];
    private int filled;

    Frames(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      int at = from;
      int left = length;
      while (left > 0) {
        int taken = Math.min(left, MOST - filled);
        System.arraycopy(bytes, at, plain, filled, taken);
        filled += taken;
        at += taken;
        left -= taken;
        if (filled == MOST) {
          flush();
        }
      }
    }

    @Override
    public void flush() throws IOException {
      if (filled > 0) {
        int length = compressor.compress(plain, 0, filled, packed, 0, packed.length);
        filled = 0;
        out.write(packed, 0, length);
      }
    }

    @Override
    public void close() throws IOException {
      flush();
      out.close();
    }
  }
}

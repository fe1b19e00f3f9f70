package org.reapscope.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder on the worker's own disk that goes away with the task. */
final class Scratch implements AutoCloseable {
  /** Most bytes that one archive or folder may take. */
  private static final long MOST = 64L << 30;

  private final Path folder;
  private long bytes;

  Scratch() throws IOException {
    folder = Files.createTempDirectory("reapscope-fleet-");
  }

  Path folder() {
    return folder;
  }

  /**
   * Stores a file under a name that may hold slashes; one that leads out of the folder is refused.
   * Of two of one name the later counts. A file that is cut is not kept.
   */
  void put(String name, InputStream in) throws IOException {
    Path file = folder.resolve(name).normalize();
    if (!file.startsWith(folder) || file.equals(folder)) {
      throw new IOException("the name " + name + " leads out of its archive");
    }
    Path above = file.getParent();
    if (above != null) {
      Files.createDirectories(above);
    }
    boolean whole = false;
    try {
      bytes += Files.copy(new Bounded(in, MOST - bytes), file, StandardCopyOption.REPLACE_EXISTING);
      whole = true;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    List<Path> all;
    try (Stream<Path> walked = Files.walk(folder)) {
      all = walked.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException broken) {
      throw broken.getCause();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }

  /** Fails when more comes than there is room for. */
  private static final class Bounded extends java.io.FilterInputStream {
    private long room;

    Bounded(InputStream in, long room) {
      super(in);
      this.room = room;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int from, int length) throws IOException {
      int got = super.read(b, from, length);
      room -= Math.max(0, got);
      if (room < 0) {
        throw new IOException("unpacks to more than " + MOST + " bytes");
      }
      return got;
    }
  }
}

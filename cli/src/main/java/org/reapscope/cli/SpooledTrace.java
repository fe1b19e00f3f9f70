package org.reapscope.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A trace that can be read more than once: standard input and pipes are kept in a temporary file,
 * as they come.
 */
record SpooledTrace(String spec, @Nullable Path spool) implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";

  /**
   * Makes {@code spec} readable again and again.
   *
   * @throws IOException when what it names has to be kept and cannot be
   */
  static SpooledTrace of(String spec) throws IOException {
    int colon = spec.endsWith(":" + STANDARD_INPUT) ? spec.length() - 1 : 0;
    if (spec.substring(colon).equals(STANDARD_INPUT)) {
      Path file = copy(System.in);
      return new SpooledTrace(spec.substring(0, colon) + file, file);
    }
    Path path = path(spec);
    if (path != null
        && Files.exists(path)
        && !Files.isRegularFile(path)
        && !Files.isDirectory(path)) {
      try (InputStream pipe = Files.newInputStream(path)) {
        Path file = copy(pipe);
        return new SpooledTrace(file.toString(), file);
      }
    }
    return new SpooledTrace(spec, null);
  }

  private static Path copy(InputStream in) throws IOException {
    Path file = Files.createTempFile("reapscope", ".trace");
    try {
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    return file;
  }

  private static @Nullable Path path(String spec) {
    try {
      return Path.of(spec);
    } catch (java.nio.file.InvalidPathException notOne) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    if (spool != null) {
      Files.deleteIfExists(spool);
    }
  }
}

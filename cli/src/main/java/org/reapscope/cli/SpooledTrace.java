package org.reapscope.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.TraceException;

/**
 * A trace that can be read more than once: standard input is kept in a temporary file, as it comes,
 * and a pipe is refused.
 */
record SpooledTrace(String spec, @Nullable Path spool) implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";

  /**
   * Makes {@code spec} readable again and again.
   *
   * @throws TraceException when it names a pipe
   */
  static SpooledTrace of(String spec) throws IOException {
    int colon = spec.endsWith(":" + STANDARD_INPUT) ? spec.length() - 1 : 0;
    if (spec.substring(colon).equals(STANDARD_INPUT)) {
      Path file = Files.createTempFile("reapscope", ".trace");
      try {
        Files.copy(System.in, file, StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        Files.deleteIfExists(file);
        throw e;
      }
      return new SpooledTrace(spec.substring(0, colon) + file, file);
    }
    Path path = path(spec);
    if (path != null
        && Files.exists(path)
        && !Files.isRegularFile(path)
        && !Files.isDirectory(path)) {
      throw new TraceException(
          spec
              + ": a pipe can be read only once, and this needs more; give it as standard input, -");
    }
    return new SpooledTrace(spec, null);
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

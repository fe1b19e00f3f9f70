package org.reapscope.cli.record;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Short runs of other programs, always from argument lists. */
final class Commands {
  private static final int SECONDS = 20;

  private Commands() {}

  /**
   * What a run gave.
   *
   * @param code exit status, -1 when it had to be ended
   * @param text standard output and error together
   */
  record Ran(int code, String text) {}

  /** Runs a program to its end, with nothing to read. */
  static Ran run(List<String> words) throws IOException {
    File output = File.createTempFile("reapscope", ".out");
    try {
      Process process =
          new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .redirectOutput(output)
              .start();
      boolean ended;
      try {
        ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        ended = false;
      }
      if (!ended) {
        process.destroyForcibly();
      }
      String text = Files.readString(output.toPath(), StandardCharsets.ISO_8859_1);
      return new Ran(ended ? process.exitValue() : -1, text.strip());
    } finally {
      Files.deleteIfExists(output.toPath());
    }
  }

  /** Where on the PATH, or by its own path, a program is. */
  static Optional<Path> find(String name) {
    if (name.contains("/")) {
      return Optional.of(Path.of(name)).filter(Commands::runs);
    }
    String path = System.getenv("PATH");
    for (String folder : (path == null ? "/usr/bin:/bin" : path).split(":")) {
      Path file = Path.of(folder.isEmpty() ? "." : folder, name);
      if (runs(file)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static boolean runs(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}

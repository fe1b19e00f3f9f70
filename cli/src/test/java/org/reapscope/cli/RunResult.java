package org.reapscope.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What one run of the program gave: exit code, results, messages. */
record RunResult(int code, String out, String err) {

  /** Runs a command line as {@link Main} does, off a terminal. */
  static RunResult of(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new Console(out, new PrintStream(err, true, StandardCharsets.UTF_8), false, false),
            args);
    return new RunResult(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A bundled recording. */
  static String sample(String name) {
    return samples().resolve(name).toString();
  }

  /** The folder of bundled recordings, from the module's folder or from the root. */
  static Path samples() {
    Path here = Path.of("traces/samples");
    return Files.isDirectory(here) ? here : Path.of("../traces/samples");
  }
}

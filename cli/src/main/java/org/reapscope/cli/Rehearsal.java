package org.reapscope.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * What the launcher runs once while Java records which classes are needed and how: the archive made
 * of that record starts later runs faster. Says nothing; its exit code tells whether all went well.
 */
final class Rehearsal {
  private Rehearsal() {}

  /** Asks for help and audits the logs given, as users do most. */
  public static void main(String[] logs) {
    Main.prepare();
    int worst = run("--help");
    worst = Math.max(worst, run("audit", "--help"));
    for (String log : logs) {
      worst = Math.max(worst, run("audit", "--fail-on", "none", log));
      worst = Math.max(worst, run("audit", "--fail-on", "none", "--format", "json", log));
    }
    System.exit(worst);
  }

  private static int run(String... args) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    Console console =
        new Console(new PipeStream(new ByteArrayOutputStream()), nowhere, false, false);
    return Main.run(console, args);
  }
}

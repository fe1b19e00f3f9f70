package org.reapscope.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that reads traces. */
final class ReadingOptions {
  @Option(
      names = "--strict",
      description = "Exit with 3 when a line was not understood or events were lost.")
  boolean strict;

  @Option(
      names = "--max-memory",
      paramLabel = "SIZE",
      description = "Largest heap, such as 512m or 4g; the launcher hands it to Java.")
  @Nullable String maxMemory;
}

package org.reapscope.cli;

/** The options of every command that reads traces. */
final class ReadingOptions {
  final Option<Boolean> strict =
      Option.flag("--strict")
          .says("Exit with 3 when a line was not understood or events were lost.");

  final Option<String> maxMemory =
      Option.of(String.class, "SIZE", "--max-memory")
          .says("Largest heap, such as 512m or 4g; the launcher hands it to Java.");

  void describe(HelpPage page) {
    page.takes(strict, maxMemory);
  }
}

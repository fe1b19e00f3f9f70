package org.reapscope.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** One command of the program: its name, what it takes, what its help page says, what it does. */
abstract class Command implements Callable<Integer> {
  final Console console;
  private final String name;
  private final String about;
  private @Nullable CommandSpec spec;

  /** A command that writes to {@code console} and of which help says {@code about}. */
  Command(Console console, String name, String about) {
    this.console = console;
    this.name = name;
    this.about = about;
  }

  final String name() {
    return name;
  }

  /** Fills in the help page, and with it what the command line may hold. */
  abstract void describe(HelpPage page);

  /** As the list of commands shows it. */
  final CommandSpec outline() {
    CommandSpec outline = CommandSpec.wrapWithoutInspection(this).name(name);
    outline.usageMessage().description(about, "");
    return outline;
  }

  /** With all that its command line may hold. */
  final CommandSpec whole() {
    CommandSpec whole = outline();
    HelpPage page = new HelpPage(whole);
    describe(page);
    page.helpAndVersion();
    spec = whole;
    return whole;
  }

  /** The command as the command line was read for it. */
  final CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("no command line was read");
    }
    return spec;
  }

  /** The exception for wrong usage of this command. */
  final ParameterException usage(@Nullable String sentence) {
    return new ParameterException(
        spec().commandLine(), sentence == null ? "wrong usage" : sentence);
  }
}

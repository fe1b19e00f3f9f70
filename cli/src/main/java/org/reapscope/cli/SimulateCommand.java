package org.reapscope.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.analyzer.simulate.Simulator;

/** What the kernel would do in a small made-up scenario. */
final class SimulateCommand extends Command {

  private final Option<String> file =
      Option.argument("FILE", "1")
          .byDefault("-")
          .says("Scripts, one a line; - is standard input (default: ${DEFAULT-VALUE}).");

  private final Option<String> semantics =
      Option.of(String.class, "PROFILE", "--semantics")
          .byDefault("linux")
          .says(
              "Rules to play under; 'reapscope semantics' lists them (default: ${DEFAULT-VALUE}).");

  private final Option<Boolean> explain =
      Option.flag("--explain").says("Say step by step why each candidate was or was not eligible.");

  SimulateCommand(Console console) {
    super(
        console,
        "simulate",
        "Plays scenario scripts on the kernel model. FILE has one a line: an id, a tab, and steps"
            + " separated by semicolons; the output has the id, a tab, and the results asked for.");
  }

  @Override
  void describe(HelpPage page) {
    page.takes(file, semantics, explain)
        .examples(
            "  What does waitpid(-1) say when the only child carries the mark?",
            "    printf 'q\\tP fork A F; A exit 3; P wait4 -1 => ?\\n' |",
            "      reapscope simulate --semantics wait-pidfd --explain -",
            "  All verbs and options are in docs/simulate.md.");
  }

  @Override
  public Integer call() {
    Semantics rules = rules();
    PrintWriter out = new PrintWriter(console.out(), false, StandardCharsets.UTF_8);
    try (BufferedReader in = new BufferedReader(open())) {
      int faults = new Simulator(rules, explain.get(), console::say).play(in, out);
      return faults == 0 ? ExitCode.CLEAN : ExitCode.INPUT;
    } catch (IOException unreadable) {
      console.say(Sentences.of(unreadable));
      return ExitCode.INPUT;
    } finally {
      out.flush();
    }
  }

  private Semantics rules() {
    try {
      return Profiles.byName(semantics.get());
    } catch (IllegalArgumentException unknown) {
      throw usage(unknown.getMessage());
    }
  }

  private Reader open() throws IOException {
    return file.get().equals("-")
        ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
        : Files.newBufferedReader(Path.of(file.get()), StandardCharsets.UTF_8);
  }
}

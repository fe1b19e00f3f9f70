package org.reapscope.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.analyzer.simulate.Simulator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the kernel would do in a small made-up scenario. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Plays scenario scripts on the kernel model. FILE has one a line: an id, a tab, and steps"
          + " separated by semicolons; the output has the id, a tab, and the results asked for.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  What does waitpid(-1) say when the only child carries the mark?",
      "    printf 'q\\tP fork A F; A exit 3; P wait4 -1 => ?\\n' |",
      "      reapscope simulate --semantics wait-pidfd --explain -",
      "  All verbs and options are in docs/simulate.md."
    })
final class SimulateCommand implements Callable<Integer> {
  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      defaultValue = "-",
      description = "Scripts, one a line; - is standard input (default: ${DEFAULT-VALUE}).")
  String file = "-";

  @Option(
      names = "--semantics",
      paramLabel = "PROFILE",
      defaultValue = "linux",
      description =
          "Rules to play under; 'reapscope semantics' lists them (default: ${DEFAULT-VALUE}).")
  String semantics = "linux";

  @Option(
      names = "--explain",
      description = "Say step by step why each candidate was or was not eligible.")
  boolean explain;

  SimulateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Semantics rules = rules();
    PrintWriter out = new PrintWriter(console.out(), false, StandardCharsets.UTF_8);
    try (BufferedReader in = new BufferedReader(open())) {
      int faults = new Simulator(rules, explain, console::say).play(in, out);
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
      return Profiles.byName(semantics);
    } catch (IllegalArgumentException unknown) {
      if (spec == null) {
        throw unknown;
      }
      throw new ParameterException(spec.commandLine(), String.valueOf(unknown.getMessage()));
    }
  }

  private Reader open() throws IOException {
    return file.equals("-")
        ? new InputStreamReader(System.in, StandardCharsets.UTF_8)
        : Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8);
  }
}

package org.reapscope.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.analyzer.simulate.SemanticsText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The semantics profiles, and what each decides. */
@Command(
    name = "semantics",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Lists the semantics profiles. With NAME: what every form of wait gives for a marked child,"
          + " asked of the model itself.",
      ""
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  reapscope semantics",
      "  reapscope semantics wait-pidfd",
      "  reapscope semantics wait-pidfd+clear-on-reparent"
    })
final class SemanticsCommand implements Callable<Integer> {
  private final Console console;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A profile, with or without options after a plus sign.")
  @Nullable String name;

  SemanticsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    PrintWriter out = new PrintWriter(console.out(), false, StandardCharsets.UTF_8);
    lines().forEach(out::println);
    out.flush();
    return ExitCode.CLEAN;
  }

  private List<String> lines() {
    String wanted = name;
    if (wanted == null) {
      return SemanticsText.list();
    }
    try {
      return SemanticsText.of(Profiles.byName(wanted));
    } catch (IllegalArgumentException unknown) {
      if (spec == null) {
        throw unknown;
      }
      throw new ParameterException(spec.commandLine(), String.valueOf(unknown.getMessage()));
    }
  }
}

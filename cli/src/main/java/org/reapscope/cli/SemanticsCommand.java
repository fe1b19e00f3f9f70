package org.reapscope.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.analyzer.simulate.SemanticsText;

/** The semantics profiles, and what each decides. */
final class SemanticsCommand extends Command {

  private final Option<String> name =
      Option.argument("NAME", "0..1").says("A profile, with or without options after a plus sign.");

  SemanticsCommand(Console console) {
    super(
        console,
        "semantics",
        "Lists the semantics profiles. With NAME: what every form of wait gives for a marked child,"
            + " asked of the model itself.");
  }

  @Override
  void describe(HelpPage page) {
    page.takes(name)
        .examples(
            "  reapscope semantics",
            "  reapscope semantics wait-pidfd",
            "  reapscope semantics wait-pidfd+clear-on-reparent");
  }

  @Override
  public Integer call() {
    PrintWriter out = new PrintWriter(console.out(), false, StandardCharsets.UTF_8);
    lines().forEach(out::println);
    out.flush();
    return ExitCode.CLEAN;
  }

  private List<String> lines() {
    String wanted = name.orNull();
    if (wanted == null) {
      return SemanticsText.list();
    }
    try {
      return SemanticsText.of(Profiles.byName(wanted));
    } catch (IllegalArgumentException unknown) {
      throw usage(unknown.getMessage());
    }
  }
}

package org.reapscope.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.reapscope.cli.record.Check;
import org.reapscope.cli.record.Doctor;
import org.reapscope.reports.Sanitizer;

/** What can be recorded here, and how to get what is missing. */
final class DoctorCommand extends Command {

  DoctorCommand(Console console) {
    super(
        console,
        "doctor",
        "Tries what 'reapscope record' needs here (strace, the right to trace, tracefs) and what this"
            + " kernel offers for waiting on processes, and says how to get what is missing.");
  }

  @Override
  void describe(HelpPage page) {
    page.exitCodes("0:strace or ftrace can record here", "3:neither can")
        .examples("  reapscope doctor", "  sudo reapscope doctor");
  }

  @Override
  public Integer call() {
    List<Check> checks;
    try {
      checks = Doctor.checks();
    } catch (IOException failed) {
      console.say(Sentences.of(failed));
      return ExitCode.INPUT;
    }
    PrintWriter out = new PrintWriter(console.out(), false, StandardCharsets.UTF_8);
    String area = "";
    for (int i = 0; i < checks.size(); i++) {
      Check check = checks.get(i);
      out.printf(
          "%-7s %-7s %s%n",
          check.area().equals(area) ? "" : check.area(), word(check), text(check));
      area = check.area();
      boolean saidNext = i + 1 < checks.size() && checks.get(i + 1).fix().equals(check.fix());
      if (!check.fix().isEmpty() && !saidNext) {
        out.printf("%-15s   to get it: %s%n", "", Sanitizer.text(check.fix()));
      }
    }
    out.flush();
    return able(checks, "strace", "start a program")
            || able(checks, "ftrace", "an instance of our own")
        ? ExitCode.CLEAN
        : ExitCode.INPUT;
  }

  private static String word(Check check) {
    return switch (check.state()) {
      case YES -> "yes";
      case NO -> "no";
      case UNKNOWN -> "unknown";
    };
  }

  private static String text(Check check) {
    return check.name() + (check.detail().isEmpty() ? "" : ": " + Sanitizer.text(check.detail()));
  }

  private static boolean able(List<Check> checks, String area, String name) {
    return checks.stream()
        .anyMatch(
            check ->
                check.area().equals(area)
                    && check.name().equals(name)
                    && check.state() == Check.State.YES);
  }
}

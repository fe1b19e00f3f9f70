package org.reapscope.reports;

import java.util.List;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;

/** The command that a reader of a result would most likely want next, ready to be pasted. */
final class NextCommand {
  /** How this run's user calls the program: the launcher tells. */
  private static final String PROGRAM =
      quoted(System.getProperty("reapscope.program", "reapscope"));

  private NextCommand() {}

  /** Its words. */
  static List<String> after(String command, TraceResult result) {
    String trace = quoted(result.name());
    if (result.name().equals("-")) {
      trace = "FILE";
    }
    if (!command.equals("audit")) {
      return command.equals("replay")
          ? List.of(PROGRAM, "audit", trace)
          : List.of(PROGRAM, "audit", trace, "--chart children.svg");
    }
    if (has(result, "misreap")) {
      return List.of(PROGRAM, "plan", trace);
    }
    if (has(result, "polling")) {
      return List.of(PROGRAM, "cost", trace);
    }
    boolean clean = result.findings().stream().noneMatch(NextCommand::serious);
    return clean
        ? List.of(PROGRAM, "replay", trace)
        : List.of(PROGRAM, "report", trace, "-o", "reapscope-report");
  }

  private static boolean has(TraceResult result, String rule) {
    return result.findings().stream().anyMatch(one -> one.rule().equals(rule));
  }

  private static boolean serious(Finding one) {
    return one.severity() != Finding.Severity.NOTE;
  }

  /** A name as a shell takes it for one word. */
  private static String quoted(String name) {
    String safe = Sanitizer.text(name);
    return safe.matches("[A-Za-z0-9_./:@%+,=-]+") ? safe : "'" + safe.replace("'", "'\\''") + "'";
  }
}

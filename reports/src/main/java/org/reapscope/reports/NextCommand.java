package org.reapscope.reports;

import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;

/** The command that a reader of a result would most likely want next, ready to be pasted. */
final class NextCommand {
  private NextCommand() {}

  static String after(String command, TraceResult result) {
    String trace = quoted(result.name());
    boolean stolen = result.findings().stream().anyMatch(one -> one.rule().equals("misreap"));
    boolean polls = result.findings().stream().anyMatch(one -> one.rule().equals("polling"));
    if (result.name().equals("-")) {
      trace = "FILE";
    }
    if (command.equals("audit") && stolen) {
      return "reapscope plan " + trace;
    }
    if (command.equals("audit") && polls) {
      return "reapscope cost " + trace;
    }
    if (command.equals("audit")) {
      boolean clean = result.findings().stream().noneMatch(NextCommand::serious);
      return "reapscope "
          + (clean ? "replay " + trace : "audit " + trace + " --chart children.svg");
    }
    return "reapscope audit " + trace + (command.equals("replay") ? "" : " --chart children.svg");
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

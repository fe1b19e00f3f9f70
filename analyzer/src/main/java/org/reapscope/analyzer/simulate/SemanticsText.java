package org.reapscope.analyzer.simulate;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.semantics.Profiles;

/** The profiles as text for people, every statement asked of the model. */
public final class SemanticsText {
  private static final List<String> CREATIONS =
      List.of(
          "F",
          "F without PIDFD",
          "F es=17",
          "F CLONE_PARENT",
          "F CLONE_THREAD",
          "F CLONE_DETACHED",
          "F without PIDFD CLONE_AUTOKILL",
          "F CLONE_AUTOKILL");

  private SemanticsText() {}

  /** All profiles with their summaries, then the options. */
  public static List<String> list() {
    List<String> lines = new ArrayList<>();
    for (Semantics profile : Profiles.all()) {
      lines.add(pad(profile.name(), 18) + profile.summary());
    }
    lines.add("");
    lines.add("options after a plus sign: " + String.join(", ", Profiles.options()));
    return lines;
  }

  /** One profile: its decision table, creation, closing and cost. */
  public static List<String> of(Semantics semantics) {
    List<String> lines = new ArrayList<>();
    lines.add(semantics.name());
    lines.add("  " + semantics.summary());
    lines.add("");
    addTable(lines, DecisionTable.of(semantics));
    lines.add("");
    if (semantics.isLinux() && semantics.hasFlag()) {
      lines.add("  creating a marked child with clone3 (F is the flag, with CLONE_PIDFD):");
      for (String creation : CREATIONS) {
        lines.add("    " + pad(creation, 34) + play(semantics, "P clone3 " + creation + " => ?"));
      }
      lines.add("");
    }
    lines.add("  tasks considered among 100 plain children, none dead:");
    lines.add("    " + pad("wait4(-1, WNOHANG)", 34) + cost(semantics, "wait4 -1"));
    lines.add("    " + pad("wait4(last child, WNOHANG)", 34) + cost(semantics, "wait4 B100"));
    return lines;
  }

  private static void addTable(List<String> lines, DecisionTable table) {
    lines.add("  the marked child is");
    for (int i = 0; i < table.columns().size(); i++) {
      lines.add("    " + (i + 1) + "  " + table.columns().get(i));
    }
    lines.add("");
    int wide = 0;
    for (DecisionTable.Row row : table.rows()) {
      for (String cell : row.cells()) {
        wide = Math.max(wide, cell.length() + 1);
      }
    }
    lines.add("  (" + DecisionTable.LATE + " after a sleep, which the child's death ends)");
    StringBuilder head = new StringBuilder("  " + pad("", 26));
    for (int i = 1; i <= table.columns().size(); i++) {
      head.append(pad(Integer.toString(i), wide));
    }
    lines.add(head.toString().stripTrailing());
    for (DecisionTable.Row row : table.rows()) {
      StringBuilder line = new StringBuilder("  " + pad(row.form(), 26));
      for (String cell : row.cells()) {
        line.append(pad(cell, wide));
      }
      lines.add(line.toString().stripTrailing());
    }
  }

  private static String cost(Semantics semantics, String wait) {
    String result = play(semantics, "P fork B1..B100; P " + wait + " WNOHANG => ?#");
    return result.substring(result.indexOf('#') + 1);
  }

  private static String play(Semantics semantics, String script) {
    return Scenario.play(script, semantics, false).line();
  }

  private static String pad(String text, int width) {
    return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
  }
}

package org.reapscope.reports;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.result.Plan;
import org.reapscope.analyzer.result.PlanRow;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.result.WhatIf;
import org.reapscope.reports.Page.Ink;

/** What a run played on under other rules shows, as text: one rule, all rules, the plan. */
final class TextAlternatives {
  private final Page page;

  TextAlternatives(Page page) {
    this.page = page;
  }

  /** Writes what one other rule changes; nothing when none was asked for. */
  void whatIf(TraceResult result) throws IOException {
    WhatIf one = result.whatIf();
    if (one == null) {
      return;
    }
    page.gap();
    page.wrapped(Ink.BOLD, 0, "Played on under " + Sanitizer.name(one.semantics()));
    summary(one, "Marked     ");
  }

  private void summary(WhatIf one, String label) throws IOException {
    page.labelled(
        one.leaks() + one.hangs() + one.stuck() > 0 ? Ink.RED : Ink.GREEN,
        label,
        Times.count(one.marked(), "child", "children")
            + " ("
            + Sanitizer.name(one.mark())
            + "): "
            + outcomes(one));
    page.labelled(
        Ink.PLAIN,
        "Misreaps   ",
        one.misreaps() + " left of " + (one.misreaps() + one.fixed()) + " recorded");
    page.labelled(
        Ink.PLAIN,
        "Calls      ",
        Times.count(one.callsRecorded(), "wait", "waits")
            + " recorded, "
            + Times.count(one.callsPlayed())
            + " made here, "
            + Times.count(one.different())
            + " with another answer; "
            + Times.count(one.tasksScanned(), "task", "tasks")
            + " scanned");
    if (one.stuck() + one.spins() > 0) {
      page.labelled(
          Ink.RED,
          "Threads    ",
          one.stuck() + " would sleep for ever, " + one.spins() + " would spin");
    }
  }

  private static String outcomes(WhatIf one) {
    List<String> words = new ArrayList<>();
    add(words, one.fixed(), "fixed");
    add(words, one.unchanged(), "unchanged");
    add(words, one.improved(), "improved");
    add(words, one.leaks(), one.leaks() == 1 ? "leaks" : "leak");
    add(words, one.hangs(), one.hangs() == 1 ? "hangs" : "hang");
    add(words, one.alive(), "not judged");
    return words.isEmpty() ? "nothing to change" : String.join(", ", words);
  }

  private static void add(List<String> words, long count, String word) {
    if (count > 0) {
      words.add(count + " " + word);
    }
  }

  /** Writes all rules side by side. */
  void comparison(TraceResult result) throws IOException {
    page.gap();
    page.wrapped(
        Ink.BOLD,
        0,
        "Under every rule, marked: "
            + (result.comparison().isEmpty()
                ? "none"
                : Sanitizer.name(result.comparison().get(0).mark())));
    TextTable table = new TextTable(WhatIfGrids.RULES);
    result.comparison().forEach(one -> table.row(WhatIfGrids.cells(one)));
    table.print(page, 2);
    page.wrapped(
        Ink.FAINT,
        2,
        "misreaps: children stolen; leaks: marked children that stay zombies; hangs: those whose"
            + " end never reaches the code that depends on it; stuck: threads that sleep for ever;"
            + " waits: calls made; scanned: tasks the kernel would consider");
  }

  /** Writes the plan. */
  void plan(TraceResult result) throws IOException {
    Plan plan = result.plan();
    if (plan == null) {
      return;
    }
    for (Plan.ProgramVerdict one : plan.programs()) {
      page.gap();
      boolean safe = one.verdict().startsWith("safe");
      page.wrapped(
          safe ? Ink.GREEN : Ink.YELLOW,
          0,
          name(one.program()) + ": " + one.verdict() + " (" + one.why() + ")");
      for (PlanRow row : plan.rows()) {
        if (row.program().equals(one.program())) {
          row(row);
        }
      }
    }
    page.gap();
    page.line("", Ink.BOLD, "Checked by playing the run on with exactly these marked");
    summary(plan.proof(), "Marked     ");
    page.labelled(
        Ink.FAINT,
        "Smallest   ",
        plan.exact()
            ? "yes: a stolen child is saved only by a mark of its own"
            : "at most " + plan.bound() + " times the smallest set");
  }

  private static String name(String program) {
    return program.isEmpty() ? "unnamed program" : Sanitizer.name(program);
  }

  private void row(PlanRow row) throws IOException {
    page.labelled(
        row.mark() ? Ink.YELLOW : Ink.PLAIN,
        row.mark() ? "  mark   " : "  leave  ",
        Times.count(row.children(), "child", "children")
            + (row.child().isEmpty() ? "" : " " + row.child())
            + " of "
            + row.call()
            + " in "
            + (row.thread().startsWith("main") ? "the " : "")
            + row.thread()
            + (row.site().isEmpty() ? "" : ", " + row.site())
            + "; first at line "
            + row.example());
    entry("taken     ", row.collected());
    if (row.misreaped() > 0) {
      entry("stolen    ", row.misreaped() + " of " + row.children());
    }
    entry("if marked ", effect(row.ifMarked()));
    entry("change    ", row.change());
    entry("saves     ", row.saves());
    entry("today     ", row.today());
  }

  private void entry(String label, String text) throws IOException {
    if (!text.isEmpty()) {
      page.labelled(Ink.PLAIN, "         " + label, text);
    }
  }

  private static String effect(PlanRow.Effect one) {
    List<String> words = new ArrayList<>();
    add(words, one.fixed(), "fixed");
    add(words, one.unchanged(), "unchanged");
    add(words, one.improved(), "improved");
    add(words, one.leaks(), "would leak");
    add(words, one.hangs(), "would hang");
    return words.isEmpty() ? "not judged: alive when the log ends" : String.join(", ", words);
  }
}

package org.reapscope.reports;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.result.Plan;
import org.reapscope.analyzer.result.PlanRow;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.result.WhatIf;

/** What another rule changes, as tables: with and without, every profile, the plan. */
public final class WhatIfGrids {
  private static final int SITES = 40;

  /** Columns of the table of rules; {@link #cells} makes its rows. */
  static final String[] RULES = {
    "semantics", ">misreaps", ">leaks", ">hangs", ">stuck", ">spins", ">waits", ">scanned"
  };

  private WhatIfGrids() {}

  /** The run as recorded beside the run with the plan's marks, then every profile. */
  public static List<Grid> comparison(TraceResult result) {
    List<Grid> grids = new ArrayList<>();
    Plan plan = result.plan();
    if (plan != null) {
      grids.add(withAndWithout(result, plan));
    }
    if (!result.comparison().isEmpty()) {
      grids.add(profiles(result.comparison()));
    }
    return grids;
  }

  /** What the rule and the marks that were asked for change; empty when none were. */
  static List<Grid> asked(TraceResult result) {
    WhatIf one = result.whatIf();
    return one == null ? List.of() : List.of(profiles(List.of(one)));
  }

  private static Grid withAndWithout(TraceResult result, Plan plan) {
    WhatIf with = plan.proof();
    Grid.Builder grid =
        new Grid.Builder(
            "This run as recorded, and with the plan's children marked",
            "",
            ">without",
            ">with",
            "what it says");
    long stolen = result.findings().stream().filter(one -> one.rule().equals("misreap")).count();
    grid.row("marked children", 0, with.marked(), "the smallest harmless set, by spawn site");
    grid.row("stolen", stolen, with.misreaps(), "taken by a wait for anyone from their owner");
    grid.row("left as zombies by the mark", "-", with.leaks(), "nobody waits for them by name");
    grid.row("never learnt of", "-", with.hangs(), "code that depends on their end would hang");
    grid.row("threads asleep for ever", "-", with.stuck(), "in a wait that nothing ends any more");
    grid.row(
        "threads that spin", "-", with.spins(), "in a wait that fails at once, again and again");
    grid.row(
        "wait calls", with.callsRecorded(), with.callsPlayed(), "loops adapt to their answers");
    grid.row("answered otherwise", "-", with.different(), "wait calls with another result");
    grid.row(
        "tasks scanned",
        result.waits().tasksScanned(),
        with.tasksScanned(),
        "by the kernel, in waits");
    return grid.done(
        "Without: as recorded. With: the same run played on under "
            + with.semantics()
            + " with exactly the marks of the plan; everything after the first difference is"
            + " inferred.");
  }

  private static Grid profiles(List<WhatIf> all) {
    Grid.Builder grid = new Grid.Builder("Under every rule, marked: " + all.get(0).mark(), RULES);
    all.forEach(one -> grid.row(cells(one)));
    return grid.done("");
  }

  /** A row of the table of rules. */
  static Object[] cells(WhatIf one) {
    return new Object[] {
      one.semantics(),
      one.misreaps(),
      one.leaks(),
      one.hangs(),
      one.stuck(),
      one.spins(),
      one.callsPlayed(),
      one.tasksScanned()
    };
  }

  /** One row a spawn site; empty without a plan. */
  public static List<Grid> plan(TraceResult result) {
    Plan plan = result.plan();
    if (plan == null || plan.rows().isEmpty()) {
      return List.of();
    }
    Grid.Builder grid =
        new Grid.Builder(
            "By spawn site",
            "program",
            "creates",
            ">children",
            ">stolen",
            "collected by",
            "mark",
            "what else to change",
            "what it saves",
            "on a kernel of today");
    for (PlanRow row : plan.rows().subList(0, Math.min(SITES, plan.rows().size()))) {
      grid.row(
          row.program() + ", " + row.thread(),
          (row.child().isEmpty() ? "" : row.child() + " by ")
              + row.call()
              + (row.site().isEmpty() ? "" : ", " + row.site())
              + ", first at line "
              + row.example(),
          row.children(),
          row.misreaped(),
          row.collected(),
          row.mark() ? "mark" : "leave",
          row.change(),
          row.saves(),
          row.today());
    }
    int left = plan.rows().size() - SITES;
    return List.of(grid.done(left > 0 ? left + " more sites stand in plan.csv." : ""));
  }

  /** One sentence for each program. */
  public static List<String> verdicts(TraceResult result) {
    Plan plan = result.plan();
    if (plan == null) {
      return List.of();
    }
    return plan.programs().stream()
        .map(
            one ->
                Sanitizer.text(
                    (one.program().isEmpty() ? "unnamed program" : one.program())
                        + ": "
                        + one.verdict()
                        + (one.why().isEmpty() ? "" : " (" + one.why() + ")")))
        .toList();
  }
}

package org.reapscope.reports;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.Alternative;
import org.reapscope.analyzer.result.Growth;
import org.reapscope.analyzer.result.ReaperCost;
import org.reapscope.analyzer.result.ReapingCost;
import org.reapscope.analyzer.result.TracerOverhead;
import org.reapscope.analyzer.result.ZombieCost;

/** What reaping costs, as tables: four currencies, growth, other ways, from death to reap. */
public final class CostGrids {
  private static final int PROCESSES = 4;

  /** Columns of the table of what lay between death and reap. */
  static final String[] LATENCIES = {
    ">pid", "reaper", ">reaped", ">at once", ">median", ">90 %", ">99 %", ">max"
  };

  private CostGrids() {}

  /** The tables that have rows, for the costliest processes. */
  public static List<Grid> of(ReapingCost cost) {
    List<ReaperCost> costly =
        cost.processes().subList(0, Math.min(PROCESSES, cost.processes().size()));
    List<Grid> grids = new ArrayList<>();
    currencies(cost, costly, grids);
    for (ReaperCost one : costly) {
      growth(one, "a poll round", one.pollGrowth(), grids);
      if (one.polls().calls() == 0) {
        growth(one, "a drain loop", one.drainGrowth(), grids);
      }
      ways(cost, one, grids);
    }
    zombies(cost.zombies(), grids);
    return grids;
  }

  private static void currencies(ReapingCost cost, List<ReaperCost> costly, List<Grid> grids) {
    Grid.Builder grid =
        new Grid.Builder(
            "What waiting costs",
            ">pid",
            "name",
            "by",
            ">calls",
            ">wasted",
            ">scanned",
            ">scanned to 5.12",
            ">time",
            ">net",
            ">share");
    for (ReaperCost one : costly) {
      work(grid, one, "polls", one.polls());
      work(grid, one, "drains", one.drains());
      work(grid, one, "waitalls", one.waitalls());
    }
    if (!grid.isEmpty()) {
      grids.add(
          grid.done(
              "scanned: tasks the kernel looks at, Linux 5.13 and later, then older ones; time: in"
                  + " the calls as recorded; net: less the tracer's own part; share: of the time"
                  + " its threads were on the trace. "
                  + tracer(cost.tracer())));
    }
  }

  private static void work(Grid.Builder grid, ReaperCost one, String by, ReaperCost.Work work) {
    if (work.calls() > 0) {
      grid.row(cells(one, by, work));
    }
  }

  /** What one way of waiting cost a process. */
  static Object[] cells(ReaperCost one, String by, ReaperCost.Work work) {
    return new Object[] {
      Integer.toString(one.pid()),
      one.comm(),
      by,
      work.calls(),
      work.wasted(),
      work.scanned(),
      work.scannedBefore513(),
      Amounts.seconds(work.seconds()),
      Amounts.seconds(work.secondsNet()),
      Amounts.share(work.share())
    };
  }

  /** How one currency grows; {@code between} stands between the ends of the interval. */
  static Object[] cells(Growth.Fit fit, String between) {
    boolean time = fit.of().startsWith("nano");
    return new Object[] {
      Amounts.currency(fit.of()),
      fit.order().word(),
      Amounts.of(fit.slope(), time),
      Amounts.of(fit.slopeLow(), time) + between + Amounts.of(fit.slopeHigh(), time),
      Amounts.decimals(fit.rSquared(), 3),
      Amounts.of(fit.robustSlope(), time)
    };
  }

  /** How long dead children waited for one reaper. */
  static Object[] cells(ZombieCost.Reaper reaper) {
    ZombieCost.Latency latency = reaper.latency();
    return new Object[] {
      Integer.toString(reaper.pid()),
      reaper.comm(),
      latency.reaped(),
      latency.atOnce(),
      Amounts.nanos(latency.p50()),
      Amounts.nanos(latency.p90()),
      Amounts.nanos(latency.p99()),
      Amounts.nanos(latency.max())
    };
  }

  private static String tracer(TracerOverhead tracer) {
    return tracer.estimated()
        ? "The tracer adds about "
            + Amounts.nanos(tracer.median())
            + " to a call, by "
            + Times.count(tracer.calls())
            + " calls of known cost: "
            + tracer.basis()
            + "."
        : "The tracer's own part cannot be told: too few calls of known cost.";
  }

  private static void growth(
      ReaperCost one, String round, @Nullable Growth growth, List<Grid> grids) {
    if (growth == null || growth.sizes().isEmpty()) {
      return;
    }
    Grid.Builder grid =
        new Grid.Builder(
            "How the cost of " + round + " of " + one.pid() + " " + one.comm() + " grows",
            round,
            "grows",
            ">per child",
            ">95 % interval",
            ">R²",
            ">robust");
    growth.fits().forEach(fit -> grid.row(cells(fit, " to ")));
    List<String> hurts = new ArrayList<>();
    for (Growth.Hurt hurt : growth.hurts()) {
      hurts.add(
          hurt.what()
              + " at "
              + Amounts.children(hurt.recorded())
              + " children as recorded, "
              + Amounts.children(hurt.predicted())
              + " untraced");
    }
    grids.add(
        grid.done(hurts.isEmpty() ? "" : "Starts to hurt: " + String.join("; ", hurts) + "."));
  }

  private static void ways(ReapingCost cost, ReaperCost one, List<Grid> grids) {
    if (one.alternatives().isEmpty()) {
      return;
    }
    Grid.Builder grid =
        new Grid.Builder(
            "Other ways for " + one.pid() + " " + one.comm() + " to wait for the same",
            "way",
            ">waits",
            ">other calls",
            ">scanned",
            ">scanned to 5.12",
            ">time",
            ">between",
            "what it takes");
    for (Alternative way : one.alternatives()) {
      grid.row(
          way.name(),
          way.waits(),
          way.otherCalls(),
          way.scanned(),
          way.scannedBefore513(),
          Amounts.seconds(way.seconds()),
          Amounts.seconds(way.secondsLow()) + " to " + Amounts.seconds(way.secondsHigh()),
          way.needs().isEmpty() ? way.how() : way.how() + "; " + way.needs());
    }
    grids.add(
        grid.done(
            cost.calibration().isEmpty()
                ? ""
                : "time: without a tracer, by the calibration of " + cost.calibration() + "."));
  }

  private static void zombies(ZombieCost zombies, List<Grid> grids) {
    Grid.Builder grid = new Grid.Builder("From death to reap", LATENCIES);
    zombies.reapers().stream().limit(PROCESSES).forEach(reaper -> grid.row(cells(reaper)));
    if (!grid.isEmpty()) {
      grids.add(
          grid.done(
              "At most "
                  + zombies.peak()
                  + " dead and unreaped at a time, "
                  + Amounts.zombieSeconds(zombies.seconds())
                  + " in all."));
    }
  }
}

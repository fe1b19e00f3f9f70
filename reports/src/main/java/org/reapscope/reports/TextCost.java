package org.reapscope.reports;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.Alternative;
import org.reapscope.analyzer.result.Growth;
import org.reapscope.analyzer.result.ReaperCost;
import org.reapscope.analyzer.result.ReaperCost.Work;
import org.reapscope.analyzer.result.ReapingCost;
import org.reapscope.analyzer.result.TracerOverhead;
import org.reapscope.analyzer.result.ZombieCost;
import org.reapscope.reports.Page.Ink;

/** What reaping costs, as text: four currencies, growth, other ways, zombies. */
final class TextCost {
  private static final int SHOWN = 8;

  private final Page page;
  private final boolean all;

  /** Writes to {@code page}; {@code all} processes or the costliest. */
  TextCost(Page page, boolean all) {
    this.page = page;
    this.all = all;
  }

  void print(ReapingCost cost) throws IOException {
    List<ReaperCost> rows = cost.processes();
    List<ReaperCost> shown = all ? rows : rows.subList(0, Math.min(SHOWN, rows.size()));
    currencies(cost, shown);
    turns(shown);
    for (ReaperCost one : shown) {
      growth(one, "poll rounds", "children watched", one.pollGrowth());
      if (one.polls().calls() == 0) {
        growth(one, "drain loops", "children", one.drainGrowth());
      }
      ways(cost, one);
    }
    if (shown.size() < rows.size()) {
      page.gap();
      page.line(
          "", Ink.PLAIN, (rows.size() - shown.size()) + " more processes wait; -v shows them");
    }
    zombies(cost.zombies());
  }

  private void currencies(ReapingCost cost, List<ReaperCost> rows) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    page.gap();
    page.line("", Ink.BOLD, "What waiting costs");
    TextTable table =
        new TextTable(
            ">pid",
            "name",
            "by",
            ">calls",
            ">wasted",
            ">scanned",
            ">to 5.12",
            ">time",
            ">net",
            ">share");
    for (ReaperCost one : rows) {
      work(table, one, "polls", one.polls());
      work(table, one, "drains", one.drains());
      work(table, one, "waitalls", one.waitalls());
    }
    table.print(page, 2);
    page.wrapped(
        Ink.FAINT,
        2,
        "scanned: tasks the kernel looks at, Linux 5.13 and later; to 5.12: the same on older"
            + " ones; time: in the calls as recorded; net: less the tracer's part; share: of the"
            + " time its threads were on the trace");
    page.wrapped(Ink.PLAIN, 2, tracer(cost.tracer()));
  }

  private static void work(TextTable table, ReaperCost one, String by, Work work) {
    if (work.calls() == 0) {
      return;
    }
    table.row(CostGrids.cells(one, by, work));
  }

  private static String tracer(TracerOverhead tracer) {
    if (!tracer.estimated()) {
      return "The tracer's own part of the time cannot be told: too few calls of known cost.";
    }
    return "The tracer adds about "
        + Amounts.nanos(tracer.median())
        + " to a call ("
        + Amounts.nanos(tracer.low())
        + " to "
        + Amounts.nanos(tracer.high())
        + " for 8 of 10), by "
        + Times.count(tracer.calls())
        + " calls of known cost: "
        + tracer.basis()
        + ".";
  }

  private void turns(List<ReaperCost> rows) throws IOException {
    TextTable table = new TextTable(">pid", "event loop", ">turns", ">poll rounds", ">drain loops");
    boolean any = false;
    for (ReaperCost one : rows) {
      for (ReaperCost.LoopTurns turns : one.turns()) {
        any = true;
        table.row(
            one.pid(),
            turns.kind().equals("none") ? "no loop shown" : turns.kind(),
            turns.kind().equals("none") ? "-" : turns.turns(),
            turns.rounds(),
            turns.drains());
      }
    }
    if (any) {
      page.gap();
      page.line("", Ink.BOLD, "Event-loop turns");
      table.print(page, 2);
    }
  }

  private void growth(ReaperCost one, String rounds, String of, @Nullable Growth growth)
      throws IOException {
    if (growth == null || growth.sizes().isEmpty()) {
      return;
    }
    List<Growth.Size> sizes = growth.sizes();
    page.gap();
    page.wrapped(
        Ink.BOLD,
        0,
        String.format(
            Locale.US,
            "Growth: %,d %s of %d %s over %.0f to %.0f %s",
            growth.fit("calls").rounds(),
            rounds,
            one.pid(),
            Sanitizer.name(one.comm()),
            sizes.get(0).children(),
            sizes.get(sizes.size() - 1).children(),
            of));
    TextTable table =
        new TextTable("a round", "grows", ">per child", ">95 % interval", ">R²", ">robust");
    growth.fits().forEach(fit -> table.row(CostGrids.cells(fit, " .. ")));
    table.print(page, 2);
    notKnown(growth);
    TextTable hurts = new TextTable("starts to hurt", ">as recorded", ">net", ">untraced");
    for (Growth.Hurt hurt : growth.hurts()) {
      hurts.row(
          hurt.what(),
          Amounts.children(hurt.recorded()),
          Amounts.children(hurt.net()),
          Amounts.children(hurt.predicted()));
    }
    hurts.print(page, 2);
  }

  /** Says why an order is not known: of the calls, else of the time, which follow from them. */
  private void notKnown(Growth growth) throws IOException {
    Growth.Fit calls = growth.fit("calls");
    Growth.Fit time = growth.fit("nanoseconds");
    if (calls.order() == Growth.Order.UNKNOWN) {
      page.wrapped(Ink.FAINT, 2, "The order of growth is not known: " + calls.why() + ".");
    } else if (time.fitted() && time.order() == Growth.Order.UNKNOWN) {
      page.wrapped(Ink.FAINT, 2, "The order of the time is not known: " + time.why() + ".");
    }
  }

  private void ways(ReapingCost cost, ReaperCost one) throws IOException {
    if (one.alternatives().isEmpty()) {
      return;
    }
    page.gap();
    page.wrapped(
        Ink.BOLD,
        0,
        "Other ways for " + one.pid() + " " + Sanitizer.name(one.comm()) + " to wait for the same");
    TextTable table =
        new TextTable("way", ">waits", ">other", ">scanned", ">to 5.12", ">time", ">between");
    for (Alternative way : one.alternatives()) {
      table.row(
          way.name(),
          way.waits(),
          way.otherCalls(),
          way.scanned(),
          way.scannedBefore513(),
          Amounts.seconds(way.seconds()),
          Amounts.seconds(way.secondsLow()) + " .. " + Amounts.seconds(way.secondsHigh()));
    }
    table.print(page, 2);
    for (Alternative way : one.alternatives()) {
      if (!way.needs().isEmpty()) {
        page.labelled(
            Ink.FAINT, String.format("  %-9s ", way.name()), way.how() + "; " + way.needs());
      }
    }
    if (!cost.calibration().isEmpty()) {
      page.wrapped(
          Ink.FAINT,
          2,
          "other: epoll_ctl, epoll_wait and close that the way needs; time: without a tracer, by"
              + " the calibration of "
              + cost.calibration()
              + ", between its fastest and its 95th percentile");
    }
  }

  private void zombies(ZombieCost zombies) throws IOException {
    ZombieCost.Latency times = zombies.lifetimes();
    if (times.reaped() == 0) {
      return;
    }
    page.gap();
    page.line("", Ink.BOLD, "From death to reap");
    page.wrapped(
        Ink.PLAIN,
        2,
        Times.count(times.reaped(), "child", "children")
            + " reaped, "
            + Times.count(times.atOnce())
            + " at once; at most "
            + zombies.peak()
            + " dead and unreaped at a time, "
            + Amounts.zombieSeconds(zombies.seconds())
            + " in all. "
            + signals(zombies.signals()));
    TextTable table = new TextTable(CostGrids.LATENCIES);
    int shown = all ? zombies.reapers().size() : SHOWN;
    zombies.reapers().stream().limit(shown).forEach(reaper -> table.row(CostGrids.cells(reaper)));
    table.print(page, 2);
  }

  private static String signals(ZombieCost.ChildSignals signals) {
    if (signals.coalesced() < 0) {
      return "The log shows no SIGCHLD handler run.";
    }
    return Times.count(signals.coalesced(), "SIGCHLD", "SIGCHLDs")
        + " merged into one already pending"
        + (signals.sent() > 0
            ? " ("
                + Times.count(signals.delivered())
                + " delivered for "
                + Times.count(signals.sent(), "death", "deaths")
                + ")."
            : ".");
  }
}

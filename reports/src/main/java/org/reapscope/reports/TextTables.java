package org.reapscope.reports;

import java.io.IOException;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Contradiction;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Page.Ink;

/** The tables of a result as text: polling, wait calls, contradictions. */
final class TextTables {
  private static final int CONTRADICTIONS_SHOWN = 5;

  private final Page page;
  private final boolean all;

  /** Writes to {@code page}; {@code all} contradictions or the first few. */
  TextTables(Page page, boolean all) {
    this.page = page;
    this.all = all;
  }

  /** Writes what processes spent on asking one by one; nothing when none did. */
  void polling(TraceResult result) throws IOException {
    if (result.polling().isEmpty()) {
      return;
    }
    page.gap();
    page.line("", Ink.BOLD, "Asking after children one by one");
    TextTable table =
        new TextTable(
            ">pid",
            "name",
            ">rounds",
            ">calls",
            ">wasted",
            ">most",
            ">seconds",
            ">ns/child",
            ">by pidfd");
    result
        .polling()
        .forEach(
            one ->
                table.row(
                    one.pid(),
                    one.comm(),
                    one.rounds(),
                    one.calls(),
                    one.wasted(),
                    one.maxChildren(),
                    Times.micros(one.secondsWasted()),
                    Math.round(one.nsPerChildPerRound()),
                    one.callsUnderFlag()));
    table.print(page, 2);
    page.wrapped(
        Ink.FAINT,
        2,
        "wasted: calls that found nothing; most: children asked after in one round; seconds: spent"
            + " in wasted calls, an upper bound since tracing slows calls; by pidfd: calls that an"
            + " event loop on pidfds makes for the same deaths");
  }

  /** Writes every wait call. */
  void calls(TraceResult result) throws IOException {
    page.gap();
    page.line("", Ink.BOLD, "Wait calls");
    TextTable table =
        new TextTable(">line", ">thread", "call", "recorded", "replayed", "evidence", ">scanned");
    for (CallRow one : result.calls()) {
      boolean same = one.recorded().equals(one.replayed());
      table.row(
          one.line(),
          one.tid(),
          one.call(),
          one.recorded(),
          same ? "same" : one.replayed(),
          one.evidence() == Evidence.EXACT || one.rule().isEmpty()
              ? one.evidence().word()
              : one.evidence().word() + ": " + one.rule(),
          one.tasksScanned());
    }
    table.print(page, 0);
  }

  /** Writes the results that the replay contradicts, if any. */
  void contradictions(TraceResult result) throws IOException {
    if (result.contradictions().isEmpty()) {
      return;
    }
    page.gap();
    page.line("", Ink.RED, "Contradicted: the replay disagrees with what was recorded");
    int shown =
        all
            ? result.contradictions().size()
            : Math.min(CONTRADICTIONS_SHOWN, result.contradictions().size());
    for (Contradiction one : result.contradictions().subList(0, shown)) {
      page.labelled(
          Ink.PLAIN,
          "  line " + one.line() + "  ",
          one.call()
              + " in "
              + one.pid()
              + ": recorded "
              + one.recorded()
              + ", replayed "
              + one.replayed()
              + (one.why().isBlank() ? "" : "; " + one.why()));
    }
    if (shown < result.contradictions().size()) {
      page.line("", Ink.PLAIN, "  " + (result.contradictions().size() - shown) + " more with -v");
    }
  }
}

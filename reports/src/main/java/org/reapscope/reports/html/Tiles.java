package org.reapscope.reports.html;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.result.Polling;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.result.WaitTotals;
import org.reapscope.reports.Times;

/** The few numbers that are seen first. */
final class Tiles {
  private Tiles() {}

  /** The numbers of {@code result}, those that say something is wrong in colour. */
  static List<Part> of(TraceResult result) {
    List<Part> tiles = new ArrayList<>();
    tiles.add(tile("processes", Times.count(result.processes().created()), ""));
    long stolen = count(result, "misreap");
    tiles.add(tile("stolen", Times.count(stolen), stolen > 0 ? "error" : "good"));
    long leaked = count(result, "zombie-leak") + count(result, "orphan-leak");
    tiles.add(tile("leaked", Times.count(leaked), leaked > 0 ? "error" : "good"));
    long wasted = result.polling().stream().mapToLong(Polling::wasted).sum();
    tiles.add(
        tile("wasted polls", Times.count(wasted), count(result, "polling") > 0 ? "warning" : ""));
    WaitTotals waits = result.waits();
    tiles.add(tile("waits", Times.count(waits.total()), ""));
    if (waits.total() > 0) {
      String share = String.format("%.4s", Math.floor(waits.exact() * 1000.0 / waits.total()) / 10);
      tiles.add(
          tile(
              "replayed exactly",
              (waits.exact() == waits.total() ? "100" : share) + " %",
              waits.contradicted() > 0 ? "warning" : "good"));
    }
    return tiles;
  }

  private static Part tile(String label, String number, String grade) {
    return new Part(label, number, 0, grade);
  }

  private static long count(TraceResult result, String rule) {
    return result.findings().stream().filter(one -> one.rule().equals(rule)).count();
  }
}

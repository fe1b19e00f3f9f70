package org.reapscope.analyzer.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Polling;

/**
 * The finding rule {@code polling}: a process asks after several children one by one, and most of
 * the answers are that nothing has happened.
 *
 * <p>It costs, but breaks nothing: a note, and a warning once the waste is plainly more than the
 * deaths could explain.
 */
public final class PollingRule {
  /** The contract's word. */
  public static final String ID = "polling";

  /**
   * Rounds over fewer children are a program that waits for a child, not one that polls; so are
   * rounds of which fewer than every other asks after more than one.
   */
  private static final int CHILDREN = 2;

  private static final int WASTED_PER_DEATH = 5;
  private static final int WASTED_AT_LEAST = 50;

  private PollingRule() {}

  /** A finding for each process that polls. */
  public static List<Finding> findings(List<Polling> rows) {
    List<Finding> findings = new ArrayList<>();
    for (Polling row : rows) {
      if (row.maxChildren() >= CHILDREN
          && 2L * row.calls() >= 3L * row.rounds()
          && row.wasted() > row.callsUnderFlag()) {
        findings.add(finding(row));
      }
    }
    return findings;
  }

  private static Finding finding(Polling row) {
    boolean costly =
        row.wasted() >= WASTED_AT_LEAST && row.wasted() >= WASTED_PER_DEATH * row.callsUnderFlag();
    return new Finding(
        ID,
        costly ? Finding.Severity.WARNING : Finding.Severity.NOTE,
        "exact",
        String.format(
            Locale.US,
            "%,d of %,d focused waits found nothing: each of %,d poll rounds asks after up to %,d"
                + " children one by one.",
            row.wasted(),
            row.calls(),
            row.rounds(),
            row.maxChildren()),
        new Finding.Party(row.pid(), row.comm()),
        null,
        null,
        null,
        new Finding.UnderFlag(
            "unchanged",
            String.format(
                Locale.US,
                "marking alone saves nothing; pidfds in the event loop need %,d %s for the same"
                    + " deaths, and one drain becomes safe beside marked children of others",
                row.callsUnderFlag(),
                row.callsUnderFlag() == 1 ? "wait" : "waits")));
  }
}

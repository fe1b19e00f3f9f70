package org.reapscope.analyzer.findings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.reapscope.analyzer.order.Gaps;
import org.reapscope.analyzer.order.RecordKinds;
import org.reapscope.analyzer.replay.Observers;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.WaitTotals;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.event.EventsLost;
import org.reapscope.traces.event.ProcessEvent;

/** Every finding rule at work on one trace. */
public final class Findings {
  /** One wait of so many may be unknown without putting the verdict in doubt. */
  private static final int FEW = 10;

  private final List<Detector> detectors = new ArrayList<>();
  private final Losses losses = new Losses();
  private final Doubts doubts = new Doubts();
  private final ReplayObserver observer;

  /** Sets up a detector for each rule. */
  public Findings() {
    for (FindingRule rule : FindingRule.values()) {
      detectors.add(rule.newDetector());
    }
    List<ReplayObserver> all = new ArrayList<>(detectors);
    all.add(0, new Casebook(detectors));
    all.add(doubts);
    observer = new Observers(all);
  }

  /** What has to watch the replay. */
  public ReplayObserver observer() {
    return observer;
  }

  /** Takes note of an event that the replay itself passes over. */
  public void accept(ProcessEvent event) {
    if (event instanceof EventsLost) {
      losses.add(event.line());
    }
  }

  /** As below, weighed by the signs that lines are missing from within the log. */
  public List<Finding> weighed(
      TraceFacts facts, List<Finding> further, RecordKinds kinds, Gaps gaps) {
    List<Finding> found = all(facts, further, kinds);
    if (gaps.any()) {
      found.replaceAll(doubts::weigh);
    }
    return found;
  }

  /**
   * What the whole log shows, in line order; to be asked once the replay has ended.
   *
   * @param kinds the kinds of records that the log holds
   */
  public List<Finding> all(TraceFacts facts, List<Finding> further, RecordKinds kinds) {
    Coverage coverage = Coverage.of(facts, losses, kinds);
    List<Finding> found = new ArrayList<>(further);
    for (Detector detector : detectors) {
      found.addAll(detector.findings(coverage));
    }
    if (found.size() > 1) {
      found.sort(Comparator.comparingLong(Findings::line));
    }
    return found;
  }

  /** Why the log cannot tell whether a child was stolen, empty when nothing bears on it. */
  public String doubt(TraceFacts facts, WaitTotals waits, RecordKinds kinds) {
    if (kinds.leavesOutFailures()) {
      return "calls that failed were not recorded";
    }
    if (kinds.onlyFailures()) {
      return "calls that succeeded were not recorded";
    }
    if (waits.unknown() > waits.total() / FEW) {
      return waits.unknown() + " of " + waits.total() + " waits cannot be judged";
    }
    Coverage coverage = Coverage.of(facts, losses, kinds);
    int withheld = 0;
    for (Detector detector : detectors) {
      withheld += detector.withheld(coverage);
    }
    return withheld == 0
        ? ""
        : Words.count(withheld, "child seems", "children seem")
            + " to have been, but not all that bears on it was recorded";
  }

  /** The line at which a finding stands in a list. */
  static long line(Finding finding) {
    if (finding.stealer() != null) {
      return finding.stealer().line();
    }
    if (finding.victim() != null) {
      return finding.victim().line();
    }
    return finding.child() == null ? 0 : finding.child().exitLine();
  }
}

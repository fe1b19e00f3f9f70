package org.reapscope.analyzer.findings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.reapscope.analyzer.order.RecordKinds;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.traces.event.EventsLost;
import org.reapscope.traces.event.ProcessEvent;

/**
 * The findings of a log that is not over, each once and as soon as nothing later can add to it.
 *
 * <p>Rules that count, and those that rest on something that did not happen, are left to {@link
 * Findings}, which knows the whole log.
 */
public final class LiveFindings {
  private final List<Renewed> detectors =
      Arrays.stream(FindingRule.values()).filter(FindingRule::live).map(Renewed::new).toList();
  private final Casebook casebook = new Casebook(List.copyOf(detectors), true);
  private final Losses losses = new Losses();

  /** What has to watch the replay. */
  public ReplayObserver observer() {
    return casebook;
  }

  /** Takes note of an event that the replay itself passes over. */
  public void accept(ProcessEvent event) {
    if (event instanceof EventsLost) {
      losses.add(event.line());
    }
  }

  /**
   * What has been settled since the last call, in line order.
   *
   * @param kinds the kinds of records that the log has shown so far
   */
  public List<Finding> settled(RecordKinds kinds) {
    casebook.settle();
    Coverage coverage = new Coverage(true, false, 0, losses, kinds);
    List<Finding> found = new ArrayList<>();
    detectors.forEach(each -> found.addAll(each.take(coverage)));
    found.sort(Comparator.comparingLong(Findings::line));
    return found;
  }

  /** A detector that forgets what it has told. */
  private static final class Renewed implements Detector {
    private final FindingRule rule;
    private Detector detector;

    Renewed(FindingRule rule) {
      this.rule = rule;
      this.detector = rule.newDetector();
    }

    List<Finding> take(Coverage coverage) {
      List<Finding> found = findings(coverage);
      detector = rule.newDetector();
      return found;
    }

    @Override
    public void closed(CaseFile file) {
      detector.closed(file);
    }

    @Override
    public void signalledLate(CaseFile file, LateSignal signal) {
      detector.signalledLate(file, signal);
    }

    @Override
    public List<Finding> findings(Coverage coverage) {
      return detector.findings(coverage);
    }
  }
}

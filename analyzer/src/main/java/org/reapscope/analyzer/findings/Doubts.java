package org.reapscope.analyzer.findings;

import java.util.HashSet;
import java.util.Set;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.analyzer.order.TaskNumbers;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.result.Finding;

/**
 * What missing lines leave of a finding. One that says what was not done rests on every line being
 * there; one that quotes what was done does not, unless the process met such a line or the child's
 * birth is missing, so that its number may have been another's.
 */
final class Doubts implements ReplayObserver {
  private static final String PROBABLE = "probable";

  /** Rules each of whose findings rests on two things that happened. */
  private final Set<String> quoting = new HashSet<>();

  private final TaskNumbers processes = new TaskNumbers();

  Doubts() {
    for (FindingRule rule : FindingRule.values()) {
      if (rule.live()) {
        quoting.add(rule.id());
      }
    }
  }

  @Override
  public void waited(JudgedWait wait) {
    if (wait.rule() == Rule.LINES_MISSING) {
      processes.add(wait.caller().task().group().pid());
    }
  }

  /** The finding as a log shows it from which lines are missing. */
  Finding weigh(Finding finding) {
    Finding.Child child = finding.child();
    boolean doubtful =
        !quoting.contains(finding.rule())
            || child != null && child.spawnLine() == 0
            || processes.contains(finding.process().pid());
    return doubtful && !finding.evidence().equals(PROBABLE)
        ? new Finding(
            finding.rule(),
            finding.severity(),
            PROBABLE,
            withoutStop(finding.message())
                + ". Lines are missing from this log, and one of them may say otherwise",
            finding.process(),
            child,
            finding.stealer(),
            finding.victim(),
            finding.underFlag())
        : finding;
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }
}

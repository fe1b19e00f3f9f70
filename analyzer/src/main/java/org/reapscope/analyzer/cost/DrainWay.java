package org.reapscope.analyzer.cost;

import java.util.List;
import org.reapscope.analyzer.cost.Calibration.Cost;
import org.reapscope.analyzer.kernel.Answer;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.semantics.Profiles;

/**
 * Waits for anybody until there is nobody left, where the recorded program made a poll round or a
 * drain loop; the children that other code waits for are marked.
 */
final class DrainWay extends Way {
  DrainWay() {
    super(List.of(new Family(Profiles.byName("wait-pidfd"))));
  }

  @Override
  String name() {
    return "drain";
  }

  @Override
  String how() {
    return "one waitall drain for each poll round, beside marked children";
  }

  @Override
  String needs() {
    return "every child that other code waits for is marked (CLONE_WAIT_PIDFD, proposed)";
  }

  /** Until the recording shows whose it is, a child is another's. */
  @Override
  boolean isMarked() {
    return true;
  }

  @Override
  void owned(TracedTask child) {
    families().forEach(family -> family.unmark(child));
  }

  @Override
  void swept() {
    for (Family family : families()) {
      Answer answer;
      do {
        answer = family.waitForAnybody();
        waits++;
        scanned += answer.scanned();
        scannedBefore513 += answer.scanned();
      } while (answer.reports());
    }
  }

  @Override
  Cost price(Calibration calibration) {
    // A drain's last call walks the whole list: about as long as the mean call's walk, or longer.
    double length = waits == 0 ? 1 : (double) scanned / waits;
    return calibration.generic(waits, scanned, length);
  }
}

package org.reapscope.analyzer.findings;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Finding.Severity;

/**
 * A signal sent by number to a child that had been reaped: the number was free, and could have been
 * another process by then.
 */
final class StaleSignal implements Detector {
  private final List<Late> late = new ArrayList<>();

  private record Late(CaseFile file, LateSignal signal) {}

  @Override
  public void signalledLate(CaseFile file, LateSignal signal) {
    late.add(new Late(file, signal));
  }

  @Override
  public List<Finding> findings(Coverage coverage) {
    List<Finding> found = new ArrayList<>();
    for (Late each : late) {
      if (!each.file.book.guessed && coverage.whole(each.file.from(), each.signal.line())) {
        found.add(finding(each.file, each.signal));
      }
    }
    return found;
  }

  private static Finding finding(CaseFile file, LateSignal signal) {
    Asking reap = file.reap;
    String gone =
        reap == null
            ? "the kernel had discarded it at line " + file.settledLine
            : reap.call().words() + " had reaped it at line " + reap.line();
    String effect =
        signal.hit()
            ? "the number is in use again, and the signal reached another process"
            : "the number was free, and the signal could have hit another process";
    return new Finding(
        FindingRule.STALE_SIGNAL.id(),
        Severity.WARNING,
        "exact",
        Words.who(signal.sender())
            + " called "
            + signal.words()
            + " at line "
            + signal.line()
            + " for "
            + file.words()
            + ", but "
            + gone
            + ": "
            + effect,
        file.book.party(),
        file.described(),
        null,
        new Finding.Victim(
            signal.sender().tid(), signal.line(), signal.time(), signal.words(), "none"),
        new Finding.UnderFlag(
            "unchanged",
            "A mark does not keep the number; pidfd_send_signal on a pidfd cannot miss."));
  }
}

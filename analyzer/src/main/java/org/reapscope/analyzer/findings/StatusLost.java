package org.reapscope.analyzer.findings;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Finding.Severity;

/**
 * A focused wait met ECHILD because the kernel had discarded the child: its parent ignores SIGCHLD,
 * has SA_NOCLDWAIT set, or the child reaps itself. Nobody stole it, and no wait could have had it.
 */
final class StatusLost implements Detector {
  private final List<CaseFile> lost = new ArrayList<>();

  @Override
  public void closed(CaseFile file) {
    if (file.fate == CaseFile.Fate.AUTOREAPED && file.refused != null) {
      lost.add(file);
    }
  }

  @Override
  public List<Finding> findings(Coverage coverage) {
    List<Finding> found = new ArrayList<>();
    for (CaseFile file : lost) {
      Asking refused = file.refused;
      boolean whose = !file.orphan || coverage.kinds().subreaperCalls();
      if (refused != null
          && whose
          && !file.book.guessed
          && coverage.whole(file.from(), refused.line())) {
        found.add(finding(file, refused));
      }
    }
    return found;
  }

  private static Finding finding(CaseFile file, Asking refused) {
    String status = file.described().status();
    return new Finding(
        FindingRule.STATUS_LOST.id(),
        Severity.WARNING,
        refused.evidence() == Evidence.EXACT ? "exact" : "inferred",
        Words.who(refused.caller())
            + " got ECHILD from "
            + refused.call().words()
            + " at line "
            + refused.line()
            + ": the kernel discarded "
            + file.words()
            + (status.isEmpty() ? "" : ", which had " + Words.past(status) + ",")
            + " when it died, because SIGCHLD is ignored or the child reaps itself",
        file.book.party(),
        file.described(),
        null,
        refused.victim("ECHILD"),
        new Finding.UnderFlag(
            "unchanged",
            "An ignored SIGCHLD discards marked children too: restore SIG_DFL before children whose"
                + " status matters are made."));
  }
}

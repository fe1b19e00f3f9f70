package org.reapscope.analyzer.findings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Finding.Severity;

/**
 * A pid 1 or a subreaper to which orphans come, and which never waits for anybody: the orphans that
 * die stay zombies, whatever it does for its own children.
 */
final class ReaperMissing implements Detector {
  private final Map<Book, List<Lingering>> orphans = new LinkedHashMap<>();

  @Override
  public void left(CaseFile file, Leaving how) {
    if (!file.orphan || file.book.waitsForAnybody) {
      return;
    }
    Lingering zombie = Lingering.of(file, how);
    if (zombie != null) {
      orphans.computeIfAbsent(file.book, b -> new ArrayList<>(2)).add(zombie);
    }
  }

  @Override
  public List<Finding> findings(Coverage coverage) {
    List<Finding> found = new ArrayList<>();
    for (Map.Entry<Book, List<Lingering>> each : orphans.entrySet()) {
      List<Lingering> shown =
          each.getValue().stream().filter(zombie -> zombie.isShown(coverage)).toList();
      if (!shown.isEmpty()) {
        found.add(finding(each.getKey(), shown));
      }
    }
    return found;
  }

  private static Finding finding(Book book, List<Lingering> zombies) {
    boolean init = book.isInit();
    return new Finding(
        FindingRule.REAPER_MISSING.id(),
        Severity.WARNING,
        "exact",
        Words.process(book.party())
            + (init ? ", pid 1 of its namespace," : ", a subreaper,")
            + " never waits for children it did not make: "
            + Words.count(zombies.size(), "orphan", "orphans")
            + " that came to it died and stayed, the first "
            + zombies.get(0).file().words(),
        book.party(),
        zombies.get(0).file().described(),
        null,
        null,
        new Finding.UnderFlag(
            "unchanged",
            "A mark reaps nobody. With its own children marked, the process could drain with a"
                + " generic wait and take the orphans only."));
  }
}

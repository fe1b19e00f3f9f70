package org.reapscope.reports;

import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.reapscope.analyzer.fleet.Fleet;
import org.reapscope.analyzer.fleet.Group;
import org.reapscope.reports.Page.Ink;

/**
 * The sums over many traces, for a terminal: a table for programs and one for each tag.
 *
 * @param groups as {@link Fleet#groups} gives them
 */
record TextSums(List<Group> groups) {
  private static final int ROWS = 20;

  /** What deserves attention first. */
  private static Comparator<Group> worst() {
    return Comparator.comparingLong(Group::misreaps)
        .thenComparingLong(Group::leaks)
        .thenComparingLong(Group::wastedPolls)
        .thenComparingLong(Group::reaped)
        .reversed()
        .thenComparing(Group::name);
  }

  void print(Page page) throws IOException {
    if (groups.isEmpty()) {
      return;
    }
    Map<String, List<Group>> kinds =
        groups.stream()
            .filter(group -> !group.by().equals(Fleet.ALL))
            .collect(Collectors.groupingBy(Group::by, LinkedHashMap::new, Collectors.toList()));
    for (Map.Entry<String, List<Group>> kind : kinds.entrySet()) {
      table(page, kind.getKey(), kind.getValue());
    }
    for (Group all : groups) {
      if (all.by().equals(Fleet.ALL)) {
        page.gap();
        page.wrapped(Ink.PLAIN, 0, sentence(all));
      }
    }
  }

  private static void table(Page page, String kind, List<Group> groups) throws IOException {
    page.gap();
    page.line("", Ink.BOLD, "By " + Sanitizer.name(kind));
    TextTable table =
        new TextTable(
            Sanitizer.name(kind),
            ">traces",
            ">waits",
            ">reaped",
            ">misreaps",
            ">a million",
            ">leaks",
            ">wasted");
    groups.stream()
        .sorted(worst())
        .limit(ROWS)
        .forEach(
            group ->
                table.row(
                    group.name().isEmpty() ? "(unknown)" : group.name(),
                    group.traces(),
                    group.waits(),
                    group.reaped(),
                    group.misreaps(),
                    Math.round(group.misreapsPerMillion()),
                    group.leaks(),
                    group.wastedPolls()));
    table.print(page, 2);
    if (groups.size() > ROWS) {
      page.line("  ", Ink.FAINT, "and " + (groups.size() - ROWS) + " more (--format json has all)");
    }
  }

  private static String sentence(Group all) {
    return Times.count(all.traces(), "trace", "traces")
        + (all.failed() == 0 ? "" : ", " + all.failed() + " not analysed")
        + ": "
        + Times.count(all.reaped(), "child", "children")
        + " reaped, "
        + Times.count(all.misreaps(), "misreap", "misreaps")
        + ", "
        + Times.count(all.leaks(), "leak", "leaks")
        + ", "
        + Times.count(all.wastedPolls(), "wasted poll", "wasted polls")
        + ".";
  }
}

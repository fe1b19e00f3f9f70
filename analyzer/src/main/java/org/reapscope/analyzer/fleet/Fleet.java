package org.reapscope.analyzer.fleet;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reapscope.analyzer.result.Polling;
import org.reapscope.analyzer.result.ProgramTotals;
import org.reapscope.analyzer.result.TraceResult;

/** Sums the results of many traces: in all, by program, and by the tags of their names. */
public final class Fleet {
  /** The group of everything. */
  public static final String ALL = "all";

  /** Groups by command name. */
  public static final String PROGRAM = "program";

  private record Key(String by, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int order = by.compareTo(other.by);
      return order == 0 ? name.compareTo(other.name) : order;
    }
  }

  private final Map<Key, Group> groups = new TreeMap<>();

  /** Adds one analysed trace. */
  public void add(TraceResult result, Map<String, String> tags) {
    Group whole = of(result);
    put(ALL, "", whole);
    for (Map.Entry<String, String> tag : tags.entrySet()) {
      put(tag.getKey(), tag.getValue(), whole);
    }
    for (ProgramTotals program : result.programs()) {
      put(
          PROGRAM,
          program.program(),
          new Group(
              PROGRAM,
              program.program(),
              1,
              0,
              program.waits(),
              0,
              program.reaped(),
              program.misreaps(),
              program.leaks(),
              program.wastedPolls(),
              program.pollsSaved()));
    }
  }

  /** Adds one trace that could not be analysed. */
  public void failed(Map<String, String> tags) {
    Group one = new Group(ALL, "", 1, 1, 0, 0, 0, 0, 0, 0, 0);
    put(ALL, "", one);
    tags.forEach((tag, value) -> put(tag, value, one));
  }

  private void put(String by, String name, Group more) {
    Key key = new Key(by, name);
    groups.put(key, groups.getOrDefault(key, Group.empty(by, name)).plus(more));
  }

  private static Group of(TraceResult result) {
    long misreaps = 0;
    long leaks = 0;
    for (ProgramTotals program : result.programs()) {
      misreaps += program.misreaps();
      leaks += program.leaks();
    }
    long wasted = 0;
    long saved = 0;
    for (Polling polling : result.polling()) {
      wasted += polling.wasted();
      saved += Math.max(0, polling.calls() - polling.callsUnderFlag());
    }
    return new Group(
        ALL,
        "",
        1,
        0,
        result.waits().total(),
        result.waits().contradicted(),
        result.processes().reaped(),
        misreaps,
        leaks,
        wasted,
        saved);
  }

  /** Every group: all traces first, then the programs, then tag by tag; sorted by name. */
  public List<Group> groups() {
    Comparator<Group> order =
        Comparator.comparing((Group group) -> !group.by().equals(ALL))
            .thenComparing(group -> !group.by().equals(PROGRAM))
            .thenComparing(Group::by)
            .thenComparing(Group::name);
    return groups.values().stream().sorted(order).toList();
  }
}

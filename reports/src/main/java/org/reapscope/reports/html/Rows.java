package org.reapscope.reports.html;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Life;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Findings;
import org.reapscope.reports.Sanitizer;

/**
 * The rows of a timeline: below each process the threads that wait, then its children, several in a
 * row where they do not meet.
 */
final class Rows {
  private static final int THREADS = 60;
  private static final int CHILD_ROWS = 120;
  private static final int CHILDREN = 3_000;

  /** A row's label and whether a process begins with it. */
  record Row(String label, boolean first) {}

  private final TraceResult result;
  private final Set<Integer> namedThreads;
  private final Set<Integer> namedChildren;
  private final long lines;
  private final Map<Integer, String> names = new HashMap<>();
  private final List<Row> rows = new ArrayList<>();
  private final Map<Integer, Integer> rowOfThread = new HashMap<>();
  private final Map<Life, Integer> rowOfLife = new LinkedHashMap<>();
  private int childRows;
  private long livesLeftOut;
  private int threadsLeftOut;

  /** Lays out the rows; what findings name comes first where room is scarce. */
  Rows(TraceResult result, Set<Integer> namedThreads, Set<Integer> namedChildren, long lines) {
    this.result = result;
    this.namedThreads = namedThreads;
    this.namedChildren = namedChildren;
    this.lines = lines;
    result.lives().forEach(life -> names.put(life.pid(), life.comm()));
    result.findings().forEach(one -> names.put(one.process().pid(), one.process().comm()));
    lay();
  }

  List<Row> all() {
    return rows;
  }

  /** The row of a thread, or null. */
  Map<Integer, Integer> threads() {
    return rowOfThread;
  }

  /** The rows of the children that found one. */
  Map<Life, Integer> lives() {
    return rowOfLife;
  }

  long livesLeftOut() {
    return livesLeftOut;
  }

  int threadsLeftOut() {
    return threadsLeftOut;
  }

  private void lay() {
    Map<Integer, Set<Integer>> threads = new LinkedHashMap<>();
    Map<Integer, List<Life>> children = new LinkedHashMap<>();
    for (Life life : result.lives()) {
      if (life.parent() != 0) {
        children.computeIfAbsent(life.parent(), pid -> new ArrayList<>()).add(life);
      }
    }
    for (CallRow call : result.calls()) {
      threads.computeIfAbsent(call.process(), pid -> new LinkedHashSet<>()).add(call.tid());
    }
    Set<Integer> processes = new LinkedHashSet<>();
    result.calls().stream()
        .filter(call -> namedThreads.contains(call.tid()))
        .forEach(call -> processes.add(call.process()));
    processes.addAll(threads.keySet());
    processes.addAll(children.keySet());
    for (int process : processes) {
      process(
          process,
          threads.getOrDefault(process, Set.of(process)),
          children.getOrDefault(process, List.of()));
    }
  }

  private void process(int process, Set<Integer> threads, List<Life> children) {
    int before = rows.size();
    threads(process, threads, true);
    threads(process, threads, false);
    List<TreeMap<Long, Long>> taken = new ArrayList<>();
    int base = rows.size();
    children(children, true, taken, base);
    children(children, false, taken, base);
    for (int i = 0; i < taken.size(); i++) {
      String label = i == 0 ? "children of " + process : "";
      rows.add(new Row(label, rows.size() == before));
    }
  }

  private void threads(int process, Set<Integer> threads, boolean named) {
    for (int thread : threads) {
      if (namedThreads.contains(thread) != named) {
        continue;
      }
      if (rowOfThread.size() >= THREADS) {
        threadsLeftOut++;
        continue;
      }
      boolean first = rowOfThread.put(thread, rows.size()) == null && thread == process;
      String label =
          thread == process
              ? process + Findings.named(names.getOrDefault(process, ""))
              : "thread " + thread + " of " + process;
      rows.add(new Row(Sanitizer.name(label), first));
    }
  }

  private void children(
      List<Life> children, boolean named, List<TreeMap<Long, Long>> taken, int base) {
    for (Life life : children) {
      if (namedChildren.contains(life.pid()) == named) {
        child(life, taken, base);
      }
    }
  }

  private void child(Life life, List<TreeMap<Long, Long>> taken, int base) {
    if (rowOfLife.size() >= CHILDREN) {
      livesLeftOut++;
      return;
    }
    long from = life.spawnLine();
    long to = life.reapLine() > 0 ? Math.max(life.reapLine(), from) : lines;
    for (int i = 0; i < taken.size(); i++) {
      if (fits(taken.get(i), from, to)) {
        taken.get(i).put(from, to);
        rowOfLife.put(life, base + i);
        return;
      }
    }
    if (childRows >= CHILD_ROWS) {
      livesLeftOut++;
      return;
    }
    childRows++;
    TreeMap<Long, Long> row = new TreeMap<>();
    row.put(from, to);
    taken.add(row);
    rowOfLife.put(life, base + taken.size() - 1);
  }

  private static boolean fits(TreeMap<Long, Long> row, long from, long to) {
    Map.Entry<Long, Long> before = row.floorEntry(from);
    Map.Entry<Long, Long> after = row.ceilingEntry(from);
    return (before == null || before.getValue() < from) && (after == null || after.getKey() > to);
  }
}

package org.reapscope.reports.html;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.reports.Sanitizer;
import org.reapscope.reports.html.Timeline.Lane;
import org.reapscope.reports.html.Timeline.Stroke;
import org.reapscope.reports.html.Timeline.Theft;

/** Lays a result out as a timeline of bounded size. */
final class TimelineBuilder {
  private static final int LANE = 26;
  private static final int THREADS = 30;
  private static final int CHILDREN = 30;
  private static final int STROKES = 20_000;
  private static final int SLOTS = 10_000;

  private final TraceResult result;
  private final List<FindingView> findings;
  private final long lines;
  private final Map<Integer, Integer> laneOfThread = new LinkedHashMap<>();
  private final List<Lane> lanes = new ArrayList<>();
  private int left = STROKES;
  private long omitted;

  /** Prepares the timeline of {@code result}, whose findings are shown as {@code findings}. */
  TimelineBuilder(TraceResult result, List<FindingView> findings) {
    this.result = result;
    this.findings = findings;
    this.lines = Math.max(1, result.facts().lines());
  }

  /** The finished timeline; {@code shown} are the findings that {@code findings} show, in order. */
  Timeline build(String id, List<Finding> shown) {
    Set<Integer> threads = threads(shown);
    Map<Integer, Map<String, StringBuilder>> strokes = strokes(threads);
    for (int thread : threads) {
      laneOfThread.put(thread, lanes.size());
      List<Stroke> parts = new ArrayList<>();
      strokes
          .getOrDefault(thread, Map.of())
          .forEach((kind, path) -> parts.add(new Stroke(kind, path.toString())));
      lanes.add(new Lane("thread " + thread, middle(lanes.size()), parts));
    }
    children(shown);
    List<Theft> thefts = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      theft(shown.get(i), findings.get(i).id(), thefts);
    }
    String left = omitted == 0 ? "" : omitted + " further calls are left out of this picture.";
    return new Timeline(id, lines, Math.max(1, lanes.size()) * LANE, lanes, thefts, left);
  }

  /** The threads of thefts, then those with most wait calls. */
  private Set<Integer> threads(List<Finding> shown) {
    Set<Integer> threads = new LinkedHashSet<>();
    for (Finding one : shown) {
      Finding.Act stealer = one.stealer();
      Finding.Victim victim = one.victim();
      if (stealer != null && threads.size() < THREADS) {
        threads.add(stealer.tid());
      }
      if (victim != null && threads.size() < THREADS) {
        threads.add(victim.tid());
      }
    }
    Map<Integer, Integer> calls = new TreeMap<>();
    result.calls().forEach(call -> calls.merge(call.tid(), 1, Integer::sum));
    calls.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(THREADS)
        .forEach(
            entry -> {
              if (threads.size() < THREADS) {
                threads.add(entry.getKey());
              }
            });
    return threads;
  }

  /** One stroke for each thread, kind and place that the picture can tell apart. */
  private Map<Integer, Map<String, StringBuilder>> strokes(Set<Integer> threads) {
    Map<Integer, Integer> order = new LinkedHashMap<>();
    threads.forEach(thread -> order.put(thread, order.size()));
    Map<Integer, Map<String, StringBuilder>> strokes = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (CallRow call : result.calls()) {
      Integer lane = order.get(call.tid());
      String kind = kind(call.recorded());
      long slot = call.line() * SLOTS / lines;
      if (lane == null || left == 0) {
        omitted++;
      } else if (taken.add(lane + kind + slot)) {
        left--;
        strokes
            .computeIfAbsent(call.tid(), tid -> new TreeMap<>())
            .computeIfAbsent(kind, word -> new StringBuilder())
            .append(String.format(Locale.ROOT, "M%s %dv14", x(call.line()), middle(lane) - 7));
      }
    }
    return strokes;
  }

  private static String kind(String recorded) {
    if (recorded.equals("0")) {
      return "empty";
    }
    return !recorded.isEmpty() && Character.isDigit(recorded.charAt(0)) ? "reap" : "failed";
  }

  private void children(List<Finding> shown) {
    Set<Integer> seen = new HashSet<>();
    for (Finding one : shown) {
      Finding.Child child = one.child();
      if (child == null || seen.size() >= CHILDREN || !seen.add(child.pid())) {
        continue;
      }
      long from = Math.max(1, child.spawnLine());
      long to = child.exitLine() > 0 ? child.exitLine() : lines;
      int y = middle(lanes.size());
      lanes.add(
          new Lane(
              Sanitizer.name("child " + child.pid() + " " + child.comm()),
              y,
              List.of(new Stroke("life", "M" + x(from) + " " + y + "H" + x(to)))));
    }
  }

  private void theft(Finding one, String finding, List<Theft> thefts) {
    Finding.Act stealer = one.stealer();
    if (stealer == null || stealer.line() == 0 || !laneOfThread.containsKey(stealer.tid())) {
      return;
    }
    int y = middle(laneOfThread.get(stealer.tid()));
    String path = "M" + x(stealer.line()) + " " + (y - 11) + "v22";
    Finding.Victim victim = one.victim();
    if (victim != null && victim.line() > 0 && laneOfThread.containsKey(victim.tid())) {
      int to = middle(laneOfThread.get(victim.tid()));
      path += "M" + x(stealer.line()) + " " + y + "L" + x(victim.line()) + " " + to;
    }
    thefts.add(new Theft(finding, Sanitizer.name(one.rule() + ": " + one.message()), path));
  }

  private String x(long line) {
    String text = String.format(Locale.ROOT, "%.2f", line * 1000.0 / lines);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }

  private static int middle(int lane) {
    return lane * LANE + LANE / 2;
  }
}

package org.reapscope.reports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.reapscope.analyzer.result.CallRow;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;

/** The lines of a log that stand behind a finding, with what each of them is. */
public final class Quotation {
  /** Findings that are quoted, the most serious first. */
  public static final int FINDINGS = 200;

  /** Lines shown before and after each line that a finding names. */
  private static final int AROUND = 1;

  private Quotation() {}

  /**
   * A quoted line, not yet safe to show.
   *
   * @param role what happens at it, empty for a neighbour
   * @param gap lines left out between it and the quoted line before it
   */
  public record Line(long number, String text, String role, long gap) {}

  /** The lines to read again so that the findings of {@code result} can be quoted. */
  public static SortedSet<Long> wanted(TraceResult result) {
    SortedSet<Long> wanted = new TreeSet<>();
    Map<Long, Long> starts = starts(result);
    Findings.mostSeriousFirst(result.findings()).stream()
        .limit(FINDINGS)
        .forEach(one -> wanted.addAll(around(roles(one, starts))));
    return wanted;
  }

  /** The same for many findings, with {@link #starts} asked once. */
  public static List<Line> of(Finding one, TraceResult result, Map<Long, Long> starts) {
    SortedMap<Long, String> roles = roles(one, starts);
    List<Line> lines = new ArrayList<>();
    long last = 0;
    for (long number : around(roles)) {
      String text = result.quotes().get(number);
      if (text != null) {
        long gap = lines.isEmpty() ? 0 : number - last - 1;
        lines.add(new Line(number, text, roles.getOrDefault(number, ""), gap));
        last = number;
      }
    }
    return lines;
  }

  /** Where calls that end at a line of their own began, by that last line. */
  public static Map<Long, Long> starts(TraceResult result) {
    Map<Long, Long> starts = new HashMap<>();
    for (CallRow call : result.calls()) {
      if (call.startLine() > 0 && call.startLine() < call.line()) {
        starts.put(call.line(), call.startLine());
      }
    }
    return starts;
  }

  private static SortedSet<Long> around(SortedMap<Long, String> roles) {
    SortedSet<Long> lines = new TreeSet<>();
    for (long line : roles.keySet()) {
      for (long near = Math.max(1, line - AROUND); near <= line + AROUND; near++) {
        lines.add(near);
      }
    }
    return lines;
  }

  private static SortedMap<Long, String> roles(Finding one, Map<Long, Long> starts) {
    SortedMap<Long, String> roles = new TreeMap<>();
    Finding.Child child = one.child();
    if (child != null) {
      add(roles, child.spawnLine(), "spawned");
      add(roles, child.exitLine(), "died");
    }
    Finding.Act stealer = one.stealer();
    if (stealer != null) {
      add(roles, starts.getOrDefault(stealer.line(), 0L), "stealer asks");
      add(roles, stealer.line(), "stolen here");
    }
    Finding.Victim victim = one.victim();
    if (victim != null) {
      add(roles, starts.getOrDefault(victim.line(), 0L), "victim asks");
      add(roles, victim.line(), "victim: " + victim.symptom());
    }
    return roles;
  }

  private static void add(SortedMap<Long, String> roles, long line, String role) {
    if (line > 0) {
      roles.merge(line, role, (first, second) -> first + ", " + second);
    }
  }
}

package org.reapscope.reports;

import java.util.Comparator;
import java.util.List;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;

/** Findings in the order and the words that reports for people share. */
public final class Findings {
  private Findings() {}

  /** A copy with errors before warnings before notes, else in the given order. */
  public static List<Finding> mostSeriousFirst(List<Finding> findings) {
    return findings.size() < 2
        ? List.copyOf(findings)
        : findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
  }

  /** How many findings of a trace have {@code severity}. */
  public static long count(TraceResult result, Finding.Severity severity) {
    long count = 0;
    for (Finding one : result.findings()) {
      count += one.severity() == severity ? 1 : 0;
    }
    return count;
  }

  /** " (comm)" for a name that is known, else nothing. */
  public static String named(String comm) {
    return comm.isBlank() ? "" : " (" + Sanitizer.name(comm) + ")";
  }

  /** A child's number, name, birth, death and status, as far as the log shows them. */
  public static String describe(Finding.Child child) {
    return child.pid()
        + named(child.comm())
        + (child.spawnLine() > 0 ? ", spawned at line " + child.spawnLine() : "")
        + (child.exitLine() > 0 ? ", died at line " + child.exitLine() : "")
        + (child.status().isBlank() ? "" : ", " + child.status());
  }

  /** Who called what, where and when. */
  public static String act(int tid, long line, long time, String call) {
    return "thread "
        + tid
        + (line > 0 ? ", line " + line : "")
        + (Times.known(time) ? ", " + Times.seconds(time) + " s" : "")
        + ": "
        + call;
  }

  /** What the mark would change. */
  public static String effect(Finding.UnderFlag flag) {
    return flag.outcome() + (flag.note().isBlank() ? "" : ": " + flag.note());
  }

  /** The line a finding is best shown at: the theft, else the victim's call, else the child's. */
  public static long line(Finding one) {
    Finding.Act stealer = one.stealer();
    if (stealer != null && stealer.line() > 0) {
      return stealer.line();
    }
    Finding.Victim victim = one.victim();
    if (victim != null && victim.line() > 0) {
      return victim.line();
    }
    Finding.Child child = one.child();
    if (child == null) {
      return 0;
    }
    return child.exitLine() > 0 ? child.exitLine() : child.spawnLine();
  }
}

package org.reapscope.analyzer.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.ChildOutcome.Outcome;
import org.reapscope.analyzer.result.PlanRow;

/** What the log shows of the children of one spawn site, and what marking them all does. */
final class SiteTally {
  final SpawnSite site;
  final List<Long> lines = new ArrayList<>();
  final Map<String, Long> collectors = new TreeMap<>();
  private final long[] outcomes = new long[Outcome.values().length];
  long misreaped;
  long emptyAsks;
  long blockingThefts;
  boolean executes;

  /** The first thief's call. */
  String thief = "";

  SiteTally(SpawnSite site) {
    this.site = site;
  }

  void add(Story story, @Nullable Outcome outcome) {
    lines.add(story.line);
    emptyAsks += story.emptyAsks;
    executes |= !story.programs().isEmpty();
    Story.Reap reap = story.reap;
    String by =
        reap != null
            ? (reap.leader() ? "main thread, " : "another thread, ") + general(reap)
            : story.fate == Story.Fate.AUTOREAPED ? "the kernel" : "nobody";
    collectors.merge(by, 1L, Long::sum);
    if (outcome != null) {
      outcomes[outcome.ordinal()]++;
    }
  }

  void stolen(Story story) {
    misreaped++;
    Story.Reap reap = story.reap;
    if (reap != null) {
      thief = thief.isEmpty() ? reap.call() : thief;
      blockingThefts += reap.blocks() ? 1 : 0;
    }
  }

  /** The call without the child's number. */
  private static String general(Story.Reap reap) {
    return switch (reap.kind()) {
      case GENERIC -> reap.call();
      case PID -> reap.call().replaceFirst("(\\(|P_PID, )\\d+", "$1pid");
      case PIDFD -> reap.call().replaceFirst("P_PIDFD, \\d+", "P_PIDFD, fd");
    };
  }

  PlanRow.Effect effect() {
    return new PlanRow.Effect(
        count(Outcome.FIXED),
        count(Outcome.UNCHANGED),
        count(Outcome.IMPROVED),
        count(Outcome.LEAKS),
        count(Outcome.HANGS));
  }

  private long count(Outcome outcome) {
    return outcomes[outcome.ordinal()];
  }

  long firstLine() {
    return lines.stream().mapToLong(Long::longValue).min().orElse(0);
  }
}

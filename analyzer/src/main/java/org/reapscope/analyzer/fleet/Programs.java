package org.reapscope.analyzer.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.replay.World;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Polling;
import org.reapscope.analyzer.result.ProgramTotals;
import org.reapscope.traces.event.Outcome;

/**
 * Counts waits by the program that made them, under the name its process leader has at the time.
 *
 * <p>A log may hold any number of names; past {@value #NAMES} the rest are counted together.
 */
public final class Programs implements ReplayObserver {
  private static final int NAMES = 1000;
  private static final String REST = "(others)";
  private static final Set<String> LEAKS = Set.of("zombie-leak", "orphan-leak");

  private final Map<String, Counts> byName = new TreeMap<>();
  private @Nullable World world;

  private static final class Counts {
    long waits;
    long reaped;
    long scanned;
    long misreaps;
    long leaks;
    long wasted;
    long saved;
  }

  /** Tells where to look up process leaders; before the first event. */
  public void follow(World replayed) {
    this.world = replayed;
  }

  private Counts of(String name) {
    Counts counts = byName.get(name);
    if (counts == null) {
      counts = byName.computeIfAbsent(byName.size() < NAMES ? name : REST, n -> new Counts());
    }
    return counts;
  }

  @Override
  public void waited(JudgedWait wait) {
    if (wait.end().outcome().state() == Outcome.State.RESTART) {
      return;
    }
    Counts counts = of(program(wait.caller()));
    counts.waits++;
    counts.reaped += wait.consumed() ? 1 : 0;
    counts.scanned += wait.scanned();
  }

  private String program(TracedTask caller) {
    TracedTask leader = world == null ? null : world.viewOf(caller.task().group().leader());
    return leader == null || leader.comm().isEmpty() ? caller.comm() : leader.comm();
  }

  /** The counts with what was found charged to its programs, sorted by name. */
  public List<ProgramTotals> totals(List<Finding> findings, List<Polling> polling) {
    for (Finding one : findings) {
      Counts counts = of(one.process().comm());
      counts.misreaps += one.rule().equals("misreap") ? 1 : 0;
      counts.leaks += LEAKS.contains(one.rule()) ? 1 : 0;
    }
    for (Polling one : polling) {
      Counts counts = of(one.comm());
      counts.wasted += one.wasted();
      counts.saved += Math.max(0, one.calls() - one.callsUnderFlag());
    }
    List<ProgramTotals> totals = new ArrayList<>();
    for (Map.Entry<String, Counts> each : byName.entrySet()) {
      Counts counts = each.getValue();
      totals.add(
          new ProgramTotals(
              each.getKey(),
              counts.waits,
              counts.reaped,
              counts.scanned,
              counts.misreaps,
              counts.leaks,
              counts.wasted,
              counts.saved));
    }
    return totals;
  }
}

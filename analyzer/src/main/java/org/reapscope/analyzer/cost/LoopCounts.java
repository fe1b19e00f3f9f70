package org.reapscope.analyzer.cost;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.reapscope.analyzer.result.ReaperCost.LoopTurns;

/** Event-loop turns of one process by what woke the loop. */
final class LoopCounts {
  private final Map<String, long[]> kinds = new TreeMap<>();

  void turn(String kind) {
    of(kind)[0]++;
  }

  void round(String kind) {
    of(kind)[1]++;
  }

  void drain(String kind) {
    of(kind)[2]++;
  }

  private long[] of(String kind) {
    return kinds.computeIfAbsent(kind, k -> new long[3]);
  }

  void merge(LoopCounts other) {
    other.kinds.forEach(
        (kind, counts) -> {
          long[] mine = of(kind);
          for (int i = 0; i < mine.length; i++) {
            mine[i] += counts[i];
          }
        });
  }

  List<LoopTurns> all() {
    return kinds.entrySet().stream()
        .map(
            kind ->
                new LoopTurns(
                    kind.getKey(), kind.getValue()[0], kind.getValue()[1], kind.getValue()[2]))
        .toList();
  }
}

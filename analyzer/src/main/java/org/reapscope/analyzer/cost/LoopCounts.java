package org.reapscope.analyzer.cost;

import java.util.ArrayList;
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
    long[] counts = kinds.get(kind);
    if (counts == null) {
      counts = new long[3];
      kinds.put(kind, counts);
    }
    return counts;
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
    List<LoopTurns> all = new ArrayList<>();
    for (Map.Entry<String, long[]> kind : kinds.entrySet()) {
      long[] counts = kind.getValue();
      all.add(new LoopTurns(kind.getKey(), counts[0], counts[1], counts[2]));
    }
    return all;
  }
}

package org.reapscope.analyzer.replay;

import org.reapscope.traces.event.Call;

/** Decides which new children carry the profile's special flag. */
@FunctionalInterface
public interface MarkPolicy {
  /** Marks nothing. */
  MarkPolicy NONE = (creator, tid, spawn, line) -> false;

  /**
   * Whether the child that {@code spawn} makes is marked.
   *
   * @param line the child's birth line, {@link TracedTask#spawnLine}
   */
  boolean marks(TracedTask creator, int tid, Call.Spawn spawn, long line);

  /** Marks what the log's own clone3 flags mark with this bit; legacy clone drops high bits. */
  static MarkPolicy recorded(long bit) {
    return (creator, tid, spawn, line) ->
        spawn.name().equals("clone3") && (spawn.flags() & bit) != 0;
  }
}

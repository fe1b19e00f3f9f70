package org.reapscope.analyzer.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.Life;
import org.reapscope.traces.event.ProcessEvent;

/**
 * The life of every process, when wanted: birth, death and who took its status. Kept, memory grows
 * with the processes of the log, so that is for pictures and not for audits of any length.
 */
public final class Lives implements ReplayObserver {
  private final @Nullable Consumer<Life> taker;
  private final Map<TracedTask, Integer> open = new LinkedHashMap<>();
  private final List<Life> lives = new ArrayList<>();

  /** {@code keep}: whether to keep anything. */
  public Lives(boolean keep) {
    this.taker = keep ? lives::add : null;
  }

  /** Hands each life to {@code taker} when it is over, or the log is, and keeps none. */
  public Lives(Consumer<Life> taker) {
    this.taker = taker;
  }

  @Override
  public void born(TracedTask child, boolean thread) {
    if (taker != null && !thread) {
      TracedTask creator = child.creator();
      open.put(child, creator == null ? 0 : creator.task().group().leader().tid());
    }
  }

  @Override
  public void released(TracedTask leader, boolean autoreaped, long line) {
    if (autoreaped) {
      close(leader, Math.max(line, leader.exitLine()), leader.exitTime(), 0, true);
    }
  }

  @Override
  public void reapedUnseen(TracedTask leader, long line) {
    close(leader, 0, ProcessEvent.NO_TIME, 0, false);
  }

  @Override
  public void waited(JudgedWait wait) {
    TracedTask child = wait.child();
    if (wait.consumed() && child != null) {
      close(child, wait.end().line(), wait.end().time(), wait.caller().tid(), false);
    }
  }

  @Override
  public void ended(World world) {
    for (TracedTask left : List.copyOf(open.keySet())) {
      close(left, 0, ProcessEvent.NO_TIME, 0, false);
    }
  }

  private void close(TracedTask task, long line, long time, int reaper, boolean autoreaped) {
    @Nullable Integer parent = open.remove(task);
    if (parent != null && taker != null) {
      taker.accept(
          new Life(
              task.tid(),
              parent,
              task.comm(),
              status(task),
              task.spawnLine(),
              task.spawnTime(),
              task.exitLine(),
              task.exitTime(),
              line,
              time,
              reaper,
              autoreaped));
    }
  }

  private static String status(TracedTask task) {
    int status = task.task().exitStatusOfProcess();
    if (task.exitLine() == 0 || status < 0) {
      return "";
    }
    return (status & 0x7f) == 0 ? "exited " + (status >> 8) : "killed by signal " + (status & 0x7f);
  }

  /** The lives in the order of birth, those born before the log first. */
  public List<Life> all() {
    return lives.isEmpty()
        ? List.of()
        : lives.stream()
            .sorted(Comparator.comparingLong(Life::spawnLine).thenComparingInt(Life::pid))
            .toList();
  }
}

package org.reapscope.analyzer.result;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What waiting for children cost one process.
 *
 * @param turns its event loop's turns by what woke it
 * @param polls poll rounds: focused WNOHANG waits, one for each child asked after
 * @param drains drain loops: generic WNOHANG waits until one finds nothing
 * @param waitalls blocking generic waits; their seconds are sleep, not cost, and so NaN
 * @param pollGrowth how a poll round's cost grows with the children watched, null without rounds
 * @param drainGrowth how a drain loop's cost grows with the children alive, null without loops
 * @param alternatives the same deaths waited for in other ways, as recorded first
 */
public record ReaperCost(
    int pid,
    String comm,
    List<LoopTurns> turns,
    Work polls,
    Work drains,
    Work waitalls,
    @Nullable Growth pollGrowth,
    @Nullable Growth drainGrowth,
    List<Alternative> alternatives) {
  public ReaperCost {
    turns = List.copyOf(turns);
    alternatives = List.copyOf(alternatives);
  }

  /**
   * Turns of an event loop.
   *
   * @param kind what the loop slept in: epoll_wait, poll, select, signalfd, rt_sigtimedwait ...; or
   *     {@code SIGCHLD handler}; {@code none} for rounds outside any loop that the log shows
   * @param turns how often it woke up
   * @param rounds poll rounds in such turns
   * @param drains drain loops in such turns
   */
  public record LoopTurns(String kind, long turns, long rounds, long drains) {}

  /**
   * One kind of work in the four currencies: calls, tasks scanned, seconds, share of the time.
   *
   * @param rounds poll rounds, drain loops or calls
   * @param calls wait calls
   * @param answered those that reported a child
   * @param wasted those that found nothing
   * @param scanned tasks that Linux 5.13 and later considers
   * @param scannedBefore513 tasks that Linux up to 5.12 considers
   * @param seconds in the calls as recorded
   * @param secondsNet the same less the tracer's own part
   * @param secondsPredicted what the calls take without a tracer by the calibration
   * @param share of the time that the threads which made them were on the trace
   */
  public record Work(
      long rounds,
      long calls,
      long answered,
      long wasted,
      long scanned,
      long scannedBefore513,
      double seconds,
      double secondsNet,
      double secondsPredicted,
      double share) {}
}

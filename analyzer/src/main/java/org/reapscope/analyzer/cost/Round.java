package org.reapscope.analyzer.cost;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.replay.JudgedWait;

/**
 * One poll round: the focused WNOHANG waits of one thread in one turn of its event loop, one for
 * each child asked after.
 */
final class Round {
  final String wakeup;
  final long line;
  final boolean inHandler;

  /** Over: the next wait of the thread begins another. */
  boolean over;

  /** Whom it asked after that no {@link Watch} tells of; null while there is nobody. */
  private @Nullable Set<Object> others;

  int calls;
  int answered;
  int wasted;

  /** Children asked after for the first time ever. */
  int introduced;

  long scanned;

  /** Tasks a kernel before 5.13 would have considered, which walks the list of children. */
  long walked;

  /** Children watched while it ran, those that it reaped too. */
  int watched;

  private int reaped;

  final RoundTimes times = new RoundTimes();

  Round(String wakeup, long line, boolean inHandler) {
    this.wakeup = wakeup;
    this.line = line;
    this.inHandler = inHandler;
  }

  boolean hasAsked(Object child) {
    return others != null && others.contains(child);
  }

  void remember(Object child) {
    others = others == null ? new HashSet<>() : others;
    others.add(child);
  }

  void add(JudgedWait wait, Walk walk, Asked outcome, int stillWatched) {
    calls++;
    answered += outcome == Asked.ANSWERED ? 1 : 0;
    wasted += outcome == Asked.NOTHING ? 1 : 0;
    scanned += wait.scanned();
    walked += outcome == Asked.ANSWERED && walk.place() > 0 ? walk.place() : walk.length();
    reaped += wait.consumed() ? 1 : 0;
    watched = Math.max(watched, stillWatched + reaped);
    times.add(wait.end(), outcome == Asked.NOTHING);
  }

  /** Whether it asked after a child that had been asked after before: no mere first look. */
  boolean isSweep() {
    return introduced < calls;
  }

  /** How a focused WNOHANG wait ended. */
  enum Asked {
    /** It reported the child. */
    ANSWERED,
    /** It returned 0: the child had nothing to report. */
    NOTHING,
    /** It failed: no such child any more, or wrong arguments. */
    FAILED
  }

  /**
   * Where a walking kernel finds the child.
   *
   * @param length candidates in the lists it walks
   * @param place the child's place among them from 1, 0 when it is not there or not known
   */
  record Walk(int length, int place) {
    static final Walk UNKNOWN = new Walk(0, 0);
  }
}

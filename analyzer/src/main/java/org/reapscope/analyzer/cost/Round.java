package org.reapscope.analyzer.cost;

import java.util.HashSet;
import java.util.Set;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.traces.event.ProcessEvent;

/**
 * One poll round: the focused WNOHANG waits of one thread in one turn of its event loop, one for
 * each child asked after.
 */
final class Round {
  /** Calls of a round whose times are kept. */
  private static final int TIMES_KEPT = 512;

  /** A call that took more than so many times the median was held up: preempted, or swapped out. */
  private static final double HELD_UP = 3;

  /** Twice what a log's clock cannot tell apart, in nanoseconds: no call is judged by less. */
  private static final double COARSE = 2_000;

  final String wakeup;
  final long line;
  final boolean inHandler;
  private final Set<Object> asked = new HashSet<>();
  int calls;
  int answered;
  int wasted;

  /** Children asked after for the first time ever. */
  int introduced;

  long scanned;

  /** Tasks a kernel before 5.13 would have considered, which walks the list of children. */
  long walked;

  /** Children in the lists that such a kernel walks, at the last call. */
  int listed;

  /** Places in those lists of the children that answered: what finding them takes at least. */
  long places;

  /** Children watched while it ran, those that it reaped too. */
  int watched;

  private int reaped;

  private int timed;
  private long nanos;
  private long wastedNanos;
  private final Sample times = new Sample(TIMES_KEPT);
  private long firstStart = ProcessEvent.NO_TIME;
  private long lastStart = ProcessEvent.NO_TIME;

  Round(String wakeup, long line, boolean inHandler) {
    this.wakeup = wakeup;
    this.line = line;
    this.inHandler = inHandler;
  }

  boolean hasAsked(Object child) {
    return asked.contains(child);
  }

  void add(Object child, JudgedWait wait, Walk walk, Asked outcome, int stillWatched) {
    asked.add(child);
    calls++;
    answered += outcome == Asked.ANSWERED ? 1 : 0;
    wasted += outcome == Asked.NOTHING ? 1 : 0;
    scanned += wait.scanned();
    walked += outcome == Asked.ANSWERED && walk.place() > 0 ? walk.place() : walk.length();
    listed = walk.length();
    places += outcome == Asked.ANSWERED ? Math.max(1, walk.place()) : 0;
    reaped += wait.consumed() ? 1 : 0;
    watched = Math.max(watched, stillWatched + reaped);
    long inside = Clock.inside(wait.end());
    if (inside >= 0) {
      timed++;
      nanos += inside;
      times.add(inside);
      wastedNanos += outcome == Asked.NOTHING ? inside : 0;
    }
    long start = Clock.start(wait.end());
    if (firstStart == ProcessEvent.NO_TIME) {
      firstStart = start;
    }
    lastStart = start;
  }

  /**
   * Nanoseconds in the round's calls: measured; else the distance between the first and the last
   * call, stretched to all of them, which counts the time between calls too; -1 when unknown.
   */
  double nanos() {
    if (timed == calls) {
      return nanos;
    }
    return calls < 2 || firstStart == ProcessEvent.NO_TIME || lastStart == ProcessEvent.NO_TIME
        ? -1
        : (double) Math.max(0, lastStart - firstStart) * calls / (calls - 1);
  }

  /**
   * Nanoseconds that the round would have taken had none of its calls been held up: the calls of a
   * round are alike, so those that were not held up stand for the others. As {@link #nanos} where
   * single calls were not measured.
   */
  double typicalNanos() {
    return timed == calls ? times.meanUpTo(HELD_UP * times.median() + COARSE) * calls : nanos();
  }

  /** As {@link #nanos}, of the calls that found nothing. */
  double wastedNanos() {
    if (timed == calls) {
      return wastedNanos;
    }
    double all = nanos();
    return all < 0 ? -1 : all * wasted / calls;
  }

  /** Whether it asked after a child that had been asked after before: no mere first look. */
  boolean isSweep() {
    return introduced < calls;
  }

  /** The moment of its last call, or {@link ProcessEvent#NO_TIME}. */
  long time() {
    return lastStart;
  }

  /** Whether the tracer itself measured every call. */
  boolean isMeasured() {
    return timed == calls;
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

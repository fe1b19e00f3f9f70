package org.reapscope.analyzer.cost;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.traces.event.ProcessEvent;

/**
 * One thread on its way through its event loop.
 *
 * <p>A round ends when the thread goes to sleep in its loop, when the handler it ran in returns,
 * and, for programs that show neither, when it asks again after a child it has asked after, or
 * after one that was created since the round began.
 */
final class Turn {
  private static final String NO_LOOP = "none";
  static final String HANDLER = "SIGCHLD handler";

  final TracedTask thread;
  Round.Walk walk = Round.Walk.UNKNOWN;

  /** Its process's account, once it has been asked for. */
  @Nullable Account account;

  private final PollTimes times;
  private final long since;
  private long until;
  private String wakeup = NO_LOOP;
  private boolean inHandler;
  private boolean awake;
  private boolean polled;
  private boolean drained;
  private @Nullable Round round;
  private @Nullable Drain drain;

  /** {@code times} hears of every finished round. */
  Turn(TracedTask thread, long since, PollTimes times) {
    this.thread = thread;
    this.times = times;
    this.since = since;
    this.until = since;
  }

  void seenAt(long time) {
    until = Math.max(until, time);
  }

  /** Nanoseconds between the thread's first and last line. */
  long onTrace() {
    return since == ProcessEvent.NO_TIME ? 0 : Math.max(0, until - since);
  }

  /** Whether it made any focused WNOHANG wait. */
  boolean hasPolled() {
    return polled;
  }

  /** Whether it made any generic WNOHANG wait. */
  boolean hasDrained() {
    return drained;
  }

  /** Whether its loop waits for children: by WNOHANG waits of any kind. */
  boolean waits() {
    return polled || drained;
  }

  /** Whether its event loop has woken up and not gone back to sleep. */
  boolean isAwake() {
    return awake;
  }

  /**
   * A focused WNOHANG wait; a round it does not belong to is over and goes to {@code account}.
   *
   * @param watch on the child, null when there is none
   */
  Round ask(Object child, @Nullable Watch watch, JudgedWait wait, Account account) {
    polled = true;
    Round current = round;
    TracedTask target = wait.target();
    if (current != null) {
      boolean newborn = target != null && target.spawnLine() > current.line;
      boolean again = watch == null ? current.hasAsked(child) : watch.askedIn(current);
      if (newborn || again) {
        endRound(account);
        current = null;
      }
    }
    if (current == null) {
      current = new Round(wakeup, wait.end().startLine(), inHandler);
      round = current;
    }
    return current;
  }

  /** A generic WNOHANG wait: one step of a drain loop. */
  void drain(JudgedWait wait, Account account) {
    drained = true;
    Drain current = drain;
    if (current == null) {
      current = new Drain(wakeup);
      drain = current;
    }
    if (current.add(wait)) {
      endDrain(account);
    }
  }

  /** What woke the loop last. */
  String wakeup() {
    return wakeup;
  }

  /** The thread goes to sleep in its event loop. */
  void sleeps(Account account) {
    awake = false;
    endRound(account);
    endDrain(account);
  }

  /** The thread's event loop has woken up. */
  void wakes(String by) {
    wakeup = by;
    inHandler = false;
    awake = true;
  }

  /** A SIGCHLD handler begins to run in this thread. */
  void signalled() {
    inHandler = true;
    if (round == null) {
      wakeup = HANDLER;
    }
  }

  /** A handler has returned: a round that it ran is over. */
  void handled(Account account) {
    inHandler = false;
    if (round != null && round.inHandler) {
      endRound(account);
      wakeup = NO_LOOP;
    }
  }

  private void endRound(Account account) {
    if (round != null) {
      round.over = true;
      account.round(round);
      long last = round.times.last();
      boolean clock = last != ProcessEvent.NO_TIME;
      times.add(clock ? last : round.line, clock, round.answered, round.wasted);
      round = null;
    }
  }

  private void endDrain(Account account) {
    if (drain != null) {
      account.drained(drain, thread);
      drain = null;
    }
  }
}

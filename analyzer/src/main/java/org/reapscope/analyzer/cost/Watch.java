package org.reapscope.analyzer.cost;

import org.jspecify.annotations.Nullable;

/** A child that a process waits for by name. */
final class Watch {
  final Account by;
  private final Object child;

  /** Asked after with WNOHANG, so that a pidfd loop would have changed something. */
  boolean polled;

  private @Nullable Round askedIn;
  private boolean over;

  Watch(Account by, Object child) {
    this.by = by;
    this.child = child;
  }

  /** Whether a poll round has asked after the child. */
  boolean askedIn(Round round) {
    return askedIn == round || round.hasAsked(child);
  }

  /**
   * A poll round asks after the child. The watch knows the last such round, so that a round need
   * not know its children: only one that outlives the watch, or still runs in another thread, has
   * to be told.
   */
  void asks(Round round) {
    if (askedIn != round) {
      tellRound();
    }
    askedIn = round;
    if (over) {
      tellRound();
    }
  }

  /** The child is gone, which can still be asked after through a pidfd. */
  void ends() {
    over = true;
    tellRound();
  }

  private void tellRound() {
    if (askedIn != null && !askedIn.over) {
      askedIn.remember(child);
    }
  }
}

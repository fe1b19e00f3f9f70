package org.reapscope.analyzer.kernel;

import java.util.SplittableRandom;

/**
 * One random event. Numbers choose among those alive, so that a sequence with events left out still
 * means something; {@link Twin} passes over an event that cannot happen.
 */
record Op(Kind kind, int who, int whom, int how) {
  /** Kinds of event, as often as they should come. */
  enum Kind {
    FORK(14),
    THREAD(6),
    EXIT_THREAD(6),
    EXIT_PROCESS(8),
    STOP(6),
    CONTINUE(4),
    EXEC(3),
    SET_GROUP(4),
    SUBREAPER(2),
    SIGCHLD(2),
    ATTACH(5),
    TRACE_STOP(4),
    DETACH(2),
    OPEN_PIDFD(2),
    CLOSE_PIDFD(3),
    WAIT(34);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  private static final int TOTAL = total();

  private static int total() {
    int total = 0;
    for (Kind kind : Kind.values()) {
      total += kind.weight;
    }
    return total;
  }

  static Op random(SplittableRandom random) {
    int at = random.nextInt(TOTAL);
    Kind chosen = Kind.WAIT;
    for (Kind kind : Kind.values()) {
      at -= kind.weight;
      if (at < 0) {
        chosen = kind;
        break;
      }
    }
    return new Op(
        chosen, random.nextInt(1 << 16), random.nextInt(1 << 16), random.nextInt(1 << 24));
  }
}

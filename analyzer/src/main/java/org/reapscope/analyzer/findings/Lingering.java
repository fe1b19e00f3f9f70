package org.reapscope.analyzer.findings;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.traces.event.ProcessEvent;

/**
 * A zombie that was left with one parent for longer than reaping it takes.
 *
 * <p>How long that is, the clock tells; without a usable clock, wait calls and event-loop turns of
 * the parent that passed the zombie over.
 *
 * @param age nanoseconds as a zombie of this parent, -1 when the log has no usable clock
 * @param chances waits and event-loop turns of the parent meanwhile
 */
record Lingering(
    CaseFile file, Detector.Leaving how, long since, long from, long age, long chances) {
  /** Longer than a wake-up takes under a tracer on a busy machine, and than most loops sleep. */
  private static final long LONG_ENOUGH = 500_000_000L;

  /** The same for clocks of whole seconds. */
  private static final long LONG_ENOUGH_IN_SECONDS = 2_000_000_000L;

  /** The same where the log breaks off, and a busy parent may have come to it a moment later. */
  private static final long LONG_ENOUGH_AT_A_CUT = 3_000_000_000L;

  private static final long SECOND = 1_000_000_000L;

  /** Waits and event-loop turns that pass over a zombie before it counts, where no clock tells. */
  private static final long CHANCES = 3;

  /** Null when the parent had no fair chance to reap the zombie. */
  static @Nullable Lingering of(CaseFile file, Detector.Leaving how) {
    if (file.zombieLine == 0
        || file.book.traces
        || file.book.blindLine > file.zombieLine
        || file.mayBeThread()) {
      return null;
    }
    long age =
        how.time() == ProcessEvent.NO_TIME || file.zombieTime == ProcessEvent.NO_TIME
            ? -1
            : how.time() - file.zombieTime;
    long chances = file.book.waits - file.waitsBefore + file.book.turns - file.turnsBefore;
    boolean lingers = age < 0 ? chances >= CHANCES : isLong(age, how.time(), file.zombieTime);
    return lingers ? new Lingering(file, how, file.zombieLine, file.from(), age, chances) : null;
  }

  private static boolean isLong(long age, long end, long start) {
    boolean wholeSeconds = end % SECOND == 0 && start % SECOND == 0;
    return age >= (wholeSeconds ? LONG_ENOUGH_IN_SECONDS : LONG_ENOUGH);
  }

  /** Whether a wait for it met ECHILD that the rules do not give, so that somebody reaped it. */
  private boolean isDenied() {
    Asking refused = file.refused;
    return refused != null
        && (refused.evidence() == Evidence.CONTRADICTED || refused.evidence() == Evidence.UNKNOWN);
  }

  /** Whether the log shows enough to say that nobody reaped it. */
  boolean isShown(Coverage coverage) {
    boolean open = !how.parentDied() && !coverage.complete();
    boolean cutShort = open && (chances == 0 || age >= 0 && age < LONG_ENOUGH_AT_A_CUT);
    return !isDenied()
        && coverage.showsReaps(file)
        && coverage.whole(from, how.line())
        && !cutShort;
  }
}

package org.reapscope.analyzer.kernel;

/**
 * What one kernel does differently. The defaults are Linux 5.13 and later; a profile overrides only
 * its difference (E). "Marked" children are those created with the profile's special flag.
 */
public interface Semantics {

  /** What happens to a marked process when the last pidfd to it is closed (B13, E.4). */
  enum LastClose {
    NOTHING,
    /** A zombie is released at once; a living one will be at its death. */
    REAP,
    /** A zombie is released; a living one is killed and handed to its namespace's reaper. */
    KILL_AND_DISOWN
  }

  /** The profile's name on the command line. */
  String name();

  /** One sentence for people. */
  String summary();

  /** Step 2 of eligibility: is a child never seen by such a wait? */
  default boolean hides(
      Task child, WaitRequest.Selector selector, boolean byPidfd, boolean asTracer) {
    return false;
  }

  /** Before 5.13 a focused wait walked the list of children like any other (D.6). */
  default boolean focusedWaitsWalk() {
    return false;
  }

  /** Children stand youngest first (FreeBSD inserts at the head). */
  default boolean youngestFirst() {
    return false;
  }

  /** Whether children belong to the process, not to the thread that forked (FreeBSD). */
  default boolean childrenOfProcess() {
    return false;
  }

  /** Whether a wait for a number that nobody has still walks the children. */
  default boolean walksForMissingGroup() {
    return false;
  }

  /** Exit signal of a child created with the flag, when {@code given} was asked for. */
  default int exitSignalOfMarked(int given) {
    return given;
  }

  /** Whether children forked by a marked process are marked too. */
  default boolean inheritsMark() {
    return false;
  }

  /** Whether the mark is dropped when the child gets a new parent. */
  default boolean clearsMarkOnReparent() {
    return false;
  }

  /** Whether a marked child that is not traced leaves no zombie. */
  default boolean releasesAtDeath(Task child) {
    return false;
  }

  /** Whether a marked child sends no signal, and so escapes autoreaping by an ignored SIGCHLD. */
  default boolean deathIsSilent(Task child) {
    return false;
  }

  /** What the last close of a pidfd does to a marked process. */
  default LastClose lastClose() {
    return LastClose.NOTHING;
  }

  /** Whether the flag needs a pidfd to be asked for at creation. */
  default boolean flagNeedsPidfd() {
    return false;
  }

  /** Whether CLONE_PIDFD_AUTOKILL and CLONE_NNP exist. */
  default boolean hasAutokill() {
    return false;
  }

  /** Whether the profile has a special flag at all. */
  default boolean hasFlag() {
    return false;
  }

  /** Whether waitid(P_PIDFD), or pdwait, exists. */
  default boolean hasPidfdWait() {
    return true;
  }

  /** Whether Linux's own options (__WALL, exit signals, pid namespaces ...) exist. */
  default boolean isLinux() {
    return true;
  }

  /** The error with which the flag's own rules refuse a creation, else 0 (E). */
  default int creationError(Creation creation) {
    return 0;
  }
}

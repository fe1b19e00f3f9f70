package org.reapscope.analyzer.whatif;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.TracedTask;

/** What the recording shows of one child: how it was made, who asked after it, who took it. */
final class Story {
  private static final int NAMES_KEPT = 8;

  /** How the child left the kernel's tables. */
  enum Fate {
    /** It has not: it lives, or nobody has reaped it. */
    OPEN,
    /** A wait took it. */
    WAITED,
    /** The kernel discarded it, SIGCHLD being ignored. */
    AUTOREAPED,
    /** Something that the log does not show, or nobody and its parent is gone. */
    UNSEEN
  }

  /**
   * The wait that took it.
   *
   * @param leader whether the process's first thread made the call
   * @param awaited whether the thread's mainline slept until a signal came, and this was it
   * @param inHandler whether a SIGCHLD handler had not returned yet, if the log shows that at all
   */
  record Reap(
      int tid,
      boolean leader,
      long line,
      long time,
      String call,
      Kind kind,
      boolean blocks,
      boolean inHandler,
      boolean awaited) {}

  /** What a reaping call named. */
  enum Kind {
    GENERIC,
    PID,
    PIDFD
  }

  final TracedTask child;

  /** Birth line, unique to the child; 0 when its creation is not in the log. */
  final long line;

  /** The name its creator had then. */
  final String creatorComm;

  /** Whether the process's first thread created it. */
  final boolean byLeader;

  private final Handlers handlers;
  private final Set<String> names = new LinkedHashSet<>(2);
  private final Set<String> programs = new LinkedHashSet<>(2);

  /** The process whose child it is now. */
  Book book;

  /** The parent's number for it. */
  int number;

  /** It came to its present parent by the death of another. */
  boolean orphan;

  /** Its parent has become another program since. */
  boolean inherited;

  /** Its parent held a pidfd of it. */
  boolean pidfdHeld;

  /** Its parent's event loop watched a pidfd of it. */
  boolean watched;

  /** Focused waits of its parent that named it, and those of them that found nothing yet. */
  long asks;

  long emptyAsks;

  /** Such a wait found nothing while another child of the parent was asked after as well. */
  boolean polledTogether;

  /** Line of the first of them, 0 for none. */
  long firstAsk;

  /** A focused wait for it came back with ECHILD after it was taken, or was asleep then. */
  boolean refused;

  /** Its parent signalled it by number or pidfd. */
  boolean signalled;

  /** Line of the first generic WNOWAIT wait that reported it, 0 for none. */
  long peekLine;

  /**
   * The first focused wait for it was its thread's next wait after such a peek, and of the form in
   * which that thread always reaps what a peek has shown it.
   */
  boolean prompted;

  boolean dead;
  Fate fate = Fate.OPEN;
  @Nullable Reap reap;

  Story(TracedTask child, Book book, Handlers handlers) {
    this.handlers = handlers;
    this.child = child;
    this.book = book;
    this.line = child.spawnLine();
    this.number = child.tid();
    TracedTask creator = child.creator();
    this.creatorComm = creator == null ? "" : creator.comm();
    this.byLeader = creator == null || creator.task().isLeader();
  }

  /** The names it bore; the one it inherited only while it has none of its own. */
  Set<String> names() {
    return names.isEmpty() ? Set.of(child.comm()) : names;
  }

  void named(String name) {
    if (names.size() < NAMES_KEPT) {
      names.add(name);
    }
  }

  /** The programs that it became by exec. */
  Set<String> programs() {
    return programs;
  }

  void executed(String path) {
    if (programs.size() < NAMES_KEPT) {
      programs.add(path);
    }
  }

  /** Whether the log has told how it left its parent, or its parent has left it. */
  boolean isDecided() {
    return fate != Fate.OPEN || !book.parent.isAlive();
  }

  /** Whether some code of its parent had a handle on it. */
  boolean isWanted() {
    return asks > 0 || watched;
  }

  /** Whether its collector learned of its death from a generic peek, and then reaped it by name. */
  boolean peekedThenReaped() {
    Reap taken = reap;
    return prompted && taken != null && taken.kind != Kind.GENERIC;
  }

  /** Whether a wait that names nobody took it. */
  boolean takenGenerically() {
    return reap != null && reap.kind == Kind.GENERIC;
  }

  /** Whether the wait that took it was made inside a signal handler, as far as the log shows. */
  boolean takenInHandler() {
    return reap != null && reap.inHandler && handlers.areShown();
  }

  /** Whether its parent, since it was born, has waited for anybody outside of handlers. */
  boolean awaitedInMainline() {
    return book.askedForAnybodyInMainline > line
        || (book.askedForAnybody > line && !handlers.areShown());
  }

  /** Takes in the wait that reaped it. */
  void reapedBy(JudgedWait wait) {
    Kind kind =
        wait.call().isGeneric()
            ? Kind.GENERIC
            : wait.call().idType() == org.reapscope.analyzer.replay.RecordedWait.P_PIDFD
                ? Kind.PIDFD
                : Kind.PID;
    fate = Fate.WAITED;
    reap =
        new Reap(
            wait.caller().tid(),
            wait.caller().task().isLeader(),
            wait.end().line(),
            wait.end().time(),
            wait.call().words(),
            kind,
            !wait.call().has(WaitOptions.WNOHANG),
            handlers.runOn(wait.caller().tid()),
            handlers.endedSleep(wait.caller().tid()));
  }
}

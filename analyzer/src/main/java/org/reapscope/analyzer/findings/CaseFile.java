package org.reapscope.analyzer.findings;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.traces.event.ProcessEvent;

/** What one child's parent process did about it: who asked, who was refused, who took it. */
final class CaseFile {
  /** How the child left the kernel's tables. */
  enum Fate {
    /** It has not: it lives, or nobody has reaped it. */
    OPEN,
    /** A wait took it. */
    WAITED,
    /** The kernel discarded it, SIGCHLD being ignored. */
    AUTOREAPED,
    /** Something that the log does not show. */
    UNSEEN
  }

  /** Null for a child from before the log, of which only the number is known. */
  final @Nullable TracedTask child;

  /** The parent's number for it; the log's own unless the parent lives in a pid namespace. */
  int number;

  /** The number it is kept under since it is gone. */
  int settledAs;

  /** The present parent's book. */
  Book book;

  /** Whether it is among the children that its book has, and its neighbours there. */
  boolean listed;

  @Nullable CaseFile previous;
  @Nullable CaseFile next;

  /** It came to this parent by the death of another. */
  boolean orphan;

  /** Its parent has become another program since. */
  boolean inherited;

  /** Where it became a zombie of its present parent, 0 while it is none. */
  long zombieLine;

  long zombieTime = ProcessEvent.NO_TIME;

  /** Event-loop turns and finished waits of the parent by then. */
  long turnsBefore;

  long waitsBefore;

  Fate fate = Fate.OPEN;

  /** Its number was used again although no wait in the log took it. */
  boolean vanished;

  /** The wait that took it. */
  @Nullable Asking reap;

  /** What that wait told of its end, empty when it told nothing. */
  String status = "";

  /** Line at which it was taken or discarded, 0 while open. */
  long settledLine;

  /** A focused wait for it that came back with ECHILD: the last before the reap, then the first. */
  @Nullable Asking refused;

  /** A focused wait for it that was asleep when it was taken. */
  @Nullable Asking pending;

  /**
   * The last focused wait that found it still alive, or was interrupted, or only looked; not kept
   * once a focused wait has taken the child.
   */
  @Nullable Asking earlier;

  /** Somebody has asked so, whether or not the call is still kept. */
  boolean askedEarlier;

  /** The thread that sleeps on a pidfd of it. */
  @Nullable TracedTask watcher;

  long watchLine;
  long watchTime = ProcessEvent.NO_TIME;

  /** A signal was sent to its number when it was gone. */
  boolean signalledLate;

  /** The detectors have had it. */
  boolean closed;

  CaseFile(@Nullable TracedTask child, Book book, int number) {
    this.child = child;
    this.book = book;
    this.number = number;
  }

  /** The file of a process that is among its parent's children, null when there is none. */
  static @Nullable CaseFile openOf(ThreadGroup child) {
    return child.leader().attachment() instanceof TracedTask task
            && task.attachment() instanceof CaseFile file
            && file.listed
        ? file
        : null;
  }

  /** Whether the log does not show if the child is a process at all. */
  boolean mayBeThread() {
    return child != null && child.mayBeThread();
  }

  /** Lets the child lead to its file. */
  void attach() {
    if (child != null) {
      child.attach(this);
    }
  }

  /** The child leads to this file no longer. */
  void detach() {
    if (child != null && child.attachment() == this) {
      child.attach(null);
    }
  }

  /** Line of its creation, 0 when that is not in the log. */
  long from() {
    return child == null ? 0 : child.spawnLine();
  }

  /** Whether somebody has lost the child to a wait, which nothing later takes back. */
  boolean isSettled() {
    return fate == Fate.WAITED && (refused != null || Theft.happened(this));
  }

  /**
   * Whether the log itself names the child as reaped. Where it only follows, a signal that reaches
   * the number shows the child to be there.
   */
  boolean isNamed() {
    Asking taken = reap;
    return taken != null && taken.call().call().report() != null;
  }

  /** Whether some code asked or watched before the child was taken. */
  boolean wantedBefore() {
    Asking taken = reap;
    return pending != null
        || askedEarlier
        || watcher != null
        || (refused != null && taken != null && refused.startLine() < taken.line());
  }

  /** The child under its parent's number, which its parent's calls show. */
  Finding.Child described() {
    TracedTask task = child;
    if (task == null) {
      return new Finding.Child(number, "", 0, 0, status);
    }
    String end = status.isEmpty() ? Words.status(task) : status;
    return new Finding.Child(number, task.comm(), task.spawnLine(), task.exitLine(), end);
  }

  /** "child 12 (sleep)", with its number outside its pid namespace where that is another. */
  String words() {
    TracedTask task = child;
    String also =
        task == null || task.tid() == number ? "" : ", " + task.tid() + " outside its namespace";
    String comm = task == null ? "" : task.comm();
    String more = comm.isEmpty() ? also : ", " + comm + also;
    return "child " + number + (more.isEmpty() ? "" : " (" + more.substring(2) + ")");
  }

  /** Forgets what the program that its parent was had in mind. */
  void forgetIntent() {
    inherited = true;
    refused = null;
    earlier = null;
    askedEarlier = false;
    watcher = null;
  }
}

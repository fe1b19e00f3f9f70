package org.reapscope.analyzer.findings;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.kernel.Signals;
import org.reapscope.analyzer.kernel.Task;
import org.reapscope.analyzer.kernel.ThreadGroup;
import org.reapscope.analyzer.kernel.WaitOptions;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.PidfdWatch;
import org.reapscope.analyzer.replay.RecordedWait;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.replay.World;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.event.CallEntered;
import org.reapscope.traces.event.CallReturned;
import org.reapscope.traces.event.Outcome;
import org.reapscope.traces.event.ProcessEvent;
import org.reapscope.traces.event.SignalDelivered;
import org.reapscope.traces.event.TaskExecuted;
import org.reapscope.traces.event.TaskExited;

/**
 * Keeps a case file for every child and hands it to the detectors when nothing more can come of it.
 *
 * <p>A file outlives its child: whoever meant to collect the child may ask after it is gone. It is
 * closed when the parent gets a child with the same number, becomes another program or dies.
 */
final class Casebook implements ReplayObserver {
  private final Detector[] detectors;
  private final Map<ThreadGroup, Book> books = new LinkedHashMap<>();

  /** Whose book was asked for last, and that book: a process's lines come in rows. */
  private @Nullable ThreadGroup latest;

  private @Nullable Book latestBook;

  private final Sleepers sleepers = new Sleepers();
  private final Testimony testimony = new Testimony(this, sleepers);
  private final @Nullable Set<CaseFile> unsettled;
  private long line;
  private long time = ProcessEvent.NO_TIME;

  Casebook(List<Detector> detectors) {
    this(detectors, false);
  }

  /** {@code early} for one that is told when to {@link #settle}. */
  Casebook(List<Detector> detectors, boolean early) {
    this.detectors = detectors.toArray(new Detector[0]);
    this.unsettled = early ? new LinkedHashSet<>() : null;
  }

  /** The book of a process that has children, null when it has had none. */
  @Nullable Book bookOf(ThreadGroup parent) {
    if (parent != latest) {
      latest = parent;
      latestBook = books.get(parent);
    }
    return latestBook;
  }

  /** The book of a process that has a child now. */
  Book book(ThreadGroup parent, @Nullable TracedTask leader) {
    Book book = bookOf(parent);
    if (book == null) {
      book = new Book(parent, leader);
      books.put(parent, book);
      latestBook = book;
    }
    return book;
  }

  // Children come and go -------------------------------------------------------------------------

  @Override
  public void born(TracedTask child, boolean thread) {
    Task parent = child.task().realParent();
    TracedTask creator = child.creator();
    if (thread || parent == null || creator == null) {
      return;
    }
    Book book = book(parent.group(), parent.group() == creator.task().group() ? creator : null);
    if (parent.group().namespace().parent() == null) {
      close(book.strike(child.tid()));
    }
    open(child, book);
  }

  private CaseFile open(TracedTask child, Book book) {
    CaseFile file = new CaseFile(child, book, child.tid());
    book.add(file);
    file.attach();
    return file;
  }

  private static @Nullable CaseFile openCase(TracedTask child) {
    return CaseFile.openOf(child.task().group());
  }

  @Override
  public void reparented(TracedTask child, TracedTask newParent, long atLine) {
    CaseFile file = openCase(child);
    if (file == null) {
      return;
    }
    boolean zombie = isZombie(file);
    if (zombie) {
      leave(file, true);
    }
    file.book.remove(file);
    file.book = book(newParent.task().group(), newParent);
    file.book.add(file);
    file.forgetIntent();
    file.orphan = true;
    if (zombie) {
      becameZombie(file, atLine, time);
    }
  }

  private static void becameZombie(CaseFile file, long atLine, long atTime) {
    file.zombieLine = atLine;
    file.zombieTime = atTime;
    file.turnsBefore = file.book.turns;
    file.waitsBefore = file.book.waits;
  }

  @Override
  public void reapedUnseen(TracedTask leader, long atLine) {
    CaseFile file = openCase(leader);
    if (file != null) {
      file.vanished = true;
    }
  }

  @Override
  public void released(TracedTask leader, boolean autoreaped, long atLine) {
    CaseFile file = openCase(leader);
    Book own = takeAway(leader.task().group());
    if (own != null) {
      end(own, true);
    }
    if (file == null) {
      return;
    }
    if (file.fate == CaseFile.Fate.OPEN) {
      if (autoreaped && file.zombieLine > 0) {
        leave(file, true);
      }
      file.fate = autoreaped ? CaseFile.Fate.AUTOREAPED : CaseFile.Fate.UNSEEN;
    }
    settle(file);
  }

  private void settle(CaseFile file) {
    file.book.remove(file);
    renumber(file);
    file.settledLine = line;
    file.book.settle(file, this::close);
  }

  /** The parent's number for the child, which the log may tell later than the birth. */
  private static void renumber(CaseFile file) {
    TracedTask child = file.child;
    int number = child == null ? 0 : child.numberIn(file.book.parent.namespace());
    file.number = number == 0 ? file.number : number;
  }

  @Override
  public void died(TracedTask leader) {
    CaseFile file = openCase(leader);
    if (file != null) {
      becameZombie(file, leader.exitLine(), leader.exitTime());
    }
    Book book = takeAway(leader.task().group());
    if (book != null) {
      end(book, true);
    }
  }

  private @Nullable Book takeAway(ThreadGroup parent) {
    latest = null;
    return books.remove(parent);
  }

  /** A process is gone, or the log is over. */
  private void end(Book book, boolean parentDied) {
    for (CaseFile file : book.allOpen()) {
      if (isZombie(file)) {
        leave(file, parentDied);
      }
      if (!parentDied) {
        close(file);
      }
    }
    for (CaseFile file : book.allSettled()) {
      if (file.fate == CaseFile.Fate.UNSEEN && !file.vanished && book.isInit()) {
        leave(file, parentDied);
      }
      close(file);
    }
    book.strikeAll();
  }

  private static boolean isZombie(CaseFile file) {
    TracedTask child = file.child;
    return file.fate == CaseFile.Fate.OPEN
        && child != null
        && child.task().state() == Task.State.ZOMBIE
        && !child.task().group().isAlive();
  }

  private void leave(CaseFile file, boolean parentDied) {
    renumber(file);
    Detector.Leaving how = new Detector.Leaving(line, time, parentDied);
    for (Detector detector : detectors) {
      detector.left(file, how);
    }
  }

  /** Hands a file to the detectors, once. */
  void close(@Nullable CaseFile file) {
    if (file != null && !file.closed) {
      file.closed = true;
      for (Detector detector : detectors) {
        detector.closed(file);
      }
    }
  }

  // Waits ----------------------------------------------------------------------------------------

  @Override
  public void waited(JudgedWait wait) {
    sleepers.woke(wait.caller());
    line = wait.end().line();
    time = wait.end().time();
    testimony.waited(wait);
  }

  @Override
  public void waiting(TracedTask caller, RecordedWait wait) {
    Book book = bookOf(caller.task().group());
    if (book != null && wait.isGeneric() && wait.has(WaitOptions.WEXITED)) {
      book.waitsForAnybody = true;
    }
  }

  // Everything else ------------------------------------------------------------------------------

  @Override
  public void seen(TracedTask task, ProcessEvent event) {
    line = event.line();
    time = event.time();
    if (event instanceof CallEntered entered) {
      if (entered.call() instanceof Call.Wait) {
        sleepers.sleeps(task, entered);
      }
      watches(task, entered.call());
    } else if (event instanceof CallReturned returned) {
      returned(task, returned);
    } else if (event instanceof SignalDelivered signal && signal.signal() == Signals.SIGCHLD) {
      heard(task);
    } else if (event instanceof TaskExecuted) {
      executed(task);
    } else if (event instanceof TaskExited) {
      sleepers.woke(task);
    }
  }

  private void heard(TracedTask task) {
    Book book = bookOf(task.task().group());
    if (book != null) {
      book.heardOfChildren = true;
    }
  }

  private void returned(TracedTask task, CallReturned returned) {
    Call call = returned.call();
    if (call instanceof Call.Wait) {
      sleepers.woke(task);
    }
    if (call instanceof Call.LoopWait) {
      turned(task);
    }
    if (call instanceof Call.Kill kill) {
      signalled(task, kill, returned);
    }
    watches(task, call);
    if (call instanceof Call.Exec && returned.outcome().ok()) {
      executed(task);
    }
  }

  /** A signal by number; 0 only asks whether the number is in use. */
  private void signalled(TracedTask sender, Call.Kill kill, CallReturned returned) {
    Book book = bookOf(sender.task().group());
    int number = kill.pid() > 0 ? kill.pid() : kill.tid();
    if (book == null || kill.pidfd() >= 0 || kill.signal() == 0 || number <= 0) {
      return;
    }
    CaseFile file = book.settled(number);
    boolean none =
        returned.outcome().state() == Outcome.State.FAILED
            && returned.outcome().value() == Errno.ESRCH;
    boolean hit = returned.outcome().ok();
    if (file == null
        || file.signalledLate
        || file.fate == CaseFile.Fate.OPEN
        || file.fate == CaseFile.Fate.UNSEEN
        || !(none || (hit && file.isNamed() && returned.startLine() > file.settledLine))) {
      return;
    }
    file.signalledLate = true;
    String words = kill.name() + "(" + number + ", " + kill.signal() + ")";
    Detector.LateSignal late = new Detector.LateSignal(sender, words, line, time, hit);
    for (Detector detector : detectors) {
      detector.signalledLate(file, late);
    }
  }

  private void turned(TracedTask task) {
    Book book = bookOf(task.task().group());
    if (book != null) {
      book.turns++;
    }
  }

  private void watches(TracedTask task, Call call) {
    if (task.hasPidfds()) {
      PidfdWatch.begun(task, call, target -> watched(task, target));
    }
  }

  /** An event loop has begun to watch a pidfd. */
  private void watched(TracedTask watcher, TracedTask target) {
    Book book = bookOf(watcher.task().group());
    CaseFile file = book == null ? null : book.open(target.task().group());
    if (file != null && file.watcher == null) {
      file.watcher = watcher;
      file.watchLine = line;
      file.watchTime = time;
    }
  }

  /** Another program now: whoever spawned the children, or had them taken, is gone. */
  private void executed(TracedTask task) {
    Book book = bookOf(task.task().group());
    if (book != null) {
      for (CaseFile file : book.allSettled()) {
        close(file);
      }
      book.strikeAll();
      for (CaseFile file : book.allOpen()) {
        file.forgetIntent();
      }
      book.asksByName = false;
      book.waitsForAnybody = false;
    }
  }

  /** Something was added to a file that may settle it. */
  void changed(CaseFile file) {
    if (unsettled != null) {
      unsettled.add(file);
    }
  }

  /** Closes the files that were touched since the last time and to which nothing can be added. */
  void settle() {
    if (unsettled != null) {
      unsettled.stream().filter(CaseFile::isSettled).forEach(this::close);
      unsettled.clear();
    }
  }

  @Override
  public void ended(World world) {
    for (Book book : List.copyOf(books.values())) {
      end(book, false);
    }
  }
}

package org.reapscope.analyzer.findings;

import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.kernel.Errno;
import org.reapscope.analyzer.order.Rule;
import org.reapscope.analyzer.replay.JudgedWait;
import org.reapscope.analyzer.replay.RecordedWait;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.traces.event.ChildReport;

/** What each finished wait says about a child: who took it, who asked for it and was refused. */
final class Testimony {
  private final Casebook casebook;
  private final Sleepers sleepers;

  Testimony(Casebook casebook, Sleepers sleepers) {
    this.casebook = casebook;
    this.sleepers = sleepers;
  }

  /** Adds a wait to the file of the child that it took or named. */
  void waited(JudgedWait wait) {
    Book own = casebook.bookOf(wait.caller().task().group());
    if (own != null) {
      own.waits++;
      own.traces |= wait.rule() == Rule.TRACER;
      own.guessed |= wait.rule() != null && wait.rule().isGuess();
      own.familyGuessed |= wait.rule() != null && wait.rule().hidesFamily();
      own.blindLine = wait.mayHaveReapedUnseen() ? wait.end().line() : own.blindLine;
      own.heardOfChildren |= wait.call().call().report() != null;
    }
    if (wait.rule() == Rule.TRACER) {
      return;
    }
    ChildReport report = wait.call().call().report();
    if (wait.consumed() || tookStranger(wait, report)) {
      taken(wait, report);
    } else if (wait.call().isFocused()) {
      asked(wait);
    }
    if (own != null && wait.call().isFocused()) {
      own.asksByName = true;
    }
  }

  /** A child from before the log, known only by what this wait says. */
  private static boolean tookStranger(JudgedWait wait, @Nullable ChildReport report) {
    return wait.child() == null
        && !wait.caller().isTracer()
        && report != null
        && wait.call().reaps()
        && report.kind().mayBeDeath();
  }

  private void taken(JudgedWait wait, @Nullable ChildReport report) {
    Book book = casebook.book(wait.caller().task().group(), wait.caller());
    TracedTask child = wait.child();
    book.tookStranger |= child == null;
    CaseFile file = child == null ? null : book.settled(child);
    if (file == null) {
      file = new CaseFile(child, book, child == null ? 0 : child.tid());
    }
    if (report != null) {
      file.number = report.pid();
      file.status = Words.status(report);
    }
    book.settle(file, casebook::close);
    Asking reap = Asking.of(wait);
    file.fate = CaseFile.Fate.WAITED;
    file.reap = reap;
    if (reap.call().isFocused()) {
      file.earlier = null;
    }
    file.settledLine = wait.end().line();
    Asking refused = file.refused;
    if (refused != null && !refused.endsAfterStartOf(reap)) {
      file.refused = null;
    }
    file.pending = sleepers.askingFor(file);
    casebook.changed(file);
  }

  /** A focused wait that took nobody. */
  private void asked(JudgedWait wait) {
    Asking asking = Asking.of(wait);
    boolean guessed =
        wait.rule() != null && (wait.rule().isGuess() || wait.rule() == Rule.LINES_MISSING);
    CaseFile file = asking.couldCollect() && !guessed ? named(wait) : null;
    if (file == null) {
      return;
    }
    if (wait.failedWith(Errno.ECHILD)) {
      boolean first = file.fate == CaseFile.Fate.OPEN || file.refused == null;
      file.refused = first ? asking : file.refused;
      casebook.changed(file);
    } else if (file.fate == CaseFile.Fate.OPEN && !isAnswered(wait)) {
      file.earlier = asking;
      file.askedEarlier = true;
    }
  }

  /** A wait that looked at a death, or was told of a stop, shown or not, has had its answer. */
  private static boolean isAnswered(JudgedWait wait) {
    return wait.child() != null || wait.call().call().report() != null;
  }

  /** The file of the child that a focused wait names, as its caller means it. */
  private @Nullable CaseFile named(JudgedWait wait) {
    Book book = casebook.bookOf(wait.caller().task().group());
    if (book == null) {
      return null;
    }
    TracedTask target = wait.target();
    if (target != null) {
      CaseFile live = book.open(target.task().group());
      CaseFile file = live != null ? live : book.settled(target);
      if (file != null || wait.call().idType() == RecordedWait.P_PIDFD) {
        return file;
      }
    }
    if (wait.call().idType() == RecordedWait.P_PID) {
      return book.settled((int) wait.call().id());
    }
    int told = wait.call().call().pidfdTarget();
    CaseFile gone = told > 0 ? book.settled(told) : null;
    return gone != null && gone.child != null && gone.child.tid() == told ? gone : null;
  }
}

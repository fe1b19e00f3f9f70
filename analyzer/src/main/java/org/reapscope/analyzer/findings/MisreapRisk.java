package org.reapscope.analyzer.findings;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.replay.TracedTask;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Finding.Severity;

/**
 * A generic wait took a child that somebody watches, and the log ends, or the process does, before
 * the watcher asks for it.
 *
 * <p>A watcher is a thread that sleeps on a pidfd of the child, or one that has asked for the child
 * by name and been told to come back: interrupted, or on another thread than the reaper. A thread
 * that polls by name and then drains for all keeps one book, and is left in peace.
 */
final class MisreapRisk implements Detector {
  private final List<CaseFile> atRisk = new ArrayList<>();

  @Override
  public void closed(CaseFile file) {
    if (Theft.takenGenerically(file) && Theft.victim(file) == null && watcher(file) != null) {
      atRisk.add(file);
    }
  }

  private static Finding.@Nullable Victim watcher(CaseFile file) {
    Asking reap = file.reap;
    TracedTask watcher = file.watcher;
    Asking earlier = file.earlier;
    if (reap == null) {
      return null;
    }
    boolean names = watcher != reap.caller() || file.book.asksByName;
    if (watcher != null && names) {
      return new Finding.Victim(watcher.tid(), file.watchLine, file.watchTime, "poll", "none");
    }
    if (earlier != null && (earlier.caller() != reap.caller() || earlier.blocks())) {
      return earlier.victim("none");
    }
    return null;
  }

  @Override
  public List<Finding> findings(Coverage coverage) {
    List<Finding> found = new ArrayList<>();
    for (CaseFile file : atRisk) {
      Asking reap = file.reap;
      Finding.Victim watcher = watcher(file);
      if (reap != null
          && watcher != null
          && coverage.showsEveryWait()
          && coverage.whole(file.from(), reap.line())) {
        found.add(finding(file, reap, watcher));
      }
    }
    return found;
  }

  private static Finding finding(CaseFile file, Asking reap, Finding.Victim watcher) {
    boolean pidfd = watcher.call().equals("poll");
    return new Finding(
        FindingRule.MISREAP_RISK.id(),
        Severity.WARNING,
        reap.evidence() == Evidence.EXACT ? "exact" : "inferred",
        Words.who(reap.caller())
            + " took "
            + file.words()
            + " with "
            + reap.call().words()
            + " at line "
            + reap.line()
            + ", although "
            + (watcher.tid() == reap.caller().tid()
                ? "other code on the same thread"
                : "thread " + watcher.tid())
            + (pidfd
                ? " watches a pidfd of it since line "
                : " had asked for it with " + watcher.call() + " at line ")
            + watcher.line()
            + ". It has not asked since: when it does, the status is gone",
        file.book.party(),
        file.described(),
        reap.act(),
        watcher,
        new Finding.UnderFlag(
            "fixed",
            "Cloned with CLONE_WAIT_PIDFD the child is hidden from "
                + reap.call().words()
                + " and waits for whoever asks for it by pid or pidfd."));
  }
}

package org.reapscope.analyzer.findings;

import java.util.ArrayList;
import java.util.List;
import org.reapscope.analyzer.result.Evidence;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Finding.Severity;

/** A generic wait consumed a child that other code of the process meant to collect by name. */
final class Misreap implements Detector {
  private final List<CaseFile> stolen = new ArrayList<>();

  @Override
  public void closed(CaseFile file) {
    if (Theft.happened(file)) {
      stolen.add(file);
    }
  }

  @Override
  public List<Finding> findings(Coverage coverage) {
    List<Finding> found = new ArrayList<>();
    for (CaseFile file : stolen) {
      Asking reap = file.reap;
      Asking victim = Theft.victim(file);
      if (reap != null
          && victim != null
          && Theft.isShown(file, reap, victim, coverage)
          && !Theft.isOneBook(file, reap, victim)) {
        found.add(finding(file, reap, victim));
      }
    }
    return found;
  }

  @Override
  public int withheld(Coverage coverage) {
    int count = 0;
    for (CaseFile file : stolen) {
      Asking reap = file.reap;
      Asking victim = Theft.victim(file);
      if (reap != null && victim != null && !Theft.isShown(file, reap, victim, coverage)) {
        count++;
      }
    }
    return count;
  }

  private static Finding finding(CaseFile file, Asking reap, Asking victim) {
    boolean probable = !Theft.isCertain(file, victim);
    String evidence =
        probable ? "probable" : reap.evidence() == Evidence.EXACT ? "exact" : "inferred";
    boolean back = file.refused != null;
    String message =
        Words.who(reap.caller())
            + " took "
            + file.words()
            + status(file)
            + " with "
            + reap.call().words()
            + " at line "
            + reap.line()
            + "; "
            + owner(reap, victim)
            + (back
                ? " got ECHILD from " + victim.call().words() + " at line " + victim.line()
                : " was asleep in " + victim.call().words() + " since line " + victim.line())
            + (probable
                ? ". It asked only afterwards: whether the status had been handed to it by then,"
                    + " system calls do not show"
                : "");
    return new Finding(
        FindingRule.MISREAP.id(),
        Severity.ERROR,
        evidence,
        message,
        file.book.party(),
        file.described(),
        reap.act(),
        victim.victim(back ? "ECHILD" : "blocked"),
        underFlag(file, reap, victim));
  }

  private static String status(CaseFile file) {
    String status = file.described().status();
    return status.isEmpty() ? "" : ", which had " + Words.past(status) + ",";
  }

  private static String owner(Asking reap, Asking victim) {
    return reap.caller() == victim.caller()
        ? "other code on the same thread"
        : Words.who(victim.caller());
  }

  private static Finding.UnderFlag underFlag(CaseFile file, Asking reap, Asking victim) {
    String status = file.described().status();
    String note =
        "Cloned with CLONE_WAIT_PIDFD the child is hidden from "
            + reap.call().words()
            + " and "
            + victim.call().words()
            + " collects it"
            + (status.isEmpty() ? "" : ": " + status);
    if (reap.blocks()) {
      note +=
          ". The stealer blocks in its wait: while only marked children live it gets ECHILD at"
              + " once and spins unless it sleeps or waits for SIGCHLD then";
    }
    return new Finding.UnderFlag("fixed", note + ".");
  }
}

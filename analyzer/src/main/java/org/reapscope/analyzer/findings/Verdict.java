package org.reapscope.analyzer.findings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Processes;
import org.reapscope.traces.TraceFacts;

/** The result of a trace in one plain sentence. */
public final class Verdict {
  private static final Set<String> WAITS = Set.of("wait4", "waitid", "waitpid");
  private static final int STEALERS_NAMED = 2;

  private Verdict() {}

  /** Sums up the findings; {@code doubt} says why a theft may not show, if one may not. */
  public static String of(
      List<Finding> findings, Processes processes, TraceFacts facts, String doubt) {
    if (Collections.disjoint(facts.calls(), WAITS)) {
      return "The log holds no wait call: it cannot tell who reaped whom.";
    }
    if (processes.exited() == 0) {
      return "No process ended in this log: nobody was reaped.";
    }
    List<Finding> stolen = of(findings, FindingRule.MISREAP);
    String leaks = leaks(findings);
    if (stolen.isEmpty()) {
      String clean =
          doubt.isEmpty()
              ? "Nobody stole a child: " + died(processes)
              : "Whether a child was stolen this log cannot tell ("
                  + doubt
                  + "): "
                  + died(processes);
      return clean + (leaks.isEmpty() ? "." : "; " + leaks + ".");
    }
    return stolen.size()
        + " of "
        + Words.count(processes.exited(), "child", "children")
        + (stolen.size() == 1 ? " was" : " were")
        + " stolen by generic waits of "
        + stealers(stolen)
        + certainty(stolen)
        + "; CLONE_WAIT_PIDFD on "
        + (stolen.size() == 1 ? "it" : "them")
        + " would leave "
        + (stolen.size() == 1 ? "it to its owner" : "them to their owners")
        + (leaks.isEmpty() ? "" : "; " + leaks)
        + ".";
  }

  private static String died(Processes processes) {
    if (processes.reaped() == processes.exited()) {
      return processes.exited() == 1
          ? "the one dead process reaped"
          : "all " + processes.exited() + " dead processes reaped";
    }
    return processes.exited()
        + " died, "
        + processes.reaped()
        + (processes.reaped() == 1 ? " was reaped" : " were reaped")
        + (processes.autoreaped() > 0 ? ", " + processes.autoreaped() + " needed no wait" : "");
  }

  private static String leaks(List<Finding> findings) {
    int zombies = of(findings, FindingRule.ZOMBIE_LEAK).size();
    int orphans = of(findings, FindingRule.ORPHAN_LEAK).size();
    List<String> said = new ArrayList<>();
    if (zombies > 0) {
      said.add(Words.count(zombies, "zombie", "zombies") + " left by the parent");
    }
    if (orphans > 0) {
      said.add(Words.count(orphans, "dead orphan", "dead orphans") + " never reaped");
    }
    return String.join(", ", said);
  }

  private static String stealers(List<Finding> stolen) {
    Set<String> names = new TreeSet<>();
    stolen.forEach(each -> names.add(Words.process(each.process())));
    if (names.size() <= STEALERS_NAMED) {
      return String.join(" and ", names);
    }
    return names.iterator().next() + " and " + (names.size() - 1) + " other processes";
  }

  private static String certainty(List<Finding> stolen) {
    long probable = stolen.stream().filter(each -> each.evidence().equals("probable")).count();
    if (probable == 0) {
      return "";
    }
    return probable == stolen.size()
        ? ", probably, as every owner asked only afterwards"
        : ", " + probable + " of them probably, as the owner asked only afterwards";
  }

  private static List<Finding> of(List<Finding> findings, FindingRule rule) {
    List<Finding> some = new ArrayList<>();
    for (Finding finding : findings) {
      if (finding.rule().equals(rule.id())) {
        some.add(finding);
      }
    }
    return some;
  }
}

package org.reapscope.analyzer.whatif;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Plan;
import org.reapscope.analyzer.result.PlanRow;
import org.reapscope.analyzer.result.WhatIf;

/** Turns a survey and the run played on with the chosen sites marked into advice. */
public final class Planner {
  private static final int COLLECTORS_NAMED = 3;

  private Planner() {}

  /**
   * The plan.
   *
   * @param proof the run played on with {@link Survey#chosen} marked
   * @param shown what that run shows of threads: spins, sleeps for ever
   */
  public static Plan of(Survey survey, WhatIf proof, List<Finding> shown) {
    List<PlanRow> rows = new ArrayList<>();
    Map<String, List<SiteTally>> programs = new TreeMap<>();
    for (SiteTally tally : survey.sites()) {
      rows.add(row(tally));
      programs.computeIfAbsent(tally.site.program(), name -> new ArrayList<>()).add(tally);
    }
    List<Plan.ProgramVerdict> verdicts = new ArrayList<>();
    programs.forEach((name, sites) -> verdicts.add(verdict(name, sites, shown)));
    return new Plan(rows, verdicts, true, 1.0, proof);
  }

  private static PlanRow row(SiteTally tally) {
    SpawnSite site = tally.site;
    return new PlanRow(
        site.program(),
        site.byLeader() ? "main thread" : "another thread",
        site.call(),
        site.site(),
        site.child(),
        tally.lines.size(),
        tally.firstLine(),
        tally.misreaped,
        collected(tally),
        Survey.isChosen(tally),
        tally.effect(),
        change(tally),
        saves(tally),
        today(tally));
  }

  private static String collected(SiteTally tally) {
    String interest =
        switch (tally.site.interest()) {
          case ASKED -> "some code asks for them by name";
          case PEEKED -> "seen by a peek for anybody, then reaped by number";
          case GENERIC -> "nobody asks for them by name";
          case DISCARDED -> "nobody waits for them";
          case ORPHANED -> "their creator died first";
          case NOBODY -> "the log shows nobody who collects them";
        };
    return tally.collectors.entrySet().stream()
        .limit(COLLECTORS_NAMED)
        .map(each -> each.getValue() + " by " + each.getKey())
        .collect(Collectors.joining("; ", interest + ": ", ""));
  }

  private static String change(SiteTally tally) {
    if (tally.misreaped > 0) {
      return tally.effect().isHarmless()
          ? tally.blockingThefts > 0
              ? "the thread in "
                  + tally.thief
                  + " gets ECHILD at once while only marked children live: let it sleep or wait for"
                  + " SIGCHLD then"
              : ""
          : "give every child of the site a focused wait or a watched pidfd first: some are"
              + " collected by "
              + tally.thief
              + " alone";
    }
    return switch (tally.site.interest()) {
      case PEEKED ->
          "to mark them, replace the WNOWAIT peek, which no longer shows them, by their pidfds";
      case GENERIC ->
          "leave them unmarked; to mark them, add a focused wait or watch their pidfds: the generic"
              + " wait no longer sees them";
      case NOBODY, DISCARDED, ORPHANED, ASKED -> "";
    };
  }

  private static String saves(SiteTally tally) {
    List<String> saved = new ArrayList<>();
    if (tally.misreaped > 0 && tally.effect().isHarmless()) {
      saved.add(tally.misreaped + " lost status" + (tally.misreaped == 1 ? "" : "es"));
    }
    if (tally.emptyAsks > 0 && tally.effect().improved() > 0) {
      saved.add(tally.emptyAsks + " waits that found nothing, with pidfds in the event loop");
    }
    return String.join("; ", saved);
  }

  private static String today(SiteTally tally) {
    String hidden =
        "exit_signal 0 and __WCLONE hide a child from plain generic waits"
            + (tally.executes ? ", but these execute a program, which undoes it" : "");
    if (tally.misreaped > 0) {
      return "Linux 5.4: let every part of the process wait by pidfd (waitid P_PIDFD) and drop "
          + tally.thief
          + "; or a helper process of their own (double fork, subreaper) as parent; "
          + hidden
          + "; FreeBSD: pdfork";
    }
    return switch (tally.site.interest()) {
      case ASKED ->
          tally.emptyAsks > 0
              ? "Linux 5.4: poll a pidfd (CLONE_PIDFD or pidfd_open) and reap by P_PIDFD; FreeBSD:"
                  + " pdfork"
              : "nothing";
      case PEEKED -> "Linux 5.4: poll their pidfds in place of the peek";
      case GENERIC, ORPHANED -> "nothing: the generic wait is theirs";
      case DISCARDED -> "nothing; Linux 7.1: CLONE_AUTOREAP, status by PIDFD_GET_INFO";
      case NOBODY -> "wait for them; or, on Linux 7.1, CLONE_AUTOREAP and PIDFD_GET_INFO";
    };
  }

  private static Plan.ProgramVerdict verdict(
      String program, List<SiteTally> sites, List<Finding> shown) {
    long stolen = sites.stream().mapToLong(site -> site.misreaped).sum();
    if (stolen == 0) {
      return new Plan.ProgramVerdict(program, "safe as it is", "none of its children was stolen");
    }
    List<SiteTally> chosen = sites.stream().filter(Survey::isChosen).toList();
    if (chosen.isEmpty()) {
      return new Plan.ProgramVerdict(
          program,
          "do not mark: it would hang",
          stolen + " stolen, but where they are created others depend on the generic wait");
    }
    long children = chosen.stream().mapToLong(site -> site.lines.size()).sum();
    String marks =
        children
            + (children == 1 ? " child of " : " children of ")
            + chosen.size()
            + (chosen.size() == 1 ? " site" : " sites")
            + ", "
            + chosen.stream().mapToLong(site -> site.misreaped).sum()
            + " of them stolen";
    boolean spins = shown.stream().anyMatch(each -> each.rule().equals("would-spin"));
    boolean changes = spins || chosen.stream().anyMatch(site -> !change(site).isEmpty());
    boolean partly = sites.stream().anyMatch(site -> site.misreaped > 0 && !Survey.isChosen(site));
    return new Plan.ProgramVerdict(
        program,
        changes || partly ? "mark these and change that" : "mark these",
        marks + (partly ? "; another site has to be changed before it can be marked" : ""));
  }
}

package org.reapscope.analyzer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.reapscope.analyzer.cost.Accounts;
import org.reapscope.analyzer.cost.Calibration;
import org.reapscope.analyzer.cost.PollingRule;
import org.reapscope.analyzer.cost.Population;
import org.reapscope.analyzer.cost.Zombies;
import org.reapscope.analyzer.findings.Findings;
import org.reapscope.analyzer.findings.Verdict;
import org.reapscope.analyzer.fleet.Programs;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.replay.Lives;
import org.reapscope.analyzer.replay.MarkPolicy;
import org.reapscope.analyzer.replay.Observers;
import org.reapscope.analyzer.replay.Replay;
import org.reapscope.analyzer.replay.ReplayObserver;
import org.reapscope.analyzer.replay.Totals;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.Plan;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.result.WhatIf;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.analyzer.whatif.ClosedLoop;
import org.reapscope.analyzer.whatif.Marking;
import org.reapscope.analyzer.whatif.Planner;
import org.reapscope.analyzer.whatif.Rehearsal;
import org.reapscope.analyzer.whatif.Survey;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.event.ProcessEvent;

/** One analysis of one trace: takes its events in line order, then gives the result. */
public final class Analysis implements EventSink {
  private final Totals totals;
  private final Findings findings = new Findings();
  private final Accounts accounts;
  private final Population population = new Population();
  private final Lives lives;
  private final Zombies zombies = new Zombies();
  private final Calibration calibration;
  private final Programs programs = new Programs();
  private final Replay replay;
  private final AnalysisOptions options;
  private final @Nullable Survey survey;
  private final List<ClosedLoop> playedOn = new ArrayList<>();

  /**
   * Prepares an analysis in one pass.
   *
   * @throws IllegalArgumentException for an unknown profile or marking, and for one that {@link
   *     AnalysisOptions#needsFirstPass needs a first pass}
   */
  public Analysis(AnalysisOptions options) {
    this(options, inOnePass(options));
  }

  /**
   * As above; {@code also} watches the replay.
   *
   * @throws IllegalArgumentException as above
   */
  public Analysis(AnalysisOptions options, ReplayObserver also) {
    this(options, inOnePass(options), null, List.of(also));
  }

  private static MarkPolicy inOnePass(AnalysisOptions options) {
    if (options.needsFirstPass()) {
      throw new IllegalArgumentException(
          "marking '" + options.mark() + "' needs a first pass over the log");
    }
    return Marking.parse(options.mark()).policy(Set.of());
  }

  /** Prepares an analysis with the marking that a first pass has found. */
  Analysis(AnalysisOptions options, MarkPolicy marks) {
    this(options, marks, null, List.of());
  }

  /** As above; {@code survey} is the pass from which a plan is to be made. */
  Analysis(AnalysisOptions options, MarkPolicy marks, @Nullable Survey survey) {
    this(options, marks, survey, List.of());
  }

  private Analysis(
      AnalysisOptions options,
      MarkPolicy marks,
      @Nullable Survey survey,
      List<ReplayObserver> also) {
    this.options = options;
    this.survey = survey;
    boolean whatIf = options.isWhatIf();
    Semantics semantics = Profiles.byName(options.semantics());
    this.calibration = options.calibration();
    this.accounts = new Accounts(options.playsOtherWays());
    this.totals = new Totals(options.keepCalls() && !whatIf);
    this.lives = new Lives(options.keepCalls());
    Rehearsal rehearsal = whatIf ? new Rehearsal() : null;
    List<ReplayObserver> observers =
        new ArrayList<>(
            List.of(totals, lives, accounts, population, zombies, programs, findings.observer()));
    if (rehearsal != null) {
      observers.add(rehearsal);
    }
    observers.addAll(also);
    this.replay =
        new Replay(
            whatIf ? Profiles.byName("linux") : semantics,
            whatIf ? MarkPolicy.NONE : marks,
            new Observers(observers));
    accounts.follow(replay.world());
    programs.follow(replay.world());
    if (rehearsal == null) {
      return;
    }
    rehearsal.follow(replay.world());
    if (options.alternatives() == Alternatives.EVERY_PROFILE) {
      for (Semantics profile : Profiles.all()) {
        playedOn.add(rehearsal.under(profile, marks, options.mark(), false));
      }
    } else {
      playedOn.add(rehearsal.under(semantics, marks, options.mark(), options.keepCalls()));
    }
  }

  @Override
  public void accept(ProcessEvent event) {
    findings.accept(event);
    replay.accept(event);
  }

  /** Ends the analysis. */
  public TraceResult finish(String name, TraceFacts facts) {
    replay.finish();
    boolean asked = options.alternatives() == Alternatives.ASKED && !playedOn.isEmpty();
    List<Finding> further = new ArrayList<>(PollingRule.findings(accounts.polling()));
    if (asked) {
      further.addAll(playedOn.get(0).findings());
    }
    List<Finding> found = findings.weighed(facts, further, replay.kinds(), replay.gaps());
    TraceResult recorded =
        new TraceResult(
            name,
            facts,
            Verdict.of(
                found,
                totals.processes(),
                facts,
                findings.doubt(facts, totals.waits(), replay.kinds())),
            visibility(facts, found),
            totals.processes(),
            totals.waits(),
            totals.contradictions(),
            found,
            accounts.polling(),
            asked ? playedOn.get(0).calls() : totals.calls(),
            population.samples(),
            programs.totals(found, accounts.polling()),
            lives.all(),
            Collections.emptySortedMap(),
            accounts.cost(calibration, !facts.clock().startsWith("none"), zombies.result()));
    return playedOn.isEmpty() ? recorded : withAlternatives(recorded);
  }

  /** What the reader says of the log, and what the kinds of records that it lacks leave open. */
  private List<String> visibility(TraceFacts facts, List<Finding> found) {
    List<String> sentences = new ArrayList<>(facts.notes());
    sentences.addAll(replay.kinds().notes());
    if (replay.kinds().onlyWaitsByPid()
        && found.stream().anyMatch(each -> each.rule().endsWith("-leak"))) {
      sentences.add(
          "no waitid was recorded: if the tracer left it out, children said to be leaked may have"
              + " been reaped by it, and nothing in the log would tell");
    }
    String missing = replay.gaps().note();
    if (!missing.isEmpty()) {
      sentences.add(missing);
    }
    return sentences;
  }

  private TraceResult withAlternatives(TraceResult recorded) {
    long misreaps =
        recorded.findings().stream().filter(each -> each.rule().equals("misreap")).count();
    List<WhatIf> results = playedOn.stream().map(each -> each.result(misreaps)).toList();
    if (survey != null) {
      Plan plan = Planner.of(survey, results.get(0), playedOn.get(0).findings());
      return recorded.edit().alternatives(null, List.of(), plan).done();
    }
    return options.alternatives() == Alternatives.EVERY_PROFILE
        ? recorded.edit().alternatives(null, results, null).done()
        : recorded.edit().alternatives(results.get(0), List.of(), null).done();
  }
}

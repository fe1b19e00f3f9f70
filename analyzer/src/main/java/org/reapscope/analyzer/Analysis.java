package org.reapscope.analyzer;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.reapscope.analyzer.cost.Accounts;
import org.reapscope.analyzer.cost.PollingRule;
import org.reapscope.analyzer.cost.Population;
import org.reapscope.analyzer.findings.Findings;
import org.reapscope.analyzer.findings.Verdict;
import org.reapscope.analyzer.fleet.Programs;
import org.reapscope.analyzer.kernel.Semantics;
import org.reapscope.analyzer.replay.Lives;
import org.reapscope.analyzer.replay.MarkPolicy;
import org.reapscope.analyzer.replay.Observers;
import org.reapscope.analyzer.replay.Replay;
import org.reapscope.analyzer.replay.Totals;
import org.reapscope.analyzer.result.Finding;
import org.reapscope.analyzer.result.TraceResult;
import org.reapscope.analyzer.semantics.Profiles;
import org.reapscope.analyzer.whatif.Marking;
import org.reapscope.traces.EventSink;
import org.reapscope.traces.TraceFacts;
import org.reapscope.traces.event.ProcessEvent;

/** One analysis of one trace: takes its events in line order, then gives the result. */
public final class Analysis implements EventSink {
  private final Totals totals;
  private final Findings findings = new Findings();
  private final Accounts accounts = new Accounts();
  private final Population population = new Population();
  private final Lives lives;
  private final Programs programs = new Programs();
  private final Replay replay;

  /**
   * Prepares an analysis in one pass.
   *
   * @throws IllegalArgumentException for an unknown profile or marking, and for one that {@link
   *     AnalysisOptions#needsFirstPass needs a first pass}
   */
  public Analysis(AnalysisOptions options) {
    this(options, inOnePass(options));
  }

  private static MarkPolicy inOnePass(AnalysisOptions options) {
    if (options.needsFirstPass()) {
      throw new IllegalArgumentException(
          "marking '" + options.mark() + "' needs a first pass over the log");
    }
    return Marking.parse(options.mark()).policy(Set.of());
  }

  /** Prepares an analysis with the marking that a first pass has found. */
  public Analysis(AnalysisOptions options, MarkPolicy marks) {
    Semantics semantics = Profiles.byName(options.semantics());
    this.totals = new Totals(options.keepCalls());
    this.lives = new Lives(options.keepCalls());
    this.replay =
        new Replay(
            semantics,
            marks,
            new Observers(
                List.of(totals, lives, accounts, population, programs, findings.observer())));
    accounts.follow(replay.world());
    programs.follow(replay.world());
  }

  @Override
  public void accept(ProcessEvent event) {
    findings.accept(event);
    replay.accept(event);
  }

  /** Ends the analysis. */
  public TraceResult finish(String name, TraceFacts facts) {
    replay.finish();
    List<Finding> found = findings.all(facts, PollingRule.findings(accounts.polling()));
    return new TraceResult(
        name,
        facts,
        Verdict.of(found, totals.processes(), facts),
        facts.notes(),
        totals.processes(),
        totals.waits(),
        totals.contradictions(),
        found,
        accounts.polling(),
        totals.calls(),
        population.samples(),
        programs.totals(found, accounts.polling()),
        lives.all(),
        Collections.emptySortedMap());
  }
}

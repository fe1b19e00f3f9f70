package org.reapscope.analyzer.result;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.TraceFacts;

/**
 * Everything one analysis of one trace found.
 *
 * @param name the trace as the user named it
 * @param verdict the result in one sentence
 * @param visibility sentences on what this log can and cannot show
 * @param calls every wait call, for replay only, else empty
 * @param whatIf the run played on under another rule, null when that was not asked for
 * @param comparison the run played on under every profile, when that was asked for
 * @param plan the migration, when that was asked for
 * @param population children alive and dead over time, decimated
 * @param programs what each program did about its children, sorted by name
 * @param lives every process from birth to reaping, where calls are kept, else empty
 * @param quotes text of lines that findings name and of their neighbours, by number; empty when
 *     nobody asked for it or the input has no lines
 * @param cost what waiting for children cost, and what it would cost otherwise
 */
public record TraceResult(
    String name,
    TraceFacts facts,
    String verdict,
    List<String> visibility,
    Processes processes,
    WaitTotals waits,
    List<Contradiction> contradictions,
    List<Finding> findings,
    List<Polling> polling,
    List<CallRow> calls,
    List<PopulationSample> population,
    List<ProgramTotals> programs,
    List<Life> lives,
    SortedMap<Long, String> quotes,
    ReapingCost cost,
    @Nullable WhatIf whatIf,
    List<WhatIf> comparison,
    @Nullable Plan plan) {

  /** A result without anything played on. */
  public TraceResult(
      String name,
      TraceFacts facts,
      String verdict,
      List<String> visibility,
      Processes processes,
      WaitTotals waits,
      List<Contradiction> contradictions,
      List<Finding> findings,
      List<Polling> polling,
      List<CallRow> calls,
      List<PopulationSample> population,
      List<ProgramTotals> programs,
      List<Life> lives,
      SortedMap<Long, String> quotes,
      ReapingCost cost) {
    this(
        name,
        facts,
        verdict,
        visibility,
        processes,
        waits,
        contradictions,
        findings,
        polling,
        calls,
        population,
        programs,
        lives,
        quotes,
        cost,
        null,
        List.of(),
        null);
  }

  /** A copy to change. */
  public Draft edit() {
    return new Draft(this);
  }

  /** A result with some parts exchanged. */
  public static final class Draft {
    private final TraceResult base;
    private List<String> visibility;
    private WaitTotals waits;
    private List<Finding> findings;
    private List<CallRow> calls;
    private List<PopulationSample> population;
    private List<Life> lives;
    private SortedMap<Long, String> quotes;
    private @Nullable WhatIf whatIf;
    private List<WhatIf> comparison;
    private @Nullable Plan plan;

    private Draft(TraceResult base) {
      this.base = base;
      this.visibility = base.visibility;
      this.waits = base.waits;
      this.findings = base.findings;
      this.calls = base.calls;
      this.population = base.population;
      this.lives = base.lives;
      this.quotes = base.quotes;
      this.whatIf = base.whatIf;
      this.comparison = base.comparison;
      this.plan = base.plan;
    }

    /** With these sentences on what the log can and cannot show. */
    public Draft visibility(List<String> sentences) {
      visibility = sentences;
      return this;
    }

    /** With these totals of wait calls. */
    public Draft waits(WaitTotals totals) {
      waits = totals;
      return this;
    }

    /** With these findings. */
    public Draft findings(List<Finding> list) {
      findings = list;
      return this;
    }

    /** With these wait calls. */
    public Draft calls(List<CallRow> rows) {
      calls = rows;
      return this;
    }

    /** With these counts of children over time. */
    public Draft population(List<PopulationSample> samples) {
      population = samples;
      return this;
    }

    /** With these lives. */
    public Draft lives(List<Life> list) {
      lives = list;
      return this;
    }

    /** With these lines of the log. */
    public Draft quotes(SortedMap<Long, String> lines) {
      quotes = lines;
      return this;
    }

    /** With what was played on under other rules. */
    public Draft alternatives(
        @Nullable WhatIf otherRule, List<WhatIf> profiles, @Nullable Plan migration) {
      whatIf = otherRule;
      comparison = profiles;
      plan = migration;
      return this;
    }

    /** The result. */
    public TraceResult done() {
      return new TraceResult(
          base.name,
          base.facts,
          base.verdict,
          visibility,
          base.processes,
          waits,
          base.contradictions,
          findings,
          base.polling,
          calls,
          population,
          base.programs,
          lives,
          quotes,
          base.cost,
          whatIf,
          comparison,
          plan);
    }
  }
}

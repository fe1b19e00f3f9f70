package org.reapscope.analyzer.result;

import java.util.List;
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
      List<ProgramTotals> programs) {
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
        null,
        List.of(),
        null);
  }

  /** The same with other alternatives to what was recorded. */
  public TraceResult with(
      @Nullable WhatIf otherRule, List<WhatIf> profiles, @Nullable Plan migration) {
    return new TraceResult(
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
        otherRule,
        profiles,
        migration);
  }
}

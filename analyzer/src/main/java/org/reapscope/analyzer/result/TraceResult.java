package org.reapscope.analyzer.result;

import java.util.List;
import org.reapscope.traces.TraceFacts;

/**
 * Everything one analysis of one trace found.
 *
 * @param name the trace as the user named it
 * @param verdict the result in one sentence
 * @param visibility sentences on what this log can and cannot show
 * @param calls every wait call, for replay only, else empty
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
    List<ProgramTotals> programs) {}

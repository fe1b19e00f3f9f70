package org.reapscope.analyzer.kernel;

/**
 * One candidate that a pass over the lists met, and what it meant to the call.
 *
 * @param asTracer it was met on a list of tracees, else on a list of children
 */
public record Considered(Task task, boolean asTracer, Verdict verdict) {}

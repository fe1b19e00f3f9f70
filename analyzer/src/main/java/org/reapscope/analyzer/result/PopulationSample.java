package org.reapscope.analyzer.result;

/** Children alive and dead-but-unreaped from this moment on; time in nanoseconds or line. */
public record PopulationSample(long time, int live, int zombies) {}

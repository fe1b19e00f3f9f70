package org.reapscope.analyzer.result;

/** A recorded wait result that no allowed order and no rule explains. */
public record Contradiction(
    long line, int pid, String call, String recorded, String replayed, String why) {}

package org.reapscope.analyzer.result;

/**
 * One process from its birth to its reaping. Lines are 0, and times {@code ProcessEvent.NO_TIME},
 * where the log does not show the moment.
 *
 * @param parent the process that created it, 0 when that is not in the log
 * @param comm its last command name, empty when the log shows none
 * @param status how it ended, such as {@code exited 3}; empty when the log does not show it
 * @param reapLine where its status was consumed, by a wait or, {@code autoreaped}, without one
 * @param reaper the thread whose wait consumed it, 0 for none
 */
public record Life(
    int pid,
    int parent,
    String comm,
    String status,
    long spawnLine,
    long spawnTime,
    long exitLine,
    long exitTime,
    long reapLine,
    long reapTime,
    int reaper,
    boolean autoreaped) {}

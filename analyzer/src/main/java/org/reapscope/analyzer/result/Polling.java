package org.reapscope.analyzer.result;

/**
 * What one process spent on asking after its children one by one.
 *
 * @param rounds event-loop turns with at least one focused WNOHANG wait
 * @param calls focused WNOHANG waits
 * @param wasted those that found nothing
 * @param maxChildren most children asked after in one round
 * @param secondsWasted seconds inside wasted calls, 0 where the log has no times
 * @param nsPerChildPerRound mean nanoseconds for each child asked after, 0 when unknown
 * @param callsUnderFlag wait calls a pidfd loop would have made for the same deaths
 */
public record Polling(
    int pid,
    String comm,
    long rounds,
    long calls,
    long wasted,
    int maxChildren,
    double secondsWasted,
    double nsPerChildPerRound,
    long callsUnderFlag) {}

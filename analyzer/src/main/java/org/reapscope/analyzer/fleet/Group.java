package org.reapscope.analyzer.fleet;

/**
 * Sums over the traces, or parts of traces, that have one thing in common.
 *
 * @param by what they have in common: {@code all}, {@code program}, or the name of a tag
 * @param name its value
 * @param traces traces in which it appears
 * @param failed of those, the ones that could not be analysed
 * @param waits completed wait calls
 * @param contradicted of those, the ones that the kernel model contradicts; not told by program
 * @param reaped children that waits took
 * @param misreaps children stolen by generic waits
 * @param leaks dead children and orphans never reaped
 * @param wastedPolls focused polls that found nothing
 * @param pollsSaved focused polls that an event loop on pidfds would not have made
 */
public record Group(
    String by,
    String name,
    long traces,
    long failed,
    long waits,
    long contradicted,
    long reaped,
    long misreaps,
    long leaks,
    long wastedPolls,
    long pollsSaved) {

  /** An empty group. */
  static Group empty(String by, String name) {
    return new Group(by, name, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  /** Both together. */
  Group plus(Group other) {
    return new Group(
        by,
        name,
        traces + other.traces,
        failed + other.failed,
        waits + other.waits,
        contradicted + other.contradicted,
        reaped + other.reaped,
        misreaps + other.misreaps,
        leaks + other.leaks,
        wastedPolls + other.wastedPolls,
        pollsSaved + other.pollsSaved);
  }

  /** Misreaps in a million reaps, 0 when nothing was reaped. */
  public double misreapsPerMillion() {
    return reaped == 0 ? 0 : 1e6 * misreaps / reaped;
  }
}

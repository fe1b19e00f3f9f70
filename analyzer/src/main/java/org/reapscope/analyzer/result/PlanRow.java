package org.reapscope.analyzer.result;

/**
 * One spawn site of a program and what to do about it.
 *
 * @param program name of the process that creates the children, when it does
 * @param thread {@code main thread} or {@code another thread}
 * @param call the creating call with its flags and exit signal, such as {@code vfork} or {@code
 *     clone3 CLONE_PIDFD}
 * @param site innermost user frame where the log has stacks, else empty
 * @param child name of the program that the children became, or that they kept
 * @param children how many there are
 * @param example birth line of the first
 * @param misreaped how many of them were stolen
 * @param collected who collects them and how
 * @param mark whether to mark them
 * @param ifMarked what marking does to them, as the run played on shows it
 * @param change what else has to change, empty for nothing
 * @param saves what it saves, empty for nothing
 * @param today what to do on a kernel without the flag
 */
public record PlanRow(
    String program,
    String thread,
    String call,
    String site,
    String child,
    long children,
    long example,
    long misreaped,
    String collected,
    boolean mark,
    Effect ifMarked,
    String change,
    String saves,
    String today) {

  /** Children of the site by outcome when they are marked. */
  public record Effect(long fixed, long unchanged, long improved, long leaks, long hangs) {
    /** Whether marking the site harms nobody. */
    public boolean isHarmless() {
      return leaks == 0 && hangs == 0;
    }
  }
}

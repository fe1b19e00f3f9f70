package org.reapscope.analyzer.kernel;

/**
 * A process group. It exists while some process, zombies included, belongs to it.
 *
 * <p>The number is 0 while no event has tied the group to one: a process that was running before
 * the log began is in some group, only its number is unknown.
 */
public final class ProcessGroup {
  private int number;
  private int members;

  /** A group with this number, or 0 for one not yet known. */
  public ProcessGroup(int number) {
    this.number = number;
  }

  /** The group's number, 0 when unknown. */
  public int number() {
    return number;
  }

  /** Ties a group of unknown number to its number. */
  public void bind(int known) {
    number = known;
  }

  /** True while some process, zombies included, is a member. */
  public boolean exists() {
    return members > 0;
  }

  void join() {
    members++;
  }

  void leave() {
    members--;
  }
}

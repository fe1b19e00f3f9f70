package org.reapscope.traces.event;

/**
 * What a wait call told about one child.
 *
 * @param pid the child, in the caller's pid namespace; 0 when the call named nobody
 * @param value exit code for EXITED, signal number otherwise; -1 when the status was not shown
 */
public record ChildReport(int pid, Kind kind, int value) {

  /** What happened to the child. {@code UNSHOWN}: the log gives the pid but not the status. */
  public enum Kind {
    EXITED,
    KILLED,
    DUMPED,
    STOPPED,
    TRAPPED,
    CONTINUED,
    UNSHOWN;

    /** Whether the child died. */
    public boolean isDeath() {
      return this == EXITED || this == KILLED || this == DUMPED;
    }

    /** Whether the child died, or nothing says that it did anything else. */
    public boolean mayBeDeath() {
      return isDeath() || this == UNSHOWN;
    }
  }

  /** A report whose status pointer was null or unreadable. */
  public static ChildReport pidOnly(int pid) {
    return new ChildReport(pid, Kind.UNSHOWN, -1);
  }
}

package org.reapscope.traces.event;

/**
 * A task's last line: strace's {@code +++ exited/killed +++}, or sched_process_exit.
 *
 * @param kind EXITED, KILLED, DUMPED, or UNSHOWN (ftrace shows no code)
 * @param value exit code or signal, -1 when not shown
 * @param groupDead whether this was the group's last task, where the log says
 */
public record TaskExited(
    long line, long time, int tid, ChildReport.Kind kind, int value, GroupDead groupDead)
    implements ProcessEvent {

  /** Whether the log says that the whole thread group is dead. */
  public enum GroupDead {
    YES,
    NO,
    UNSHOWN
  }
}

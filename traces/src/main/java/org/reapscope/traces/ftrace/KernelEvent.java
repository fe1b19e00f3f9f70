package org.reapscope.traces.ftrace;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.scan.NameTable;

/** The kernel events that say something about process lifetimes, waiting or signals. */
public enum KernelEvent {
  FORK("sched_process_fork"),
  NEWTASK("task_newtask"),
  EXEC("sched_process_exec"),
  EXIT("sched_process_exit"),
  FREE("sched_process_free"),
  WAIT("sched_process_wait"),
  GENERATE("signal_generate"),
  DELIVER("signal_deliver"),
  SYS_ENTER("sys_enter"),
  SYS_EXIT("sys_exit");

  private static final KernelEvent[] ALL = values();
  private static final NameTable NAMES = names();

  private final String spelling;

  KernelEvent(String spelling) {
    this.spelling = spelling;
  }

  /** The kernel's name of the event. */
  public String spelling() {
    return spelling;
  }

  /** The event with this name, or null for one that does not matter here. */
  public static @Nullable KernelEvent named(byte[] b, int from, int to) {
    long index = NAMES.get(b, from, to);
    return index == NameTable.MISSING ? null : ALL[(int) index];
  }

  private static NameTable names() {
    Map<String, Long> indexes = new LinkedHashMap<>();
    for (KernelEvent event : ALL) {
      indexes.put(event.spelling, (long) event.ordinal());
    }
    return new NameTable(indexes);
  }
}

package org.reapscope.cli.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.reapscope.traces.ftrace.FtraceReader;

/** The kernel events that the reader of ftrace text knows, by the folders they are in. */
final class TraceEvents {
  private static final Map<String, String> SYSTEMS =
      Map.of("sched_", "sched", "task_", "task", "signal_", "signal");

  private TraceEvents() {}

  /** All of them, such as {@code sched/sched_process_fork} and {@code syscalls/sys_exit_wait4}. */
  static List<String> all() {
    List<String> events = new ArrayList<>();
    for (String name : FtraceReader.recordedEvents()) {
      SYSTEMS.forEach(
          (prefix, system) -> {
            if (name.startsWith(prefix)) {
              events.add(system + "/" + name);
            }
          });
    }
    for (String call : FtraceReader.recordedCalls()) {
      events.add("syscalls/sys_enter_" + call);
      events.add("syscalls/sys_exit_" + call);
    }
    return events;
  }

  /** Those that this kernel has. */
  static List<String> of(Tracefs tracefs) {
    return all().stream().filter(tracefs::has).toList();
  }

  /** Those without which a recording shows no process come and go, as far as they are missing. */
  static String missing(Tracefs tracefs) {
    return Stream.of(
            "sched/sched_process_fork",
            "sched/sched_process_exit",
            "syscalls/sys_enter_wait4",
            "syscalls/sys_exit_wait4")
        .filter(event -> !tracefs.has(event))
        .collect(Collectors.joining(", "));
  }
}

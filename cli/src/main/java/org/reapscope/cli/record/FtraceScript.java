package org.reapscope.cli.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Recording with ftrace as a shell script, for a machine without this program. */
final class FtraceScript {
  private FtraceScript() {}

  /** The script's lines; to be run as root. */
  static List<String> lines(Target target, Path file, long kilobytes) {
    List<String> lines = new ArrayList<>();
    lines.add("#!/bin/sh");
    lines.add("# Run as root. Events that the kernel does not have are passed over.");
    lines.add("t=/sys/kernel/tracing/instances/reapscope-$$");
    lines.add("mkdir \"$t\" || exit 1");
    lines.add("reader=");
    lines.add(
        "trap 'echo 0 >\"$t/tracing_on\"; sleep 1; [ -z \"$reader\" ] || { kill \"$reader\";"
            + " wait \"$reader\"; }; rmdir \"$t\"' EXIT");
    lines.add("trap 'exit 130' INT TERM HUP");
    lines.add("echo 0 >\"$t/tracing_on\"");
    lines.add("echo mono >\"$t/trace_clock\"");
    lines.add("echo " + kilobytes + " >\"$t/buffer_size_kb\"");
    lines.add("echo 1 >\"$t/options/record-tgid\"");
    lines.add("echo 1 >\"$t/options/event-fork\"");
    lines.add("for e in \\");
    for (String event : TraceEvents.all()) {
      lines.add("  " + event + " \\");
    }
    lines.add("; do [ ! -d \"$t/events/$e\" ] || echo 1 >\"$t/events/$e/enable\"; done");
    String out = ShellWords.quoted(file.toString());
    lines.add("cat \"$t/trace_pipe\" >" + out + " & reader=$!");
    if (target instanceof Target.Command command) {
      lines.add(
          "sh -c '" + FtraceTracer.LAUNCHER + "' sh \"$t\" " + ShellWords.line(command.words()));
    } else {
      String pids =
          String.join(" ", ((Target.Running) target).pids().stream().map(String::valueOf).toList());
      lines.add(
          "for p in "
              + pids
              + "; do for d in /proc/$p/task/*; do echo \"${d##*/}\" >>\"$t/set_event_pid\"; done;"
              + " done");
      lines.add("echo 1 >\"$t/tracing_on\"");
      lines.add("echo 'recording until ctrl-C' >&2");
      lines.add("while sleep 1; do :; done");
    }
    return lines;
  }
}

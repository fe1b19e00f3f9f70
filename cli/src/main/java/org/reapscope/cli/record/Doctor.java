package org.reapscope.cli.record;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What can be recorded here; everything is tried, nothing is concluded from a version. */
public final class Doctor {
  private static final String STRACE = "strace";
  private static final String FTRACE = "ftrace";

  private Doctor() {}

  /** All checks, in a fixed order. */
  public static List<Check> checks() throws IOException {
    List<Check> checks = new ArrayList<>();
    strace(checks);
    ftrace(checks);
    checks.addAll(KernelProbe.checks());
    return checks;
  }

  private static void strace(List<Check> checks) throws IOException {
    try {
      StraceTool tool = StraceTool.find();
      checks.add(Check.yes(STRACE, "start a program", "strace " + tool.version()));
      checks.add(
          tool.filtersInKernel()
              ? Check.yes(STRACE, "filter in the kernel", "--seccomp-bpf")
              : Check.no(
                  STRACE,
                  "filter in the kernel",
                  "strace does not take --seccomp-bpf: every system call is slowed down",
                  "strace 5.3 or later, on a kernel with seccomp"));
      checks.add(
          tool.showsPidfds()
              ? Check.yes(STRACE, "name the process of a pidfd", "")
              : Check.no(
                  STRACE, "name the process of a pidfd", "only -y is taken", "a newer strace"));
    } catch (CannotRecordException obstacle) {
      checks.add(Check.no(STRACE, "start a program", obstacle.what(), obstacle.fix()));
      return;
    }
    String found = "kernel.ptrace_scope " + Explanations.scope();
    try {
      StraceTracer.tryAttaching();
      checks.add(
          Check.yes(
              STRACE,
              Explanations.mayTraceAny() ? "attach to any process" : "attach to your processes",
              found));
    } catch (CannotRecordException obstacle) {
      checks.add(
          Check.no(
              STRACE, "attach to your processes", obstacle.what() + "; " + found, obstacle.fix()));
    }
  }

  private static void ftrace(List<Check> checks) {
    Tracefs tracefs;
    try {
      tracefs = Tracefs.find();
      checks.add(Check.yes(FTRACE, "tracefs", tracefs.folder().toString()));
    } catch (CannotRecordException obstacle) {
      checks.add(Check.no(FTRACE, "tracefs", obstacle.what(), obstacle.fix()));
      return;
    }
    if (!Tracefs.seesKernelNumbers()) {
      CannotRecordException obstacle = Explanations.inPidNamespace();
      checks.add(Check.no(FTRACE, "process numbers", obstacle.what(), obstacle.fix()));
    }
    String missing = TraceEvents.missing(tracefs);
    checks.add(
        missing.isEmpty()
            ? Check.yes(FTRACE, "events", TraceEvents.of(tracefs).size() + " that are read")
            : Check.no(
                FTRACE, "events", "missing: " + missing, "a kernel with CONFIG_FTRACE_SYSCALLS"));
    try (TraceInstance made =
        TraceInstance.create(TraceInstance.place(tracefs), List.of(), FtraceTracer.LEAST)) {
      checks.add(Check.yes(FTRACE, "an instance of our own", "made and removed"));
      checks.add(
          Check.yes(
              FTRACE,
              "buffer",
              String.format(
                  "%,d KB for each processor, as memory allows", FtraceTracer.suitableBuffer())));
    } catch (CannotRecordException obstacle) {
      checks.add(Check.no(FTRACE, "an instance of our own", obstacle.what(), obstacle.fix()));
    } catch (IOException failed) {
      checks.add(
          Check.no(FTRACE, "an instance of our own", String.valueOf(failed.getMessage()), ""));
    }
    TraceInstance.orphans(tracefs)
        .forEach(
            one ->
                checks.add(
                    Check.no(
                        FTRACE,
                        "left behind",
                        one + " belongs to no running program",
                        "rmdir " + one)));
  }
}

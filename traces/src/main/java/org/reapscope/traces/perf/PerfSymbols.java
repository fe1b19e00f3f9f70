package org.reapscope.traces.perf;

import java.util.HashMap;
import java.util.Map;
import org.reapscope.traces.ftrace.Arguments;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.NameTable;

/**
 * Values as perf trace writes them: decimal, 0x, names joined by bars.
 *
 * <p>perf leaves out the prefix that all names of a kind share unless told to show it, so names are
 * known with and without it; what a name means depends on the parameter that holds it.
 */
final class PerfSymbols {
  private static final String SIGNALS =
      "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP"
          + " TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS";

  private static final NameTable SIGNAL = signals();

  private static final NameTable WAIT =
      table(
          "W",
          Map.of(
              "NOHANG", 1L,
              "UNTRACED", 2L,
              "STOPPED", 2L,
              "EXITED", 4L,
              "CONTINUED", 8L,
              "NOWAIT", 0x1000000L,
              "__WNOTHREAD", 0x20000000L,
              "__WALL", 0x40000000L,
              "__WCLONE", 0x80000000L));

  private static final NameTable CLONE =
      table(
          "CLONE_",
          Map.ofEntries(
              Map.entry("VM", 0x100L),
              Map.entry("FS", 0x200L),
              Map.entry("FILES", 0x400L),
              Map.entry("SIGHAND", 0x800L),
              Map.entry("PIDFD", 0x1000L),
              Map.entry("PTRACE", 0x2000L),
              Map.entry("VFORK", 0x4000L),
              Map.entry("PARENT", 0x8000L),
              Map.entry("THREAD", 0x10000L),
              Map.entry("NEWNS", 0x20000L),
              Map.entry("SYSVSEM", 0x40000L),
              Map.entry("SETTLS", 0x80000L),
              Map.entry("PARENT_SETTID", 0x100000L),
              Map.entry("CHILD_CLEARTID", 0x200000L),
              Map.entry("DETACHED", 0x400000L),
              Map.entry("UNTRACED", 0x800000L),
              Map.entry("CHILD_SETTID", 0x1000000L),
              Map.entry("NEWCGROUP", 0x2000000L),
              Map.entry("NEWUTS", 0x4000000L),
              Map.entry("NEWIPC", 0x8000000L),
              Map.entry("NEWUSER", 0x10000000L),
              Map.entry("NEWPID", 0x20000000L),
              Map.entry("NEWNET", 0x40000000L),
              Map.entry("IO", 0x80000000L)));

  private static final NameTable IDTYPE =
      table("P_", Map.of("ALL", 0L, "PID", 1L, "PGID", 2L, "PIDFD", 3L));

  private static final NameTable PRCTL = table("PR_", Map.of("SET_CHILD_SUBREAPER", 36L));
  private static final NameTable FCNTL = table("F_", Map.of("DUPFD", 0L, "DUPFD_CLOEXEC", 1030L));
  private static final NameTable EPOLL =
      table("EPOLL_CTL_", Map.of("ADD", 1L, "DEL", 2L, "MOD", 3L));
  private static final NameTable NONE = new NameTable(Map.of());

  private static final Map<String, NameTable> OF_PARAMETER =
      Map.of(
          "sig", SIGNAL,
          "options", WAIT,
          "clone_flags", CLONE,
          "unshare_flags", CLONE,
          "flags", CLONE,
          "which", IDTYPE,
          "option", PRCTL,
          "cmd", FCNTL,
          "op", EPOLL);

  private PerfSymbols() {}

  /** The value of a parameter, or {@link Arguments#MISSING}. */
  static long value(String parameter, byte[] b, int from, int to) {
    NameTable names = OF_PARAMETER.getOrDefault(parameter, NONE);
    long bits = 0;
    for (int at = from; at < to; ) {
      int bar = Bytes.indexOf(b, at, to, '|');
      int end = bar < 0 ? to : bar;
      long value = names.get(b, at, end);
      if (value == NameTable.MISSING) {
        value = Bytes.number(b, at, end);
      }
      if (value == Bytes.MISSING) {
        return Arguments.MISSING;
      }
      bits |= value;
      at = end + 1;
    }
    return from < to ? bits : Arguments.MISSING;
  }

  private static NameTable signals() {
    Map<String, Long> numbers = new HashMap<>();
    long number = 0;
    for (String name : SIGNALS.split(" ")) {
      numbers.put(name, ++number);
    }
    return table("SIG", numbers);
  }

  private static NameTable table(String prefix, Map<String, Long> names) {
    Map<String, Long> both = new HashMap<>(names);
    names.forEach((name, value) -> both.put(prefix + name, value));
    return new NameTable(both);
  }
}

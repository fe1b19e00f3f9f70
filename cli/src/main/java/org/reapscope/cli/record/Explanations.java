package org.reapscope.cli.record;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What tracers and the system say when they cannot, and what to do about it. */
final class Explanations {
  private static final Path PTRACE_SCOPE = Path.of("/proc/sys/kernel/yama/ptrace_scope");
  private static final long CAP_SYS_PTRACE = 1L << 19;
  private static final long CAP_SYS_ADMIN = 1L << 21;

  private Explanations() {}

  static CannotRecordException noStrace() {
    return new CannotRecordException("strace is not installed", install("strace"));
  }

  /** How packages are installed where people mostly are. */
  static String install(String name) {
    return "install it: apt-get install "
        + name
        + " (Debian, Ubuntu), dnf install "
        + name
        + " (Fedora), apk add "
        + name
        + " (Alpine)";
  }

  /**
   * What strace said.
   *
   * @param text its message
   * @param pid the process that it was to attach to, 0 for a start
   */
  static CannotRecordException of(String text, long pid) {
    String what =
        text.lines()
            .filter(line -> line.contains("strace:"))
            .findFirst()
            .orElse(text.isEmpty() ? "strace ended at once and said nothing" : text);
    if (what.contains("Operation not permitted") || what.contains("Permission denied")) {
      return new CannotRecordException(what, pid == 0 ? tracingFix() : attachingFix(pid));
    }
    if (what.contains("No such process")) {
      return noProcess(what);
    }
    if (what.contains("Function not implemented")) {
      return new CannotRecordException(
          what, "this kernel or sandbox has no ptrace; record with --with ftrace, or outside it");
    }
    return new CannotRecordException(what, "");
  }

  static CannotRecordException noProcess(String what) {
    return new CannotRecordException(
        what,
        "it may have ended; and a container's processes have other numbers outside it: take the"
            + " number that ps shows where this runs");
  }

  /** Why starting a program under ptrace may be refused. */
  static String tracingFix() {
    if (scope() == 3) {
      return scopeFix(3);
    }
    return "tracing is forbidden here, as in containers without the right: start the container with"
        + " --cap-add=SYS_PTRACE (and, before Docker 19.03, --security-opt seccomp=unconfined)";
  }

  private static String attachingFix(long pid) {
    long tracer = Proc.tracer(pid);
    if (tracer != 0) {
      return "process "
          + pid
          + " is traced already, by process "
          + tracer
          + " ("
          + Proc.name(tracer)
          + "); end that first, or record with --with ftrace";
    }
    int scope = scope();
    if (scope > 0 && !has(CAP_SYS_PTRACE)) {
      return scopeFix(scope);
    }
    String owner = Proc.status(pid, "Uid").map(text -> text.split("\\s+")[0]).orElse("");
    String own =
        Proc.status(ProcessHandle.current().pid(), "Uid")
            .map(text -> text.split("\\s+")[0])
            .orElse("");
    if (!owner.equals(own)) {
      return "process "
          + pid
          + " belongs to user "
          + owner
          + ", this runs as user "
          + own
          + ": run it with sudo, or start the program under record instead";
    }
    return tracingFix() + "; or start the program under record instead of attaching";
  }

  /** What yama's ptrace_scope means and how it is changed. */
  static String scopeFix(int scope) {
    return switch (scope) {
      case 1 ->
          "kernel.ptrace_scope is 1: only a parent may trace. Start the program under record, use"
              + " sudo, or: sysctl kernel.ptrace_scope=0";
      case 2 ->
          "kernel.ptrace_scope is 2: only root may trace. Use sudo, or: sysctl"
              + " kernel.ptrace_scope=0";
      case 3 ->
          "kernel.ptrace_scope is 3: nobody may trace until the next boot. Record with --with"
              + " ftrace";
      default -> "";
    };
  }

  /** yama's ptrace_scope; 0 also where yama is not built in. */
  static int scope() {
    try {
      return Proc.text(PTRACE_SCOPE).map(text -> Integer.parseInt(text.strip())).orElse(0);
    } catch (NumberFormatException odd) {
      return 0;
    }
  }

  /** Whether this process has a capability, by its bit. */
  static boolean has(long capability) {
    return Proc.status(ProcessHandle.current().pid(), "CapEff")
        .map(text -> (Long.parseUnsignedLong(text, 16) & capability) != 0)
        .orElse(false);
  }

  /** Whether this process may trace any other, whatever ptrace_scope says up to 2. */
  static boolean mayTraceAny() {
    return has(CAP_SYS_PTRACE);
  }

  /** Whether this process may do what root's administration takes, such as mounting. */
  static boolean mayAdminister() {
    return has(CAP_SYS_ADMIN);
  }

  static CannotRecordException tracefsMissing() {
    return new CannotRecordException(
        "tracefs is not mounted",
        mayAdminister()
            ? "mount it: mount -t tracefs nodev /sys/kernel/tracing"
            : "as root: mount -t tracefs nodev /sys/kernel/tracing; a container has to be given it:"
                + " -v /sys/kernel/tracing:/sys/kernel/tracing");
  }

  static CannotRecordException tracefsForbidden(Path folder, String why) {
    String lockdown =
        Proc.text(Path.of("/sys/kernel/security/lockdown"))
            .filter(text -> text.contains("[confidentiality]"))
            .map(
                text ->
                    "the kernel is locked down for confidentiality, which closes tracefs to all:"
                        + " record with --with strace")
            .orElse("");
    String fix =
        !lockdown.isEmpty()
            ? lockdown
            : Files.isReadable(folder)
                ? "it can be read but not written: run this as root; in a container mount it"
                    + " writable"
                : "only root may use it: run this with sudo, or let a group in: mount -o"
                    + " remount,gid=GROUP,mode=750 /sys/kernel/tracing";
    return new CannotRecordException(folder + ": " + why.toLowerCase(Locale.ROOT), fix);
  }

  static CannotRecordException inPidNamespace() {
    return new CannotRecordException(
        "ftrace knows processes by their numbers outside this pid namespace",
        "record where the initial namespace is (on the host), or with --with strace");
  }
}

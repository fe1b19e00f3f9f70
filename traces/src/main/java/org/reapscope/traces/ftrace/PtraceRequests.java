package org.reapscope.traces.ftrace;

/** Names of the ptrace requests that start or end tracing; others keep their number. */
final class PtraceRequests {
  private PtraceRequests() {}

  static String name(int request) {
    return switch (request) {
      case 0 -> "PTRACE_TRACEME";
      case 7 -> "PTRACE_CONT";
      case 16 -> "PTRACE_ATTACH";
      case 17 -> "PTRACE_DETACH";
      case 24 -> "PTRACE_SYSCALL";
      case 0x4206 -> "PTRACE_SEIZE";
      default -> Integer.toString(request);
    };
  }
}

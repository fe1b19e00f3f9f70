package org.reapscope.traces.ftrace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.scan.Bytes;
import org.reapscope.traces.scan.NameTable;

/**
 * The table of system calls: which name or number means what.
 *
 * <p>Every x86-64 call is in it; those without an entry in {@link #known} end an event-loop turn's
 * sleep and mean nothing more.
 */
public final class Syscalls {
  private static final Map<String, Syscall> KNOWN = known();
  private static final List<Syscall> ALL = all();
  private static final Syscall[] TABLE = ALL.toArray(new Syscall[0]);
  private static final NameTable NAMES = names();

  private final Map<String, Syscall> strangers = new HashMap<>();

  /** The call with exactly this name; a name outside the table still has its own call. */
  public Syscall named(byte[] b, int from, int to) {
    Syscall known = find(b, from, to);
    return known == null ? stranger(Bytes.text(b, from, to)) : known;
  }

  /** The call with exactly this name, or null for a name outside the table. */
  @Nullable Syscall find(byte[] b, int from, int to) {
    long index = NAMES.get(b, from, to);
    return index == NameTable.MISSING ? null : TABLE[(int) index];
  }

  /** The call with this x86-64 number. */
  public Syscall numbered(long number) {
    if (number >= 0 && number < SyscallNumbers.EARLY.size()) {
      return ALL.get((int) number);
    }
    long late = number - SyscallNumbers.LATE_BASE;
    if (late >= 0 && late < SyscallNumbers.LATE.size()) {
      return ALL.get(SyscallNumbers.EARLY.size() + (int) late);
    }
    return stranger("syscall_" + number);
  }

  /** Names of the calls that mean something, sorted. */
  static List<String> knownNames() {
    return KNOWN.keySet().stream().sorted().toList();
  }

  private Syscall stranger(String name) {
    Syscall known = strangers.get(name);
    if (known != null) {
      return known;
    }
    Syscall made = Syscall.other(name, -1);
    // Names come from the log: keep no more than a kernel could have.
    if (strangers.size() < 1000) {
      strangers.put(name, made);
    }
    return made;
  }

  private static List<Syscall> all() {
    List<String> names = new ArrayList<>(SyscallNumbers.EARLY);
    names.addAll(SyscallNumbers.LATE);
    names.add("waitpid");
    List<Syscall> all = new ArrayList<>();
    for (String name : names) {
      Syscall entry = KNOWN.get(name);
      int index = all.size();
      all.add(
          entry == null
              ? Syscall.other(name, index)
              : new Syscall(name, index, entry.shape(), entry.parameters()));
    }
    return List.copyOf(all);
  }

  private static NameTable names() {
    Map<String, Long> indexes = new LinkedHashMap<>();
    ALL.forEach(call -> indexes.put(call.name(), (long) call.index()));
    return new NameTable(indexes);
  }

  private static Map<String, Syscall> known() {
    Map<String, Syscall> t = new HashMap<>();
    put(t, CallShapes::wait4, "wait4", "upid", "stat_addr", "options");
    put(t, CallShapes::wait4, "waitpid", "pid", "stat_addr", "options");
    put(t, CallShapes::waitid, "waitid", "which", "upid", "infop", "options");
    put(t, CallShapes::fork, "fork");
    put(t, CallShapes::fork, "vfork");
    put(t, CallShapes::clone, "clone", "clone_flags");
    put(t, CallShapes::clone3, "clone3");
    put(t, CallShapes::exec, "execve", "filename");
    put(t, CallShapes::exec, "execveat");
    put(t, CallShapes::exit, "exit", "error_code");
    put(t, CallShapes::exit, "exit_group", "error_code");
    put(t, CallShapes::setpgid, "setpgid", "pid", "pgid");
    put(t, CallShapes::setsid, "setsid");
    put(t, CallShapes::getpgrp, "getpgrp");
    put(t, CallShapes::getpgid, "getpgid", "pid");
    put(t, CallShapes::getId, "getpid");
    put(t, CallShapes::getId, "gettid");
    put(t, CallShapes::getId, "getppid");
    put(t, CallShapes::getId, "set_tid_address");
    put(t, CallShapes::prctl, "prctl", "option", "arg2");
    put(t, CallShapes::sigaction, "rt_sigaction", "sig", "act");
    put(t, CallShapes::kill, "kill", "pid", "sig");
    put(t, CallShapes::tkill, "tkill", "pid", "sig");
    put(t, CallShapes::tgkill, "tgkill", "tgid", "pid", "sig");
    put(t, CallShapes::kill, "rt_sigqueueinfo", "pid", "sig");
    put(t, CallShapes::pidfdSendSignal, "pidfd_send_signal", "pidfd", "sig");
    put(t, CallShapes::pidfdOpen, "pidfd_open", "pid", "flags");
    put(t, CallShapes::close, "close", "fd");
    put(t, CallShapes::closeRange, "close_range", "fd", "max_fd");
    put(t, CallShapes::dup, "dup", "fildes");
    put(t, CallShapes::dup, "dup2", "oldfd");
    put(t, CallShapes::dup, "dup3", "oldfd");
    put(t, CallShapes::fcntl, "fcntl", "fd", "cmd");
    put(t, CallShapes::unshare, "unshare", "unshare_flags");
    put(t, CallShapes::setns, "setns", "fd", "flags");
    put(t, CallShapes::ptrace, "ptrace", "request", "pid");
    for (String name : List.of("poll", "ppoll", "select", "pselect6", "pause")) {
      put(t, CallShapes::loopWait, name);
    }
    put(t, CallShapes::loopWait, "rt_sigsuspend");
    put(t, CallShapes::loopWait, "rt_sigtimedwait");
    put(t, CallShapes::epollWait, "epoll_wait", "epfd");
    put(t, CallShapes::epollWait, "epoll_pwait", "epfd");
    put(t, CallShapes::epollWait, "epoll_pwait2", "epfd");
    put(t, CallShapes::epollCtl, "epoll_ctl", "epfd", "op", "fd");
    put(t, CallShapes::sigreturn, "rt_sigreturn");
    put(t, CallShapes::ioUring, "io_uring_setup");
    put(t, CallShapes::ioUring, "io_uring_enter");
    return t;
  }

  private static void put(
      Map<String, Syscall> table, Syscall.Shape shape, String name, String... parameters) {
    table.put(name, new Syscall(name, -1, shape, List.of(parameters)));
  }
}

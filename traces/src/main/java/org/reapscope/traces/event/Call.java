package org.reapscope.traces.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A system call that matters to process lifetimes, with its arguments as numbers.
 *
 * <p>Pids and file descriptors are the caller's own numbers (its pid namespace, its table).
 */
public sealed interface Call {

  /**
   * An argument that the log does not show; as wait options it would hold bits that do not exist.
   */
  int UNKNOWN = 0x80c0ffee;

  /** The system call's name as the log prints it. */
  String name();

  /**
   * fork, vfork, clone, clone3. Return value: the child's thread id.
   *
   * @param flags CLONE_* bits without the exit signal byte; 0 when {@code flagsShown} is false
   * @param exitSignal 0 to 64, or {@link Call#UNKNOWN}
   * @param pidfd descriptor that CLONE_PIDFD stored, -1 for none, {@link Call#UNKNOWN} not shown
   * @param site innermost user frame of a recorded stack, or null
   */
  record Spawn(
      String name, long flags, boolean flagsShown, int exitSignal, int pidfd, @Nullable String site)
      implements Call {}

  /** execve, execveat. */
  record Exec(String name, String path) implements Call {}

  /** exit (one thread) or exit_group (the process). */
  record Exit(String name, int status, boolean group) implements Call {}

  /**
   * wait4, waitpid, waitid.
   *
   * @param idType for waitid the idtype argument (0 P_ALL, 1 P_PID, 2 P_PGID, 3 P_PIDFD, other
   *     values as they stand); -1 for wait4 and waitpid, whose {@code id} is the pid argument
   * @param id pid, group, descriptor or wait4's signed selector
   * @param outerId {@code id} in the tracer's pid namespace when the log prints it, else 0
   * @param options option bits, or {@link Call#UNKNOWN}
   * @param descriptor for P_PIDFD what the log says the descriptor is
   * @param pidfdTarget pid that a decorated descriptor names, else 0
   * @param report the child reported, null when none
   * @param visible false when status or siginfo pointers were null: success may hide a child
   * @param site innermost user frame of a recorded stack, or null
   */
  record Wait(
      String name,
      int idType,
      long id,
      int outerId,
      int options,
      Descriptor descriptor,
      int pidfdTarget,
      @Nullable ChildReport report,
      boolean visible,
      @Nullable String site)
      implements Call {

    /** What a descriptor argument was decorated with. */
    public enum Descriptor {
      /** The log decorates descriptors and says: a pidfd. */
      PIDFD,
      /** Decorated as something else, or bare in a log that decorates: the call gets EBADF. */
      NOT_PIDFD,
      /** The log does not decorate. */
      UNSHOWN
    }
  }

  /** setpgid; setpgrp is {@code (0, 0)}. */
  record SetPgid(String name, int pid, int pgid) implements Call {}

  /** setsid. */
  record SetSid(String name) implements Call {}

  /** getpgrp, getpgid: the result ties the caller's group to a number. */
  record GetPgid(String name, int pid) implements Call {}

  /** getpid, gettid, getppid, set_tid_address: the result ties the caller to a number. */
  record GetId(String name) implements Call {}

  /** prctl(PR_SET_CHILD_SUBREAPER). */
  record SetSubreaper(String name, boolean on) implements Call {}

  /** rt_sigaction; {@code set} or {@code old} null when the pointer was null or not shown. */
  record SigAction(String name, int signal, @Nullable Disposition set, @Nullable Disposition old)
      implements Call {}

  /** A signal disposition. */
  record Disposition(Handler handler, long flags) {
    /** SA_NOCLDSTOP. */
    public static final long NOCLDSTOP = 1;

    /** SA_NOCLDWAIT. */
    public static final long NOCLDWAIT = 2;

    /** SA_RESTART. */
    public static final long RESTART = 0x10000000L;

    /** What runs when the signal comes; {@code UNKNOWN} where the log shows only a pointer. */
    public enum Handler {
      DEFAULT,
      IGNORE,
      FUNCTION,
      UNKNOWN
    }
  }

  /** rt_sigprocmask as far as SIGCHLD is concerned. */
  record SigMask(String name, boolean blocksChild, boolean unblocksChild) implements Call {}

  /** kill, tkill, tgkill, rt_sigqueueinfo, pidfd_send_signal ({@code pidfd} else -1). */
  record Kill(String name, int pid, int tid, int pidfd, int signal) implements Call {}

  /** pidfd_open: returns a descriptor. */
  record PidfdOpen(String name, int pid, long flags) implements Call {}

  /** close, close_range: descriptors first to last are gone on success. */
  record Close(String name, int first, int last) implements Call {}

  /** dup, dup2, dup3, fcntl(F_DUPFD*): the result is a second reference to {@code fd}. */
  record Dup(String name, int fd) implements Call {}

  /** unshare, setns: flags say which namespaces (CLONE_NEWPID is 0x20000000). */
  record Namespace(String name, long flags) implements Call {}

  /** ptrace: request number or {@link Call#UNKNOWN}, and the other task. */
  record Ptrace(String name, String request, int pid) implements Call {}

  /**
   * A call in which an event loop sleeps: poll, ppoll, select, pselect6, epoll_wait, epoll_pwait,
   * rt_sigtimedwait, rt_sigsuspend, pause, read of a signalfd.
   *
   * @param fds descriptors watched, where the log shows them; pidfds where it decorates
   * @param pidfdsShown true when {@code fds} holds only descriptors decorated as pidfds
   */
  record LoopWait(String name, int epollFd, List<Integer> fds, boolean pidfdsShown)
      implements Call {}

  /** epoll_ctl: {@code operation} 1 add, 2 delete, 3 modify. */
  record EpollCtl(String name, int epollFd, int operation, int fd) implements Call {}

  /** rt_sigreturn: its result is the interrupted call's (-1 EINTR or a number to restart). */
  record SigReturn(String name) implements Call {}

  /** io_uring_enter or io_uring_setup: waits may complete unseen. */
  record IoUring(String name) implements Call {}

  /** Any other call of the process, in logs that show one; ends an event-loop turn's sleep. */
  record Other(String name) implements Call {}
}

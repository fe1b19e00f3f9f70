package org.reapscope.traces.strace;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.scan.NameTable;

/**
 * The system calls that matter; all others are skipped. A new one is a line here and its reader in
 * {@link #read}: methods held by the constants would each be made at every start.
 */
enum Syscall {
  WAIT4,
  WAITPID,
  WAITID,
  FORK,
  VFORK,
  CLONE,
  CLONE3,
  EXECVE,
  EXECVEAT,
  EXIT,
  EXIT_GROUP,
  SETPGID,
  SETPGRP,
  SETSID,
  GETPGID,
  GETPGRP,
  GETPID,
  GETTID,
  GETPPID,
  SET_TID_ADDRESS,
  PRCTL,
  UNSHARE,
  SETNS,
  PTRACE,
  RT_SIGACTION,
  SIGACTION,
  RT_SIGPROCMASK,
  SIGPROCMASK,
  RT_SIGRETURN,
  SIGRETURN,
  KILL,
  TKILL,
  TGKILL,
  RT_SIGQUEUEINFO,
  RT_TGSIGQUEUEINFO,
  PIDFD_SEND_SIGNAL,
  PIDFD_OPEN,
  CLOSE,
  CLOSE_RANGE,
  DUP,
  DUP2,
  DUP3,
  FCNTL,
  FCNTL64,
  POLL,
  PPOLL,
  PPOLL_TIME64,
  SELECT,
  _NEWSELECT,
  PSELECT6,
  PSELECT6_TIME64,
  EPOLL_WAIT,
  EPOLL_PWAIT,
  EPOLL_PWAIT2,
  EPOLL_CTL,
  RT_SIGTIMEDWAIT,
  RT_SIGTIMEDWAIT_TIME64,
  RT_SIGSUSPEND,
  SIGSUSPEND,
  PAUSE,
  READ,
  RESTART_SYSCALL,
  IO_URING_ENTER,
  IO_URING_SETUP;

  private static final Syscall[] ALL = values();

  /** How many there are. */
  static final int COUNT = ALL.length;

  private static final NameTable NAMES = names();

  private final String word = name().toLowerCase(Locale.ROOT);

  private static NameTable names() {
    Map<String, Long> names = new HashMap<>();
    for (Syscall syscall : ALL) {
      names.put(syscall.word, (long) syscall.ordinal());
    }
    return new NameTable(names);
  }

  /** The call whose name is the whole range, or null when it does not matter. */
  static @Nullable Syscall find(byte[] b, int from, int to) {
    long ordinal = NAMES.get(b, from, to);
    return ordinal == NameTable.MISSING ? null : ALL[(int) ordinal];
  }

  /** The name that the log prints. */
  String word() {
    return word;
  }

  /** True for wait4, waitpid and waitid. */
  boolean waits() {
    return this == WAIT4 || this == WAITPID || this == WAITID;
  }

  /** True for calls that return the caller's own number. */
  boolean tellsOwnNumber() {
    return this == GETPID || this == GETTID || this == SET_TID_ADDRESS;
  }

  /** True for the calls that make a task. */
  boolean spawns() {
    return this == FORK || this == VFORK || this == CLONE || this == CLONE3;
  }

  /**
   * True when what the call means is in its text alone: not in its result, but for what a wait
   * reports, and not in what the log has shown before of descriptors or of names.
   */
  boolean isPlain() {
    return switch (this) {
      case WAITID, EXECVE, EXECVEAT, PRCTL, SETNS -> false;
      default -> ordinal() <= RT_TGSIGQUEUEINFO.ordinal();
    };
  }

  /** True for the calls in which an event loop sleeps. */
  boolean sleeps() {
    return ordinal() >= POLL.ordinal() && this != EPOLL_CTL && ordinal() < READ.ordinal();
  }

  /** True for the calls that matter only on a pidfd or a signalfd, and that every program makes. */
  boolean isOnDescriptor() {
    return this == READ || this == CLOSE || this == FCNTL || this == FCNTL64;
  }

  /** How many arguments the call prints at its entry, as far as an end without them needs it. */
  int entryArguments() {
    return switch (this) {
      case WAIT4, WAITPID, READ, EPOLL_WAIT, EPOLL_PWAIT, EPOLL_PWAIT2 -> 1;
      case WAITID, RT_SIGACTION, SIGACTION, RT_SIGPROCMASK, SIGPROCMASK -> 2;
      default -> 0;
    };
  }

  /** The call that its text shows, or null when it does not matter after all. */
  @Nullable Call read(CallText text, LineContext context) {
    return switch (this) {
      case WAIT4, WAITPID -> WaitCalls.byPid(word, text, context);
      case WAITID -> WaitCalls.byId(word, text, context);
      case FORK, VFORK -> SpawnCalls.fork(word, text, context);
      case CLONE -> SpawnCalls.clone(word, text, context);
      case CLONE3 -> SpawnCalls.clone3(word, text, context);
      case EXECVE -> SpawnCalls.exec(word, text, context);
      case EXECVEAT -> SpawnCalls.execAt(word, text, context);
      case EXIT -> SpawnCalls.exit(word, text, context);
      case EXIT_GROUP -> SpawnCalls.exitGroup(word, text, context);
      case SETPGID -> IdentityCalls.setpgid(word, text, context);
      case SETPGRP -> IdentityCalls.setpgrp(word, text, context);
      case SETSID -> IdentityCalls.setsid(word, text, context);
      case GETPGID -> IdentityCalls.getpgid(word, text, context);
      case GETPGRP -> IdentityCalls.getpgrp(word, text, context);
      case GETPID, GETTID, GETPPID, SET_TID_ADDRESS -> IdentityCalls.getId(word, text, context);
      case PRCTL -> IdentityCalls.prctl(word, text, context);
      case UNSHARE -> IdentityCalls.unshare(word, text, context);
      case SETNS -> IdentityCalls.setns(word, text, context);
      case PTRACE -> IdentityCalls.ptrace(word, text, context);
      case RT_SIGACTION, SIGACTION -> SignalCalls.action(word, text, context);
      case RT_SIGPROCMASK, SIGPROCMASK -> SignalCalls.mask(word, text, context);
      case RT_SIGRETURN, SIGRETURN -> SignalCalls.sigreturn(word, text, context);
      case KILL, RT_SIGQUEUEINFO -> SignalCalls.kill(word, text, context);
      case TKILL -> SignalCalls.tkill(word, text, context);
      case TGKILL, RT_TGSIGQUEUEINFO -> SignalCalls.tgkill(word, text, context);
      case PIDFD_SEND_SIGNAL -> SignalCalls.pidfdSend(word, text, context);
      case PIDFD_OPEN -> DescriptorCalls.pidfdOpen(word, text, context);
      case CLOSE -> DescriptorCalls.close(word, text, context);
      case CLOSE_RANGE -> DescriptorCalls.closeRange(word, text, context);
      case DUP, DUP2, DUP3 -> DescriptorCalls.dup(word, text, context);
      case FCNTL, FCNTL64 -> DescriptorCalls.fcntl(word, text, context);
      case POLL, PPOLL, PPOLL_TIME64 -> LoopCalls.poll(word, text, context);
      case SELECT, _NEWSELECT, PSELECT6, PSELECT6_TIME64 -> LoopCalls.select(word, text, context);
      case EPOLL_WAIT, EPOLL_PWAIT, EPOLL_PWAIT2 -> LoopCalls.epollWait(word, text, context);
      case EPOLL_CTL -> LoopCalls.epollCtl(word, text, context);
      case RT_SIGTIMEDWAIT, RT_SIGTIMEDWAIT_TIME64, RT_SIGSUSPEND, SIGSUSPEND, PAUSE ->
          LoopCalls.sleep(word, text, context);
      case READ -> LoopCalls.read(word, text, context);
      case RESTART_SYSCALL -> LoopCalls.restart(word, text, context);
      case IO_URING_ENTER, IO_URING_SETUP -> LoopCalls.ring(word, text, context);
    };
  }

  /** Whether a byte may stand in a system call's name. */
  static boolean isNameByte(byte c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
  }
}

package org.reapscope.traces.strace;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reapscope.traces.event.Call;
import org.reapscope.traces.scan.NameTable;

/** The system calls that matter, each with the reader of its text; all others are skipped. */
enum Syscall {
  WAIT4(WaitCalls::byPid),
  WAITPID(WaitCalls::byPid),
  WAITID(WaitCalls::byId),
  FORK(SpawnCalls::fork),
  VFORK(SpawnCalls::fork),
  CLONE(SpawnCalls::clone),
  CLONE3(SpawnCalls::clone3),
  EXECVE(SpawnCalls::exec),
  EXECVEAT(SpawnCalls::execAt),
  EXIT(SpawnCalls::exit),
  EXIT_GROUP(SpawnCalls::exitGroup),
  SETPGID(IdentityCalls::setpgid),
  SETPGRP(IdentityCalls::setpgrp),
  SETSID(IdentityCalls::setsid),
  GETPGID(IdentityCalls::getpgid),
  GETPGRP(IdentityCalls::getpgrp),
  GETPID(IdentityCalls::getId),
  GETTID(IdentityCalls::getId),
  GETPPID(IdentityCalls::getId),
  SET_TID_ADDRESS(IdentityCalls::getId),
  PRCTL(IdentityCalls::prctl),
  UNSHARE(IdentityCalls::unshare),
  SETNS(IdentityCalls::setns),
  PTRACE(IdentityCalls::ptrace),
  RT_SIGACTION(SignalCalls::action),
  SIGACTION(SignalCalls::action),
  RT_SIGPROCMASK(SignalCalls::mask),
  SIGPROCMASK(SignalCalls::mask),
  RT_SIGRETURN(SignalCalls::sigreturn),
  SIGRETURN(SignalCalls::sigreturn),
  KILL(SignalCalls::kill),
  TKILL(SignalCalls::tkill),
  TGKILL(SignalCalls::tgkill),
  RT_SIGQUEUEINFO(SignalCalls::kill),
  RT_TGSIGQUEUEINFO(SignalCalls::tgkill),
  PIDFD_SEND_SIGNAL(SignalCalls::pidfdSend),
  PIDFD_OPEN(DescriptorCalls::pidfdOpen),
  CLOSE(DescriptorCalls::close),
  CLOSE_RANGE(DescriptorCalls::closeRange),
  DUP(DescriptorCalls::dup),
  DUP2(DescriptorCalls::dup),
  DUP3(DescriptorCalls::dup),
  FCNTL(DescriptorCalls::fcntl),
  FCNTL64(DescriptorCalls::fcntl),
  POLL(LoopCalls::poll),
  PPOLL(LoopCalls::poll),
  PPOLL_TIME64(LoopCalls::poll),
  SELECT(LoopCalls::select),
  _NEWSELECT(LoopCalls::select),
  PSELECT6(LoopCalls::select),
  PSELECT6_TIME64(LoopCalls::select),
  EPOLL_WAIT(LoopCalls::epollWait),
  EPOLL_PWAIT(LoopCalls::epollWait),
  EPOLL_PWAIT2(LoopCalls::epollWait),
  EPOLL_CTL(LoopCalls::epollCtl),
  RT_SIGTIMEDWAIT(LoopCalls::sleep),
  RT_SIGTIMEDWAIT_TIME64(LoopCalls::sleep),
  RT_SIGSUSPEND(LoopCalls::sleep),
  SIGSUSPEND(LoopCalls::sleep),
  PAUSE(LoopCalls::sleep),
  READ(LoopCalls::read),
  RESTART_SYSCALL(LoopCalls::restart),
  IO_URING_ENTER(LoopCalls::ring),
  IO_URING_SETUP(LoopCalls::ring);

  /** Reads one family of calls. */
  @FunctionalInterface
  interface Reader {
    /** The call that the text shows, or null when it does not matter after all. */
    @Nullable Call read(String name, CallText text, LineContext context);
  }

  private static final Syscall[] ALL = values();

  /** How many there are. */
  static final int COUNT = ALL.length;

  private static final NameTable NAMES = names();

  private final String word = name().toLowerCase(Locale.ROOT);
  private final Reader reader;

  Syscall(Reader reader) {
    this.reader = reader;
  }

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

  /** Reads the call's text. */
  @Nullable Call read(CallText text, LineContext context) {
    return reader.read(word, text, context);
  }

  /** Whether a byte may stand in a system call's name. */
  static boolean isNameByte(byte c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_';
  }
}

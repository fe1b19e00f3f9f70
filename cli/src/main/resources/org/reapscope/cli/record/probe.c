/* Tries what this kernel offers for processes; one line each: name, yes or no, what was seen. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#ifndef SYS_clone3
#define SYS_clone3 435
#endif
#define P_PIDFD_ 3
#define CLONE_PIDFD_ 0x1000ULL
#define CLONE_AUTOREAP_ (1ULL << 34)
#define CLONE_WAIT_PIDFD_ (1ULL << 39)

/* struct pidfd_info of linux/pidfd.h, as it was first: 64 bytes. */
struct info {
  uint64_t mask, cgroupid;
  uint32_t pid, tgid, ppid, ids[8];
  int32_t exit_code;
};

/* struct clone_args of linux/sched.h, as it was first: 64 bytes. */
struct args {
  uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls;
};

static void say(const char *name, int yes, const char *seen) {
  printf("%s\t%s\t%s\n", name, yes ? "yes" : "no", seen);
}

/* A child that ends at once; its pid, or -1. */
static pid_t spawn(uint64_t flags, uint64_t exit_signal, int *pidfd) {
  struct args a;
  memset(&a, 0, sizeof a);
  a.flags = flags;
  a.pidfd = (uint64_t)(uintptr_t)pidfd;
  a.exit_signal = exit_signal;
  fflush(stdout);
  pid_t pid = (pid_t)syscall(SYS_clone3, &a, sizeof a);
  if (pid == 0) syscall(SYS_exit_group, 0);
  return pid;
}

int main(void) {
  alarm(10);
  int fd = (int)syscall(SYS_pidfd_open, getpid(), 0);
  say("pidfd_open", fd >= 0, fd >= 0 ? "" : strerror(errno));

  siginfo_t si;
  pid_t child = fork();
  if (child == 0) _exit(0);
  int cfd = (int)syscall(SYS_pidfd_open, child, 0);
  int got = cfd < 0 ? -1 : (int)syscall(SYS_waitid, P_PIDFD_, cfd, &si, WEXITED, NULL);
  say("P_PIDFD", got == 0, got == 0 ? "" : strerror(errno));
  if (got != 0) waitpid(child, NULL, 0);

  struct info info;
  memset(&info, 0, sizeof info);
  info.mask = 1;
  int told = fd < 0 ? -1 : ioctl(fd, _IOWR(0xFF, 11, struct info), &info);
  say("PIDFD_GET_INFO", told == 0 && info.pid == (uint32_t)getpid(), told == 0 ? "" : strerror(errno));

  int pidfd = -1;
  pid_t pid = spawn(CLONE_PIDFD_, SIGCHLD, &pidfd);
  say("clone3", pid > 0, pid > 0 ? "" : strerror(errno));
  if (pid > 0) waitpid(pid, NULL, 0);

  pid = spawn(CLONE_AUTOREAP_ | CLONE_PIDFD_, 0, &pidfd);
  if (pid > 0) {
    int r = waitpid(pid, NULL, __WALL);
    say("CLONE_AUTOREAP", r < 0 && errno == ECHILD, r < 0 ? "" : "taken, but the child had to be reaped");
  } else {
    say("CLONE_AUTOREAP", 0, strerror(errno));
  }

  pid = spawn(CLONE_WAIT_PIDFD_ | CLONE_PIDFD_, SIGCHLD, &pidfd);
  if (pid > 0) {
    int r = (int)syscall(SYS_waitid, P_ALL, 0, &si, WEXITED | WNOWAIT, NULL);
    say("CLONE_WAIT_PIDFD", r < 0 && errno == ECHILD, r < 0 ? "" : "the bit means something else here");
    waitpid(pid, NULL, 0);
  } else {
    say("CLONE_WAIT_PIDFD", 0, strerror(errno));
  }
  return 0;
}

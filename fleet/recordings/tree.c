// Acts out a script of process life, one word a step, for recordings of many kinds:
//
//   s:MS:CODE  a child that sleeps and exits        k:MS:SIG  one that a signal kills
//   x:CODE     one that runs another program        o:MS      an orphan: its parent exits at once
//   c:MS       one in a process group of its own    z:MS      one that stops and is continued
//   w  W       wait for anyone, blocking or not     D         such waits until there is none
//   f:N  F:N   wait for child N, blocking or not    P         ask after every child once
//   p:N        wait for child N by its pidfd        i  v:N    look at anyone, or at N, with WNOWAIT
//   g:N        wait for the process group of N      n:MS      sleep
//   T          a thread that waits for anyone       S         become a subreaper
//   I          ignore SIGCHLD                       H         a handler that reaps whom it finds
//
// N counts children from 0. No step waits for ever: every child ends by itself.
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static pid_t child[256];
static int children;

static void rest(int ms) {
  if (ms > 0) usleep(ms * 1000);
}

static void on_child(int sig) {
  int kept = errno;
  (void)sig;
  while (waitpid(-1, NULL, WNOHANG) > 0) {
  }
  errno = kept;
}

static void *reaper(void *none) {
  (void)none;
  for (;;) {
    if (waitpid(-1, NULL, 0) < 0 && errno == ECHILD) return NULL;
  }
}

static void spawn(char kind, int ms, int what) {
  pid_t pid = fork();
  if (pid != 0) {
    if (pid > 0 && children < 256) child[children++] = pid;
    if (pid > 0 && kind == 'c') setpgid(pid, pid);
    if (pid > 0 && kind == 'z') {
      siginfo_t info;
      waitid(P_PID, pid, &info, WSTOPPED);
      kill(pid, SIGCONT);
    }
    return;
  }
  signal(SIGCHLD, SIG_DFL);
  if (kind == 'c') setpgid(0, 0);
  if (kind == 'z') raise(SIGSTOP);
  if (kind == 'x') {
    char command[32];
    snprintf(command, sizeof command, "exit %d", what);
    execl("/bin/sh", "sh", "-c", command, (char *)NULL);
    _exit(127);
  }
  if (kind == 'o') {
    if (fork() == 0) rest(ms);
    _exit(0);
  }
  rest(ms);
  if (kind == 'k') raise(what);
  _exit(what);
}

static void by_pidfd(pid_t pid) {
  siginfo_t info;
  int fd = syscall(SYS_pidfd_open, pid, 0);
  if (fd < 0) return;
  struct pollfd one = {fd, POLLIN, 0};
  poll(&one, 1, 2000);
  waitid(P_PIDFD, fd, &info, WEXITED);
  close(fd);
}

int main(int argc, char **argv) {
  siginfo_t info;
  pthread_t thread;
  int threads = 0;
  for (int i = 1; i < argc; i++) {
    int a = 0, b = 0;
    char kind = argv[i][0];
    sscanf(argv[i] + 1, ":%d:%d", &a, &b);
    pid_t who = children > 0 && a >= 0 ? child[a % children] : 999999;
    switch (kind) {
      case 's': case 'k': case 'z': spawn(kind, a, b); break;
      case 'o': case 'c': spawn(kind, a, 0); break;
      case 'x': spawn(kind, 0, a); break;
      case 'w': waitpid(-1, NULL, 0); break;
      case 'W': waitpid(-1, NULL, WNOHANG); break;
      case 'D': while (waitpid(-1, NULL, WNOHANG) > 0) {} break;
      case 'f': waitpid(who, NULL, 0); break;
      case 'F': waitpid(who, NULL, WNOHANG); break;
      case 'P': for (int n = 0; n < children; n++) waitpid(child[n], NULL, WNOHANG); break;
      case 'p': by_pidfd(who); break;
      case 'i': waitid(P_ALL, 0, &info, WEXITED | WNOWAIT | WNOHANG); break;
      case 'v': waitid(P_PID, who, &info, WEXITED | WNOWAIT | WNOHANG); break;
      case 'g': waitpid(-who, NULL, WNOHANG); break;
      case 'n': rest(a); break;
      case 'S': prctl(PR_SET_CHILD_SUBREAPER, 1); break;
      case 'I': signal(SIGCHLD, SIG_IGN); break;
      case 'H': signal(SIGCHLD, on_child); break;
      case 'T': threads += pthread_create(&thread, NULL, reaper, NULL) == 0; break;
      default: fprintf(stderr, "tree: no step '%s'\n", argv[i]); return 2;
    }
  }
  return threads > 100;
}

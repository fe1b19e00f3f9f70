/*
 * Measures what one empty wait costs against the number of live children.
 *
 * usage: calibrate SECONDS N...
 *
 * For each N it keeps N children alive, each asleep in pause(), and times calls that find nothing:
 * focused waits, waitalls, epoll_wait on a pidfd of every child. Writes CSV to standard output: one
 * row for each operation and N, in nanoseconds a call. Batches take turns over the operations, so
 * that a disturbance hits all of them; a batch in which the thread had to give way to others does
 * not count. SECONDS bounds the time spent on one N.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#define P_PIDFD_ 3
#define MOST_BATCHES 400
#define BATCH_NANOS 60000

static int children;
static pid_t *pids;
static int *fds;
static struct pollfd *polled;
static int epoll;
static int fresh;

static void fail(const char *what) {
  fprintf(stderr, "%s: %s\n", what, strerror(errno));
  exit(1);
}

static int64_t now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

/* How often this thread had to give way to others. */
static long interruptions(void) {
  struct rusage usage;
  getrusage(RUSAGE_THREAD, &usage);
  return usage.ru_nivcsw;
}

static void focused(idtype_t type, id_t id) {
  siginfo_t info;
  waitid(type, id, &info, WEXITED | WNOHANG);
}

/* Raw calls: a library may answer from a cache or add a wrapper of its own. */
static void nothing(void) { syscall(SYS_getppid); }
static void middle(void) { focused(P_PID, pids[children / 2]); }
static void last(void) { focused(P_PID, pids[children - 1]); }
static void middle_pidfd(void) { focused(P_PIDFD_, fds[children / 2]); }
static void waitall(void) { syscall(SYS_wait4, -1, NULL, WNOHANG, NULL); }
static void group(void) { syscall(SYS_wait4, 0, NULL, WNOHANG, NULL); }

static void look(void) {
  struct epoll_event event;
  epoll_wait(epoll, &event, 1, 0);
}

static void look_poll(void) { poll(polled, children, 0); }

static void sweep(void) {
  for (int i = 0; i < children; i++) focused(P_PID, pids[i]);
}

static void control(void) {
  struct epoll_event event = {.events = EPOLLIN};
  epoll_ctl(epoll, EPOLL_CTL_DEL, fds[children / 2], NULL);
  epoll_ctl(epoll, EPOLL_CTL_ADD, fds[children / 2], &event);
}

static void open_close(void) {
  fresh = syscall(SYS_pidfd_open, pids[children / 2], 0);
  close(fresh);
}

static const struct operation {
  const char *name;
  void (*run)(void);
  int by_pidfd;
} operations[] = {
    {"getppid", nothing, 0},
    {"waitid(P_PID;WNOHANG) middle child", middle, 0},
    {"waitid(P_PID;WNOHANG) last child", last, 0},
    {"waitid(P_PIDFD;WNOHANG) middle child", middle_pidfd, 1},
    {"wait4(-1;WNOHANG)", waitall, 0},
    {"wait4(0;WNOHANG)", group, 0},
    {"epoll_wait(n pidfds;timeout 0)", look, 1},
    {"poll(n pidfds;timeout 0)", look_poll, 1},
    {"loop iteration: waitid(P_PID;WNOHANG) on all n", sweep, 0},
    {"epoll_ctl(add and delete a pidfd)", control, 1},
    {"pidfd_open and close", open_close, 1},
};
#define OPERATIONS ((int)(sizeof operations / sizeof *operations))

static int by_size(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static void spawn(int n) {
  while (children < n) {
    pid_t pid = fork();
    if (pid < 0) fail("fork");
    if (pid == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      if (getppid() == 1) _exit(0);
      for (;;) pause();
    }
    int fd = syscall(SYS_pidfd_open, pid, 0);
    struct epoll_event event = {.events = EPOLLIN};
    if (fd >= 0) epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
    polled[children] = (struct pollfd){.fd = fd, .events = POLLIN};
    fds[children] = fd;
    pids[children++] = pid;
  }
}

static void measure(const char *kernel, double seconds) {
  static double nanos[OPERATIONS][MOST_BATCHES];
  int repeats[OPERATIONS], batches[OPERATIONS];
  int has_pidfds = fds[0] >= 0;
  for (int o = 0; o < OPERATIONS; o++) {
    batches[o] = 0;
    if (operations[o].by_pidfd && !has_pidfds) continue;
    operations[o].run();
    int64_t from = now();
    operations[o].run();
    int64_t once = now() - from;
    repeats[o] = once >= BATCH_NANOS ? 1 : (int)(BATCH_NANOS / (once + 1)) + 1;
  }
  int64_t end = now() + (int64_t)(seconds * 1e9);
  for (int turn = 0; turn < MOST_BATCHES && (turn < 5 || now() < end); turn++) {
    for (int o = 0; o < OPERATIONS; o++) {
      if (operations[o].by_pidfd && !has_pidfds) continue;
      long before = interruptions();
      int64_t from = now();
      for (int i = 0; i < repeats[o]; i++) operations[o].run();
      int64_t spent = now() - from;
      /* On a busy machine some disturbed batches are better than none. */
      if (interruptions() == before || turn - batches[o] > 3 * batches[o] + 5)
        nanos[o][batches[o]++] = (double)spent / repeats[o];
    }
  }
  for (int o = 0; o < OPERATIONS; o++) {
    if (batches[o] == 0) continue;
    qsort(nanos[o], batches[o], sizeof(double), by_size);
    printf("%s,plain,%s,%d,%d,%.0f,%.0f,%.0f\n", kernel, operations[o].name, children,
           batches[o] * repeats[o], nanos[o][0], nanos[o][batches[o] / 2],
           nanos[o][batches[o] * 95 / 100]);
  }
  fflush(stdout);
}

int main(int argc, char **argv) {
  struct utsname system;
  struct rlimit files;
  int most = 0;
  if (argc < 3) {
    fprintf(stderr, "usage: calibrate SECONDS N...\n");
    return 2;
  }
  for (int i = 2; i < argc; i++) {
    int n = atoi(argv[i]);
    if (n <= most) {
      fprintf(stderr, "numbers of children must be positive and ascending, not %s\n", argv[i]);
      return 2;
    }
    most = n;
  }
  uname(&system);
  for (char *c = system.release; *c; c++)
    if (*c == ',' || *c == '"') *c = '_';
  if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
  }
  pids = calloc(most, sizeof *pids);
  fds = calloc(most, sizeof *fds);
  polled = calloc(most, sizeof *polled);
  epoll = epoll_create1(EPOLL_CLOEXEC);
  if (!pids || !fds || !polled || epoll < 0) fail("setting up");
  printf(
      "kernel,children,operation,n_children,calls,ns_per_call_min,ns_per_call_median,"
      "ns_per_call_p95\n");
  for (int i = 2; i < argc; i++) {
    spawn(atoi(argv[i]));
    measure(system.release, atof(argv[1]));
  }
  for (int i = 0; i < children; i++) kill(pids[i], SIGKILL);
  while (wait(NULL) > 0) {
  }
  return 0;
}

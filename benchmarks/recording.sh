#!/usr/bin/env bash
# What recording costs a supervisor of 500 children: wall and processor time of the same work alone,
# under `record --with ftrace` and under `record --with strace`, in turn.
#
#   benchmarks/recording.sh [PAIRS]     default 7; to change: CHILDREN=500 ROUNDS=4 SECONDS_EACH=10
#                                       MODES="ordinary start poll" DIR=...
#
# ordinary: 500 children live, are asked after each 100 ms, and each time two of them end and are
# started again; the wall clock is that of the supervisor's rounds, without its sleep. start and poll
# are extremes, which keep every processor busy from the first fork to the last reap.
#
# The supervisor measures itself, from its first child to the last reap, so that the start of the
# tracer does not count; its children's time is included. Ratios are taken within a turn and their
# medians printed, with the least and the greatest. Needs root, tracefs, strace and gcc.
set -euo pipefail
pairs=${1:-7}
children=${CHILDREN:-500}
rounds=${ROUNDS:-4}
seconds=${SECONDS_EACH:-10}
modes=${MODES:-ordinary start poll}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
dir=${DIR:-$root/benchmarks/target}
mkdir -p "$dir"

# supervisor CHILDREN ROUNDS ordinary|start|poll: starts CHILDREN programs that are all alive at once, lets
# them go, and drains; `poll` asks after each of them by number ten times first, as an event loop
# without pidfds does. `ordinary` makes ROUNDS rounds, 100 ms apart: asks after each by number, starts
# again what has ended, and tells two to end. Prints nanoseconds of wall clock and of processor time.
cat >"$dir/supervisor.c" <<'C'
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static long long cpu(void) {
  long long sum = 0;
  for (int who = RUSAGE_CHILDREN; who <= RUSAGE_SELF; who++) {
    struct rusage u;
    getrusage(who, &u);
    sum += (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1000000000LL
        + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) * 1000LL;
  }
  return sum;
}

static pid_t start(int held) {
  pid_t pid = fork();
  if (pid == 0) {
    dup2(held, 0);
    for (int fd = 3; fd <= held; fd++) close(fd);
    execl("/proc/self/exe", "child", "child", (char *) 0);
    _exit(1);
  }
  return pid;
}

static void ordinary(pid_t *pids, int n, int rounds) {
  int held[2], next = 0;
  if (pipe(held) != 0) exit(1);
  fcntl(held[1], F_SETFD, FD_CLOEXEC);
  for (int i = 0; i < n; i++) pids[i] = start(held[0]);
  sleep(2);
  long long wall = 0, processor = cpu();
  for (int r = 0; r < rounds; r++) {
    long long began = now();
    for (int i = 0; i < n; i++) {
      if (waitpid(pids[i], 0, WNOHANG) == pids[i]) pids[i] = start(held[0]);
    }
    for (int i = 0; i < 2; i++) kill(pids[next++ % n], SIGTERM);
    wall += now() - began;
    usleep(100000);
  }
  printf("%lld %lld\n", wall, cpu() - processor);
  close(held[0]);
  close(held[1]);
  while (wait(0) > 0) continue;
}

int main(int argc, char **argv) {
  if (argc == 2) {  /* a child: alive until the supervisor lets go */
    char c;
    return read(0, &c, 1) != 0;
  }
  int n = atoi(argv[1]), rounds = atoi(argv[2]), polls = strcmp(argv[3], "poll") == 0;
  pid_t *pids = calloc(n, sizeof *pids);
  sleep(2);  /* the tracer has settled by then */
  if (strcmp(argv[3], "ordinary") == 0) {
    ordinary(pids, n, rounds);
    return 0;
  }
  long long wall = now(), processor = cpu();
  for (int r = 0; r < rounds; r++) {
    int held[2];
    if (pipe(held) != 0) return 1;
    for (int i = 0; i < n; i++) {
      if ((pids[i] = fork()) == 0) {
        dup2(held[0], 0);
        close(held[0]);
        close(held[1]);
        execl("/proc/self/exe", "child", "child", (char *) 0);
        _exit(1);
      }
      if (pids[i] < 0) return 1;
    }
    for (int turn = 0; polls && turn < 10; turn++) {
      for (int i = 0; i < n; i++) waitpid(pids[i], 0, WNOHANG);
      usleep(10000);
    }
    close(held[0]);
    close(held[1]);
    for (int left = n; left > 0;) {
      if (wait(0) > 0) left--;
    }
  }
  printf("%lld %lld\n", now() - wall, cpu() - processor);
  return 0;
}
C
gcc -O1 -o "$dir/supervisor" "$dir/supervisor.c"

# one TRACER MODE: one run's two figures
one() {
  local turns=$rounds
  [ "$2" != ordinary ] || turns=$((seconds * 10))
  local work=("$dir/supervisor" "$children" "$turns" "$2")
  if [ "$1" = none ]; then
    "${work[@]}"
  else
    "$root/reapscope" record -q --force --with "$1" -o "$dir/run.$1" -- "${work[@]}"
  fi
}

"$root/reapscope" --version >/dev/null
results=$dir/recording.txt
: >"$results"
for mode in $modes; do
  for pair in $(seq 0 "$pairs"); do
    none=$(one none "$mode")
    ftrace=$(one ftrace "$mode")
    strace=$(one strace "$mode")
    # The first turn warms up.
    [ "$pair" -eq 0 ] || echo "$mode $none $ftrace $strace $(grep -c '"lost" : 0' "$dir/run.ftrace.json")" >>"$results"
  done
done

median() { sort -g | awk '{ v[NR] = $1 } END { printf "%s (%s to %s)", v[int((NR + 1) / 2)], v[1], v[NR] }'; }
for mode in $modes; do
  what="$rounds rounds"
  [ "$mode" != ordinary ] || what="$seconds seconds"
  echo "$mode: $children children, $what, $pairs turns"
  echo "  alone:  wall $(awk -v m=$mode '$1 == m { printf "%.3f\n", $2 / 1e9 }' "$results" | median) s," \
    "processor $(awk -v m=$mode '$1 == m { printf "%.3f\n", $3 / 1e9 }' "$results" | median) s"
  for tracer in ftrace:4 strace:6; do
    at=${tracer#*:}
    echo "  ${tracer%:*}: wall $(awk -v m=$mode -v a="$at" '$1 == m { printf "%.3f\n", $a / $2 }' "$results" | median) times," \
      "processor $(awk -v m=$mode -v a="$at" '$1 == m { printf "%.3f\n", $(a + 1) / $3 }' "$results" | median) times"
    [ "$mode" != ordinary ] ||
      echo "    $(awk -v a="$at" -v s="$seconds" '$1 == "ordinary" { printf "%.2f\n", ($(a + 1) - $3) / s / 1e7 }' "$results" |
        median) % of one processor more than alone"
  done
  echo "  ftrace lost nothing in $(awk -v m=$mode '$1 == m { s += $8 } END { print s }' "$results") turns"
done

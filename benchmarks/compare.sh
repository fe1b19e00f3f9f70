#!/usr/bin/env bash
# Times this tool beside public ones, on logs that real programs make here and now.
#
#   benchmarks/compare.sh [MB]      size of each strace log (default 500); ROUNDS=5 DIR=... to change
#
# Every round runs every command once, in turn, so that a machine that slows down slows all of them;
# ratios are taken within a round and their medians printed. Needs strace, gcc and GNU time;
# mawk and ftrace (root, tracefs) when they are there. Writes DIR/results.csv.
set -euo pipefail
megabytes=${1:-500}
rounds=${ROUNDS:-5}
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
dir=${DIR:-$root/benchmarks/target}
mkdir -p "$dir"
csv=$dir/results.csv

# A log of at least SIZE MB, of one program that goes on until it is big enough.
record() {
  local log=$1 pid
  shift
  [ ! -s "$log" ] || return 0
  echo "recording $(basename "$log"), $megabytes MB ..." >&2
  # In a process group of its own: strace itself takes no notice of an interrupt.
  setsid strace -f -ttt -T -y -o "$log.part" "$@" >/dev/null 2>&1 &
  pid=$!
  while kill -0 $pid 2>/dev/null && [ "$(stat -c %s "$log.part" 2>/dev/null || echo 0)" -lt $((megabytes << 20)) ]; do
    sleep 1
  done
  kill -KILL -- -$pid 2>/dev/null || true
  wait $pid 2>/dev/null || true
  mv "$log.part" "$log"
}

# Forks, and waits for each child, without end.
cat >"$dir/forker.c" <<'C'
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  for (;;) {
    pid_t child = fork();
    if (child == 0) _exit(3);
    waitpid(child, 0, WNOHANG);
    waitpid(-1, 0, 0);
    waitpid(-1, 0, WNOHANG);
  }
}
C
gcc -O1 -o "$dir/forker" "$dir/forker.c"

# mixed: directory walks and small children, about one line in twenty tells of processes.
record "$dir/mixed.strace" sh -c \
  'while :; do find /usr /etc -type f -size -9k 2>/dev/null | xargs -n 60 -P 2 sh -c "cat \"\$@\"; true" x; done'
# dense: nothing but forks, waits, signals and exits.
record "$dir/dense.strace" "$dir/forker"

tracing=/sys/kernel/tracing/instances/reapscope-compare
if [ ! -s "$dir/dense.ftrace" ] && mkdir "$tracing" 2>/dev/null; then
  trap '{ echo 0 >"$tracing/tracing_on"; rmdir "$tracing"; } 2>/dev/null || true' EXIT
  for event in sched/sched_process_fork sched/sched_process_exit sched/sched_process_exec sched/sched_process_free \
    signal/signal_generate syscalls/sys_enter_wait4 syscalls/sys_exit_wait4 syscalls/sys_enter_clone \
    syscalls/sys_exit_clone syscalls/sys_enter_exit_group; do
    echo 1 >"$tracing/events/$event/enable" 2>/dev/null || true
  done
  echo 16384 >"$tracing/buffer_size_kb"
  timeout 20 cat "$tracing/trace_pipe" >"$dir/dense.ftrace" &
  timeout 18 "$dir/forker" || true
  wait || true
  # The same as trace.dat, as much as the buffers hold. Taking it out ends the instance too.
  timeout 18 "$dir/forker" || true
  ! command -v trace-cmd >/dev/null || trace-cmd extract -B "${tracing##*/}" -o "$dir/dense.dat" >/dev/null 2>&1 || true
fi

echo "log,MB,lines,command,round,wall s,cpu s,peak MB" >"$csv"

# once LOG ROUND NAME COMMAND...: one timed run; grep must not write to /dev/null, where it stops early.
once() {
  local log=$1 round=$2 name=$3 line
  shift 3
  /usr/bin/time -q -f '%e %U %S %M' -o "$dir/time" "$@" >"$dir/out" 2>"$dir/err" || true
  line=$(tail -n 1 "$dir/time")
  # shellcheck disable=SC2086 # four words
  set -- $line
  echo "$(basename "$log"),${mb:?},${lines:?},$name,$round,$1,$(awk "BEGIN{print $2+$3}"),$(($4 / 1024))" >>"$csv"
}

"$root/reapscope" --version >/dev/null
for log in "$dir/mixed.strace" "$dir/dense.strace" "$dir/dense.ftrace"; do
  [ -s "$log" ] || continue
  mb=$(($(stat -L -c %s "$log") >> 20))
  lines=$(wc -l <"$log")
  for ((round = 1; round <= rounds; round++)); do
    once "$log" $round 'wc -l' wc -l "$log"
    once "$log" $round 'grep -c wait4' env LC_ALL=C grep -c wait4 "$log"
    if command -v mawk >/dev/null; then
      # shellcheck disable=SC2016 # awk's own dollars
      once "$log" $round mawk mawk '/wait4|clone|exit|SIGCHLD/ { n++; sum += $NF } END { print n, sum }' "$log"
    fi
    once "$log" $round 'reapscope audit' "$root/reapscope" audit -q --fail-on none "$log"
    if "$root/reapscope" --help | grep -q "^ *events "; then
      once "$log" $round 'reapscope events --count' "$root/reapscope" events --count "$log"
    fi
  done
done
log=$dir/dense.dat
if [ -s "$log" ]; then
  mb=$(($(stat -L -c %s "$log") >> 20)) lines=$(trace-cmd report "$log" | wc -l)
  for ((round = 1; round <= rounds; round++)); do
    once "$log" $round 'trace-cmd report' trace-cmd report "$log"
    once "$log" $round 'reapscope audit' "$root/reapscope" audit -q --fail-on none "$log"
    once "$log" $round 'reapscope events --count' "$root/reapscope" events --count "$log"
  done
else
  echo "trace-cmd cannot take out a recording here: its report is left out" >&2
fi

# Medians, and ratios to grep of the same round; to trace-cmd's report where nothing else reads the log.
awk -F, '
  function median(list, n, a, i, j, t) {
    n = split(list, a, " ")
    for (i = 2; i <= n; i++) for (j = i; j > 1 && a[j] + 0 < a[j-1] + 0; j--) { t = a[j]; a[j] = a[j-1]; a[j-1] = t }
    return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
  }
  NR == 1 { next }
  { key = $1 FS $4; if (!(key in wall)) order[++keys] = key
    wall[key] = wall[key] " " $6; cpu[key] = cpu[key] " " $7; if ($8 > peak[key]) peak[key] = $8
    size[$1] = $2; w[$1, $4, $5] = $6; c[$1, $4, $5] = $7; rounds[key] = $5 }
  END {
    printf "%-14s %6s  %-25s %8s %8s %8s %8s %8s\n", "log", "MB", "command", "wall s", "cpu s", "wall x", "cpu x", "peak MB"
    for (i = 1; i <= keys; i++) {
      split(order[i], part, FS); rw = rc = ""
      for (r = 1; r <= rounds[order[i]]; r++) {
        g = part[1] ~ /\.dat$/ ? "trace-cmd report" : "grep -c wait4"
        if (w[part[1], g, r] > 0) rw = rw " " w[part[1], part[2], r] / w[part[1], g, r]
        if (c[part[1], g, r] > 0) rc = rc " " c[part[1], part[2], r] / c[part[1], g, r]
      }
      printf "%-14s %6d  %-25s %8.2f %8.2f %8.2f %8.2f %8d\n", part[1], size[part[1]], part[2],
        median(wall[order[i]]), median(cpu[order[i]]), median(rw), median(rc), peak[order[i]]
    }
  }' "$csv"
echo "rounds in $csv; load $(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || true)"

#!/usr/bin/env bash
# Makes bad inputs of every kind, audits each, and prints the table of docs/robustness.md: what goes in, the first
# line told, exit code, processor time and peak memory of the process.
#
#   benchmarks/bad-inputs.sh      DIR=... keeps the inputs (2 GB); otherwise they are removed
#
# Needs GNU time, gzip, zstd and iconv.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
dir=${DIR:-$(mktemp -d)}
[ -n "${DIR:-}" ] || trap 'rm -rf "$dir"' EXIT
mkdir -p "$dir"
cd "$dir"
"$root/reapscope" --version >/dev/null

# What every log begins and ends with, unless its row says otherwise.
begin() { echo '100 1790000000.000001 execve("/bin/a", ["a"], 0x7ffd /* 2 vars */) = 0'; }
end() {
  echo '100 1790000000.900000 exit_group(0) = ?'
  echo '100 1790000000.900001 +++ exited with 0 +++'
}
around() {
  begin
  cat
  end
}
# lines N FORMAT: N lines that awk's printf makes of the line's number, which it gets three times.
lines() { awk -v n="$1" -v format="$2" 'BEGIN { for (i = 0; i < n; i++) printf format, i, i, i }'; }
# of N TEXT: TEXT N times.
of() { awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'; }
noise() { head -c "$1" /dev/urandom; }

echo '| what goes in | what the user sees | exit | CPU | peak |'
echo '| --- | --- | --- | --- | --- |'

# row WHAT FILE: audits FILE and prints its row.
row() {
  local code=0 told
  /usr/bin/time -q -f '%U %S %M' -o cost timeout 300 "$root/reapscope" audit -q "$2" >out 2>err || code=$?
  told=$(cat err out | tr -d '\000-\010' | grep -m 1 -E '^(Verdict|reapscope:)' | sed "s/^reapscope: //; s/$(
    )expected one of [^|]*, found/expected one of ..., found/; s/|/\\\\|/g" | cut -c 1-110)
  awk -v what="$1" -v told="$told" -v code="$code" \
    'END { printf "| %s | `%s` | %d | %.1f s | %d MB |\n", what, told, code, $1 + $2, $3 / 1024 }' cost
}
# log WHAT FILE: keeps what it is given as FILE, then the row.
log() {
  cat >"$2"
  row "$1" "$2"
}

# Nothing, or no trace at all.
: | log 'empty file' empty.log
echo | log 'one newline' newline.log
head -c 65536 /dev/zero | log '64 KiB of NUL bytes' nul.log
noise 204800 | log '200 KB of random bytes' random.log
printf '\211PNG\r\n\032\n0000IHDR' | log 'a PNG header' x.png
echo '{"a": [1, 2]}' | log 'JSON' x.json
of 30 $'It was a dark and stormy night.\n' | log 'English prose' prose.txt
{ printf 'PK\003\004' && noise 600; } | log 'a zip archive' x.zip
{ printf '\177ELF\002\001\001' && noise 600; } | log 'an ELF program' prog
mkdir -p emptydir && row 'an empty directory' emptydir
ln -sfn loop loop && row 'a link that points at itself' loop
row 'the null device' /dev/null
row 'a file that is not there' missing.log
head -c 1G /dev/zero | tr '\000' a | log 'one line of 1 GB' letters.log
rm letters.log

# Cut and compressed.
begin | head -c 40 | log 'a log cut in the first line' cut1.log
{ begin && printf '100 1790000000.000100 wait4(-1, [{WIFEXI'; } | log 'a log cut inside a call' cut.log
lines 5000 '100 1790000000.%06d fork() = %d\n' | around | gzip >whole.gz
head -c $(($(stat -c %s whole.gz) / 2)) whole.gz | log 'gzip cut in half' half.gz
lines 5000 '100 1790000000.%06d fork() = %d\n' | around | zstd -q >whole.zst
head -c $(($(stat -c %s whole.zst) / 2)) whole.zst | log 'zstd cut in half' half.zst
{ printf '\037\213\010' && noise 600; } | log 'gzip magic, then noise' noise.gz
{ printf '\050\265\057\375' && noise 600; } | log 'zstd magic, then noise' noise.zst
gzip -c whole.gz | log 'gzip inside gzip' twice.gz
head -c 10G /dev/zero | gzip -1 | log '10 GB of zeros in gzip' zeros.gz
{ printf '\027\010Dtracing6\000' && noise 4000; } | log 'trace.dat magic, then noise' noise.dat

# Bytes that no tracer writes.
{ head -c 100 /dev/zero && echo; } | around | log 'a log with a line of NULs' nulls.log
begin | around | iconv -t UTF-16 | log 'a strace log in UTF-16 with a byte-order mark' utf16.log
{ printf '\357\273\277' && begin && end; } | log 'a UTF-8 byte-order mark before the first line' bom.log
{ begin && end; } | tr '\n' '\r' | log 'carriage returns only, no newline' cr.log
printf '100<\033[31mx\033]0;y\007> 1790000000.000100 fork() = 101\n' | around |
  log 'terminal escapes in a command name' escapes.log
echo '100<<script>alert(1)</script>> 1790000000.000100 fork() = 101' | around |
  log 'markup and a script in a command name' markup.log
lines 2200000 '100 1790000000.%06d wait4(-1, \1, WNOHANG, NULL) = 0\n' | tr '\001' '\000' | around |
  log '2.2 million lines with a NUL in each' nul-lines.log
rm nul-lines.log
lines 3000 '[    %d.%06d] usb 1-1: new device\n' | around | log 'an strace log after boot messages' boot.log
{ begin && printf '100 1790000000.0002' && begin && end; } |
  log 'two logs of strace run together, the second in mid-line' joined.log

# Long, deep, wide.
{ printf '100 1790000000.000100 wait4(' && of 20000000 y && echo; } | around | log 'a line of 20 MB' long.log
{ printf '100 1790000000.000100 wait4(' && of 100000 '[{(' && echo; } | around |
  log '300,000 opening brackets in a call' brackets.log
{ printf '100 1790000000.000100 wait4(' && of 100000 '"' && echo; } | around |
  log '100,000 quotes in a call' quotes.log
{ begin && of 1000000 $'\n' && end; } | log '1,000,000 empty lines after a call' empty-lines.log
{ printf '100 1790000000.000100 poll([' && lines 12000 '{fd=%d, events=POLLIN}, ' && echo '], 12000, -1) = 1'; } | around |
  log 'poll of 12,000 descriptors' poll.log
lines 1000 '100 1790000000.000200 close_range(0, 4294967295, 0) = 0\n' | around |
  log 'close_range over all of 2^32 descriptors, 1,000 times' close.log

# Numbers that cannot be.
echo "100 1790000000.000100 wait4($(of 30 9), NULL, 0, NULL) = $(of 30 9)" | around | log 'pids of 30 digits' pids.log
echo '100 1790000000.000100 wait4(-1, NULL, 0, NULL) = 9223372036854775808' | around |
  log 'a wait that returns 2^63' returns.log
echo '100 1790000000.000100 fork() = 2147483647' | around | log 'a child with the number 2,147,483,647' largest.log
echo '100 -1790000000.000100 wait4(-1, NULL, 0, NULL) = -1 ECHILD (No child processes)' | around |
  log 'negative times' negative.log
echo '100 1758000000.000100 wait4(-1, NULL, 0, NULL) = -1 ECHILD (No child processes)' | around |
  log 'times that jump back a year' back.log
echo "100 $(of 40 9).000001 wait4(-1, NULL, 0, NULL) = -1 ECHILD (No child processes)" | around |
  log 'a time of 40 digits' time40.log
printf '100 1790000000.000100 kill(101, 99999999999999999999) = 0\n--- SIG%s {si_signo=1} ---\n' "$(of 30 9)" | around |
  log 'a signal number of 20 digits' signal.log
printf '            sh-100 [%s] ..... 10.000000: sched_process_exit: comm=sh pid=100 prio=120\n' \
  00000000000000000001 00000000000000000001 | log 'tracefs text with a CPU of 20 digits' ftrace-cpu.txt
{
  echo '# tracer: nop'
  echo '            sh-100 [000] ..... 10.000000: sched_process_exit: comm=sh pid=100 prio=120'
  echo 'CPU:0 [LOST 9223372036854775807 EVENTS]'
} | log 'tracefs text that says it lost 2^63 events' ftrace-lost.txt
lines 5000 '            sh-%d [000] ..... 10.000000: sched_process_exit: comm=sh pid=%d prio=120\n' |
  log 'tracefs text whose times are all the same' ftrace-same.txt

# What cannot have happened.
echo '100 1790000000.000100 <... wait4 resumed>NULL, 0, NULL) = 101' | around |
  log 'resumed without a beginning' resumed.log
printf '100 1790000000.000100 fork() = 100\n100 1790000000.000200 wait4(100, NULL, 0, NULL) = 100\n' | around |
  log 'a process that is its own child' self.log
{
  echo '100 1790000000.000100 fork() = 101'
  echo '101 1790000000.000200 fork() = 100'
  echo '101 1790000000.000300 wait4(100, NULL, 0, NULL) = 100'
} | around | log "two processes that are each other's child" circle.log
{
  echo '100 1790000000.000100 fork() = 101'
  echo '101 1790000000.000150 +++ exited with 0 +++'
  echo '100 1790000000.000200 wait4(101, NULL, 0, NULL) = 101'
  echo '100 1790000000.000300 wait4(101, NULL, 0, NULL) = 101'
} | around | log 'a child reaped twice' reaped-twice.log
{
  echo '100 1790000000.000100 fork() = 101'
  echo '101 1790000000.000150 +++ exited with 0 +++'
  echo '100 8790000000.000200 wait4(101, NULL, 0, NULL) = 101'
} | around | log 'a child reaped 200 years after its death' late.log
{ end && end; } | around | log 'a task that dies three times' dies.log
echo '100 1790000000.000100 wait4(-1, NULL, 0, NULL) = 4242' | around | log 'a wait that reaps a child nobody made' nobody.log

# Many.
lines 200000 '1%06d 1790000000.%06d getppid() = 1\n' | log '200,000 lines, each of a task of its own' tasks.log
lines 100000 '100 1790000000.%06d fork() = 1%06d\n' | around | log '100,000 children, none of which ever ends' alive.log
{
  begin
  lines 100000 '100 1790000000.%06d fork() = 1%06d\n'
  lines 100000 '1%06d 1790000001.%06d +++ exited with 0 +++\n'
  lines 100000 '100 1790000002.%06d wait4(-1, NULL, 0, NULL) = 1%06d\n'
} | log '100,000 children of one process, silent until they die' silent.log
awk 'BEGIN { for (i = 100; i < 100100; i++) printf "%d 1790000000.%06d fork() = %d\n", i, i, i + 1 }' |
  log '100,000 nested forks, each the child of the one before' nested.log
awk 'BEGIN { for (i = 0; i < 200000; i++) printf "%d 1790000000.%06d wait4(-1,  <unfinished ...>\n", 100 + i % 50, i }' |
  log 'every line the start of a call that never ends' starts.log
awk 'BEGIN { for (i = 0; i < 200000; i++) printf "%d 1790000000.%06d <... wait4 resumed>NULL, 0, NULL) = %d\n", 100 + i % 50, i, i }' |
  log 'every line the end of a call that never began' ends.log

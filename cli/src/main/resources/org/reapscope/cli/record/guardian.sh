# Reads orders until the recording ends or the process that made it is gone; cleans up then.
trap '' INT TERM HUP QUIT TSTP PIPE
token='' tracer='' attached='' instance='' followed='' reader='' pipe=''
while read -r word value; do
  case $word in
    token) token=$value ;;
    tracer) tracer=$value ;;
    attached) attached=$value ;;
    instance) instance=$value ;;
    followed) followed=$value ;;
    reader) reader=$value ;;
    # Open for reading, so that the tracer is not ended by a pipe without readers. Descriptor 5 is
    # there for a moment only: with it the other does not wait for a writer.
    pipe) pipe=$value; exec 5<>"$pipe" 4<"$pipe" 5>&- ;;
    done) exit 0 ;;
  esac
done

# What the recording started: found by its environment, by its tracer, by the instance's list.
left() {
  {
    [ -z "$token" ] || grep -lsF "$token" /proc/[0-9]*/environ
    [ -z "$tracer" ] || grep -lsx "TracerPid:.$tracer" /proc/[0-9]*/status
  } | while IFS=/ read -r _ _ pid _; do
    case $pid in
      "$tracer" | $$) ;;
      *) echo "$pid" ;;
    esac
  done
  [ -z "$followed" ] || cat "$instance/set_event_pid" 2>/dev/null
}

# running: the numbers among the arguments that are no zombies.
running() {
  for pid; do
    state=$(sed -n 's/^State:.\(.\).*/\1/p' "/proc/$pid/status" 2>/dev/null)
    case $state in
      '' | Z | X) ;;
      *) echo "$pid" ;;
    esac
  done
}

[ -z "$attached" ] || kill -INT "$attached"
if [ -n "$pipe" ]; then
  cat <&4 >/dev/null &
  exec 4>&-
fi
round=0 signal=TERM
while [ "$round" -lt 100 ]; do
  # shellcheck disable=SC2046 # numbers
  pids=$(running $(left))
  [ -n "$pids" ] || break
  # shellcheck disable=SC2086 # numbers
  kill -"$signal" $pids
  round=$((round + 1))
  [ "$round" -lt 10 ] || signal=KILL
  sleep 0.1
done
if [ -n "$instance" ]; then
  echo 0 >"$instance/tracing_on"
  if [ -n "$reader" ]; then
    # It is still busy with what the buffers hold, having given way to others.
    renice -n 0 -p "$reader"
    round=0
    while kill -0 "$reader" && [ "$round" -lt 100 ] &&
      grep -q '^entries: [1-9]' "$instance"/per_cpu/cpu*/stats; do
      round=$((round + 1))
      sleep 0.1
    done
    sleep 0.1
    kill -KILL "$reader"
  fi
  round=0
  until rmdir "$instance" || [ "$round" -ge 50 ]; do
    round=$((round + 1))
    sleep 0.1
  done
fi
[ -z "$pipe" ] || { rm -f "$pipe"; rmdir "${pipe%/*}"; }

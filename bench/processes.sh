# shellcheck shell=bash
# Servers that a measurement starts and stops: source it from bash, after scripts/lib.sh. $work is a directory.

declare -A children=()  # process ids of servers that run

wait_for_end() { tail --pid="$1" -f /dev/null; }

# start COMMAND…: runs a server until its first line, which goes to $line; its process id is $child.
start() {
  local output
  exec {output}< <(exec "$@" 2>>"${work:?}/log")
  child=$!
  children[$child]=1
  read -r -u "$output" line || die "$1 did not start: $(tail -1 "$work/log")"
}
stop() {
  kill -TERM "$1"
  wait_for_end "$1"
  unset "children[$1]"
}
stop_all() {
  local child
  for child in "${!children[@]}"; do kill -TERM "$child" 2>/dev/null && wait_for_end "$child"; done
}

# start_dragoman DATA: its address goes to $url.
start_dragoman() {
  start "${dragoman:?}" serve --data "$1" --listen 127.0.0.1:0 --log-level warning
  # shellcheck disable=SC2034  # for those that source this file
  url=${line#listening on }
}

# memory PID FIELD: a field of /proc/PID/status, in bytes.
memory() { awk -v field="$2:" '$1 == field { print $2 * 1024 }' "/proc/$1/status"; }

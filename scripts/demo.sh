#!/usr/bin/env bash
# Builds Dragoman, feeds it the sample articles and shows what it made of them; then leaves the server running.
# Usage: demo.sh [--once] [--port N] [--data DIR] [--no-install]
#   --once        stop the server after the tour; its data goes away
#   --port N      listen there (default 8080; any free port when that is taken)
#   --data DIR    keep the data there (default data/demo)
#   --no-install  the packages are there
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

once=0
install=1
port=8080
data=
while (($#)); do
  case $1 in
    --once) once=1 ;;
    --no-install) install=0 ;;
    --port | --data)
      (($# > 1)) || die "$1 needs a value"
      if [[ $1 == --port ]]; then port=$2; else data=$2; fi
      shift
      ;;
    -h | --help)
      sed -n '2,7s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) die "unknown argument '$1'" ;;
  esac
  shift
done
if ! [[ $port =~ ^(0|[1-9][0-9]{0,4})$ ]] || ((port > 65535)); then die "--port: '$port' is not a port"; fi

if ((install)); then
  "$root/scripts/install-deps.sh" build test
  # The page needs it to be built; the server is the same without.
  "$root/scripts/install-deps.sh" web || echo "Without Node.js: the server's page will be a plain one." >&2
fi
say "Building"
"$root/scripts/build.sh" release --target dragoman
dragoman=$root/build/release/server/dragoman

work=$(mktemp -d)
server=
finish() {
  local status=$?
  trap - EXIT
  if [[ -n $server ]]; then
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" || status=$?
  fi
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
if [[ -z $data ]]; then
  if ((once)); then data=$work/data; else data=$root/data/demo; fi
fi
mkdir -p "$data"

# start PORT: starts the server and waits for the line that tells its address.
start() {
  : >"$work/out"
  "$dragoman" serve --data "$data" --listen "127.0.0.1:$1" >"$work/out" 2>"$work/log" &
  server=$!
  url=
  local deadline=$((SECONDS + 60))
  while ((SECONDS < deadline)); do
    url=$(sed -n 's/^listening on //p' "$work/out")
    if [[ -n $url ]]; then return 0; fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
  return 1
}
taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

say "Starting the server"
if ((port)) && taken "$port"; then
  echo "Port $port is taken: taking any that is free."
  port=0
fi
start "$port" || {
  cat "$work/log" >&2
  die "the server did not start"
}
echo "$url"

# get PATH [NAME=VALUE…]: GET with encoded parameters.
get() {
  local path=$1 parameters=()
  shift
  for parameter in "$@"; do parameters+=(--data-urlencode "$parameter"); done
  curl --silent --show-error --fail-with-body --get "$url$path" "${parameters[@]}"
}

say "Posting the sample articles"
curl --silent --show-error --fail-with-body --header 'Content-Type: application/x-ndjson' \
  --data-binary "@$root/scripts/samples/articles.ndjson" "$url/v1/articles" |
  jq -r '"\(.received) articles: \(.stored) stored, \(.duplicate) known already, \(.rejected) rejected; \(.events) events"'

common='
  def day: if . == null then "undated" elif .start == .end then .start else "\(.start)…\(.end)" end;
  def who: [.participants[].name] | join(", ");
  def line: "  \(.date | day)  \(.type) (\(.status)): \(who)";
'
say "Who met Marisol Quintana?   GET /v1/actors/Marisol%20Quintana/met"
get /v1/actors/Marisol%20Quintana/met limit=8 |
  jq -r "$common"'.items[] | "  \(.last | day)  \(.actor.name), \(.count) time\(if .count == 1 then "" else "s" end)\n      “\(.latest.sentence)”"'

say "What did Ingrid Solhaug do?   GET /v1/actors/Ingrid%20Solhaug/timeline?from=2025-10-01&sort=oldest"
get /v1/actors/Ingrid%20Solhaug/timeline from=2025-10-01 sort=oldest limit=12 | jq -r "$common"'.items[] | line'

say "One meeting, reported by two papers   GET /v1/events?type=meeting&actor=…&with=…&from=2026-04-08&to=2026-04-08"
get /v1/events type=meeting 'actor=Dawit Alemayehu' 'with=Hisham Sabri' from=2026-04-08 to=2026-04-08 limit=1 |
  jq -r "$common"'.items[] | line, (.evidence[] | "      \(.publisher), \(.published), article \(.article), characters \(.begin)-\(.end):\n      “\(.sentence)”")'

say "From Hisham Sabri to Haruto Kawabe, who never met   GET /v1/path?from=…&to=…"
get /v1/path 'from=Hisham Sabri' 'to=Haruto Kawabe' |
  jq -r "$common"'if .found then "  " + ([.actors[].name] | join(" → ")), (.events[] | line) else "  no chain of meetings" end'

if ((once)); then
  say "Done"
  exit 0
fi
say "The server is at $url, its data in $data"
echo "Try:   curl '$url/v1/meetings?limit=5'"
echo "       $dragoman query met 'Marisol Quintana' --in 2025-10 --server $url"
echo "Ctrl-C ends it."
echo "To look instead of read, open $url/ in a browser."
trap 'exit 0' INT TERM
wait "$server"

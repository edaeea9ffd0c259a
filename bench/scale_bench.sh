#!/usr/bin/env bash
# Compares Dragoman with what people use instead, in one run on one machine: PostgreSQL and SQLite with the same
# coded events and the same questions, and a bare Beast server that sends answers of the same size.
# Usage: scale_bench.sh [--ten-million] [--questions N] [--seconds S] [--work DIR] FILE.tsv.gz
#   FILE           coded events: date, source, CAMEO event name, target; tab separated, no header (plain or .gz)
#   --ten-million  also makes a table of 10,000,000 rows with the habits of FILE and measures Dragoman on it (minutes)
#   --questions N  of each kind (2000)
#   --seconds S    most for one kind of question, and for one run of the load generator (10)
#   --work DIR     for databases (a directory in TMPDIR); what is made there is deleted at the end
# docs/benchmarks.md says what each line means.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/../scripts/lib.sh"
# shellcheck source=bench/processes.sh
. "$root/bench/processes.sh"

ten_million=0
questions=2000
seconds=10
parent=${TMPDIR:-/tmp}
input=
while (($#)); do
  case $1 in
    --ten-million) ten_million=1 ;;
    --questions | --seconds | --work)
      (($# > 1)) || die "$1 needs a value"
      case $1 in --questions) questions=$2 ;; --seconds) seconds=$2 ;; --work) parent=$2 ;; esac
      shift
      ;;
    -h | --help)
      sed -n '2,11s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    -*) die "unknown argument '$1'" ;;
    *) input=$1 ;;
  esac
  shift
done
[[ -r $input ]] || die "which table? Usage: scale_bench.sh [--ten-million] FILE.tsv.gz"

say "Building"
"$root/scripts/build.sh" bench --target dragoman --target scale_benches
tools=$root/build/bench/bench
dragoman=$root/build/bench/server/dragoman
postgres_tools=/usr/lib/postgresql/15/bin
[[ -x $postgres_tools/initdb ]] || die "PostgreSQL 15 is not installed: scripts/install-deps.sh bench"

work=$(mktemp -d "$parent/scale.XXXXXX")
chmod 755 "$work"
declare -A figure
finish() {
  local status=$?
  trap - EXIT
  stop_all
  if [[ -e $work/postgres/data/postmaster.pid ]]; then
    as_postgres "$postgres_tools/pg_ctl" -D "$work/postgres/data" -m fast stop >/dev/null 2>&1
  fi
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# PostgreSQL refuses to run as root.
as_postgres() { if ((EUID == 0)); then setpriv --reuid postgres --regid postgres --clear-groups "$@"; else "$@"; fi; }
now() { printf '%s' "$EPOCHREALTIME"; }
calc() { awk "BEGIN { printf \"%.6g\", $1 }"; }
bytes_in() { du -sb "$1" | cut -f1; }
# take: lines of a tool's output into the figures: "name value", or "name median p99 queries rows".
take() {
  local name first p99 count rows
  while IFS=$'\t' read -r name first p99 count rows; do
    figure[$name]=$first
    if [[ -n $p99 ]]; then
      figure[$name.p99]=$p99
      figure[$name.count]=$count
      figure[$name.rows]=$rows
    fi
  done
}

# middle FILE COLUMN: the value in the middle.
middle() { sort -n -k "$2,$2" "$1" | awk -v column="$2" '{ value[NR] = $column } END { print value[int((NR + 1) / 2)] }'; }

# load_dragoman NAME TABLE: into a new database, $work/NAME; appends seconds, memory held a moment after the answer, memory
# at most, and bytes on disk to $work/NAME.loads. Clears `ours` when it takes no tables.
load_dragoman() {
  local name=$1 table=$2 data=$work/$1 timed status total before held
  rm -rf "$data"
  start_dragoman "$data"
  timed=$(curl -sS -T "$table" -X POST -H 'Content-Type: text/tab-separated-values' -H 'Expect:' -o "$work/answer" \
    -w '%{http_code} %{time_total} %{time_pretransfer}' "$url/v1/events")
  read -r status total before <<<"$timed"
  if [[ $status != 200 && $status != 207 ]]; then
    echo "Dragoman's POST /v1/events answered $status: $(head -c 300 "$work/answer")"
    stop "$child"
    ours=0
    return
  fi
  # What the last import needed is given back right after the answer.
  sleep 0.2
  held=$(memory "$child" VmRSS)
  echo "$(calc "$total - $before") $held $(memory "$child" VmHWM) $(bytes_in "$data")" >>"$work/$name.loads"
  stop "$child"
}

# load_in_turn TABLE: five loads of each side, in turn; what is left of the last is asked.
load_in_turn() {
  for _ in 1 2 3 4 5; do
    load_postgres "$1"
    load_sqlite "$1"
    if ((ours)); then load_dragoman real "$1"; fi
  done
  if ((ours)); then echo "in seconds: Dragoman $(loads real), PostgreSQL $(loads postgres), SQLite $(loads sqlite)"; fi
}
loads() { cut -d' ' -f1 "$work/$1.loads" | xargs; }

# measure_dragoman NAME TABLE: everything about Dragoman on one table that was loaded, as figures NAME.…
measure_dragoman() {
  local name=$1 table=$2 data=$work/$1 begin
  echo "$name: $(jq -c 'del(.errors)' "$work/answer")"
  figure[$name.load]=$(middle "$work/$name.loads" 1)
  figure[$name.memory]=$(middle "$work/$name.loads" 2)
  figure[$name.memory_peak]=$(middle "$work/$name.loads" 3)
  figure[$name.disk_running]=$(middle "$work/$name.loads" 4)
  figure[$name.rows]=$(wc -l <"$table")
  figure[$name.disk]=$(bytes_in "$data")
  begin=$(now)
  start_dragoman "$work/nothing"
  figure[$name.ready_empty]=$(calc "$(now) - $begin")
  stop "$child"
  rm -rf "$work/nothing"

  "$tools/dragoman_bench" "$data" "$table" "$questions" "$seconds" "$work/$name.targets" |
    sed "s/^/$name./" >"$work/$name.figures"
  take <"$work/$name.figures"

  begin=$(now)
  start_dragoman "$data"
  figure[$name.ready]=$(calc "$(now) - $begin")
  figure[$name.memory_restarted]=$(memory "$child" VmRSS)
  local server=$child
  if [[ $name == real ]]; then measure_http "${url##*:}"; fi
  measure_posts "$name"
  if [[ $name == real ]]; then measure_reads "$url"; fi
  stop "$server"
}

# One article at a time, over one connection: 50 of them.
measure_posts() {
  jq -rn --arg url "$url/v1/articles" --arg run "$1" 'range(50) |
    {id: "\($run)-\(.)", published: "2018-11-\(. % 28 + 1 | tostring | if length < 2 then "0" + . else . end)",
     text: "Russian Foreign Minister Sergei Lavrov met Chinese Foreign Minister Wang Yi in Moscow on Tuesday."} | tojson |
    "url = \($url | tojson)\nheader = \"Content-Type: application/json\"\ndata = \(tojson)\noutput = \"/dev/null\"\nsilent\nshow-error\n" +
    "write-out = \"%{http_code} %{time_pretransfer} %{time_total}\\n\"\nnext"' | sed '$d' >"$work/posts"
  curl -K "$work/posts" >"$work/posted"
  if grep -qv '^201 ' "$work/posted"; then die "an article was not stored: $(grep -v '^201 ' "$work/posted" | head -1)"; fi
  figure[$1.post]=$(awk '{ printf "%.3f\n", ($3 - $2) * 1000 }' "$work/posted" | sort -n | sed -n 25p)
}

# measure_reads URL: timelines over four connections, while nothing else happens and while two million rows are loaded.
measure_reads() {
  local rows=2000000 when loader rate p50 p99 slowest
  "$tools/grow_table" "$work/table.tsv" "$rows" >"$work/more.tsv"
  for when in quiet loading; do
    loader=
    if [[ $when == loading ]]; then
      curl -sS -T "$work/more.tsv" -X POST -H 'Content-Type: text/tab-separated-values' -H 'Expect:' -o "$work/answer" "$1/v1/events" &
      loader=$!
    fi
    read -r rate p50 p99 slowest _ < <("$tools/http_load" ask 127.0.0.1 "${1##*:}" "$work/real.targets.timeline" 4 2)
    figure[reads.$when]=$rate
    figure[reads.$when.p50]=$p50
    figure[reads.$when.p99]=$p99
    figure[reads.$when.slowest]=$slowest
    # Less would mean that part of the reads had no load beside them.
    if [[ -n $loader ]]; then
      kill -0 "$loader" 2>/dev/null || echo "the load was over before the reads: more rows are needed"
      wait "$loader"
    fi
  done
}

# measure_http PORT: the same generator against Dragoman and the bare server in turn, three rounds each.
measure_http() {
  local question who port bare rate p50 p99
  for question in timeline met; do
    "$tools/http_load" save 127.0.0.1 "$1" "$work/real.targets.$question" "$work/answers"
    start "$tools/bare_server" "$work/answers" "$(nproc)"
    bare=$child
    port=$line
    for _ in 1 2 3; do
      "$tools/http_load" ask 127.0.0.1 "$1" "$work/real.targets.$question" 64 "$seconds" >>"$work/http.ours.$question"
      "$tools/http_load" ask 127.0.0.1 "$port" "$work/real.targets.$question" 64 "$seconds" >>"$work/http.bare.$question"
    done
    stop "$bare"
    for who in ours bare; do
      # The round in the middle.
      read -r rate p50 p99 _ < <(sort -n "$work/http.$who.$question" | sed -n 2p)
      figure[http.$question.$who]=$rate
      figure[http.$question.$who.p50]=$p50
      figure[http.$question.$who.p99]=$p99
    done
  done
}

start_postgres() {
  mkdir "$work/postgres"
  if ((EUID == 0)); then chown postgres "$work/postgres"; fi
  as_postgres "$postgres_tools/initdb" -D "$work/postgres/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 >/dev/null
  as_postgres "$postgres_tools/pg_ctl" -D "$work/postgres/data" -w -l "$work/postgres/log" \
    -o "-c listen_addresses= -k $work/postgres" start >/dev/null
}
in_postgres() { "$postgres_tools/psql" -q -h "$work/postgres" -U postgres -d postgres -c "$1"; }

load_postgres() {
  in_postgres 'drop database if exists loaded'
  in_postgres 'create database loaded'
  "$tools/postgres_bench" load "$postgres_where" "$1" >"$work/postgres.figures"
  take <"$work/postgres.figures"
  echo "${figure[postgres.load.seconds]}" >>"$work/postgres.loads"
}

load_sqlite() {
  rm -f "$work"/sqlite.db*
  "$tools/sqlite_bench" load "$work/sqlite.db" "$1" >"$work/sqlite.figures"
  take <"$work/sqlite.figures"
  echo "${figure[sqlite.load.seconds]}" >>"$work/sqlite.loads"
}

# ask_peers TABLE
ask_peers() {
  figure[postgres.load.seconds]=$(middle "$work/postgres.loads" 1)
  figure[sqlite.load.seconds]=$(middle "$work/sqlite.loads" 1)
  figure[sqlite.load.bytes]=$(stat -c %s "$work/sqlite.db")
  "$tools/postgres_bench" ask "$postgres_where" "$1" "$questions" "$seconds" >"$work/postgres.figures"
  take <"$work/postgres.figures"
  "$tools/sqlite_bench" ask "$work/sqlite.db" "$1" "$questions" "$seconds" >"$work/sqlite.figures"
  take <"$work/sqlite.figures"
}

say "Machine"
echo "$(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1), $(free -g | awk '/^Mem:/ { print $2 }') GB, load average $(cut -d' ' -f1-3 /proc/loadavg), $(date -u +%F)"

say "Measuring"
table=$work/table.tsv
zcat -f "$input" >"$table"
echo "$(wc -l <"$table") rows"
ours=1
postgres_where="host=$work/postgres user=postgres dbname=loaded"
start_postgres
load_in_turn "$table"
ask_peers "$table"
if ((ours)); then measure_dragoman real "$table"; fi
if ((ours && ten_million)); then
  "$tools/grow_table" "$table" 10000000 >"$work/ten_million.tsv"
  load_dragoman ten "$work/ten_million.tsv"
  measure_dragoman ten "$work/ten_million.tsv"
fi
echo "load average at the end: $(cut -d' ' -f1-3 /proc/loadavg)"
# shellcheck source=bench/scale_table.sh
. "$root/bench/scale_table.sh"

#!/usr/bin/env bash
# Keeps a server as busy as it can be for some time and says what became of its memory: fails when that grows.
# Usage: soak.sh [--minutes N] [--work DIR] FILE.tsv.gz
#   FILE         coded events: date, source, CAMEO event name, target; tab separated, no header (plain or .gz)
#   --minutes N  10, at least 4
#   --work DIR   for the database (a directory in TMPDIR); what is made there is deleted at the end
# All at once: 64 connections that ask questions of every kind, articles that are posted, replaced and deleted, the table
# again and again, exports of everything, and followers of the changes that come and go.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/../scripts/lib.sh"
# shellcheck source=bench/processes.sh
. "$root/bench/processes.sh"

minutes=10
parent=${TMPDIR:-/tmp}
input=
while (($#)); do
  case $1 in
    --minutes | --work)
      (($# > 1)) || die "$1 needs a value"
      case $1 in --minutes) minutes=$2 ;; --work) parent=$2 ;; esac
      shift
      ;;
    -h | --help)
      sed -n '2,9s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    -*) die "unknown argument '$1'" ;;
    *) input=$1 ;;
  esac
  shift
done
if ! [[ $minutes =~ ^[1-9][0-9]*$ ]] || ((minutes < 4)); then die "--minutes: '$minutes' is not a number from 4 on"; fi
[[ -r $input ]] || die "which table? Usage: soak.sh [--minutes N] FILE.tsv.gz"

say "Building"
"$root/scripts/build.sh" bench --target dragoman --target http_load
tools=$root/build/bench/bench
dragoman=$root/build/bench/server/dragoman

work=$(mktemp -d "$parent/soak.XXXXXX")
clients=()
finish() {
  local status=$?
  trap - EXIT
  touch "$work/over"
  if ((${#clients[@]})); then wait "${clients[@]}" || true; fi
  stop_all
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

say "Loading"
case $input in *.gz) gzip -dc "$input" >"$work/table.tsv" ;; *) cp "$input" "$work/table.tsv" ;; esac
start_dragoman "$work/data"
server=$child
# ask ARGUMENT…: curl's answer in $work/answer.NAME; counts what was answered, and ends everything when it is no 2xx.
ask() {
  local name=$1 status
  shift
  status=$(curl -sS -o "$work/answer.$name" -w '%{http_code}' -H 'Expect:' "$@") || status="nothing ($?)"
  if [[ $status != 2* ]]; then
    echo "$name: the server answered $status: $(head -c 300 "$work/answer.$name")" >>"$work/faults"
    touch "$work/over"
    return 1
  fi
  echo >>"$work/count.$name"
}
post_table() {
  ask table --data-binary @"$work/table.tsv" -H 'Content-Type: text/tab-separated-values' "$url/v1/events"
}
post_table || die "$(cat "$work/faults")"

# The busiest actors, and what is asked of each.
curl -sS "$url/v1/stats/actors?limit=200" | grep -o '"actor":{"id":"[^"]*"' | cut -d'"' -f6 >"$work/actors" || true
[[ -s $work/actors ]] || die "no actors in the table"
while read -r actor; do
  printf '%s\n' "/v1/actors/$actor/timeline" "/v1/actors/$actor/met?limit=50" "/v1/actors/$actor" \
    "/v1/events?actor=$actor&type=meeting&limit=20" "/v1/stats/timeline?actor=$actor&by=month"
done <"$work/actors" >"$work/targets"
printf '%s\n' "/v1/meetings?limit=50" "/v1/stats/pairs?limit=20" >>"$work/targets"

until_over() { while [[ ! -e $work/over ]] && "$@"; do :; done; }

# Forty copies of each sample, each round a new version of all; every third round all are deleted afterwards.
round=0
post_articles() {
  local copy
  round=$((round + 1))
  for copy in {1..40}; do
    sed "s/\"id\": \"/&copy-$copy-/; s/\"text\": \"/&Round $round. /" "$root/scripts/samples/articles.ndjson"
  done >"$work/articles.ndjson"
  ask articles --data-binary @"$work/articles.ndjson" -H 'Content-Type: application/x-ndjson' "$url/v1/articles" || return
  ((round % 3 == 0)) || return 0
  grep -o '"id": "[^"]*"' "$work/articles.ndjson" | cut -d'"' -f4 |
    sed "s,.*,url = \"$url/v1/articles/&\"\noutput = /dev/null," >"$work/deletions"
  curl -sS -X DELETE -w '%{http_code}\n' --config "$work/deletions" >"$work/answer.deleted" || true
  if grep -v '^2' "$work/answer.deleted" >>"$work/faults"; then touch "$work/over"; fi
  cat "$work/answer.deleted" >>"$work/count.deleted"
}
export_all() {
  local format
  for format in csv ndjson gexf; do ask exports "$url/v1/export?format=$format" || return; done
}
# A follower stays for some seconds; curl then says that its time is over.
follow() {
  local ended=0
  curl -s -N --max-time 7 -o "$work/answer.changes" "$url/v1/changes" || ended=$?
  ((ended == 0 || ended == 28)) || { echo "changes: curl ended with $ended" >>"$work/faults" && touch "$work/over"; }
  echo >>"$work/count.followers"
}
# In turns of a few seconds, so that it sees the end.
questions() {
  "$tools/http_load" ask 127.0.0.1 "${url##*:}" "$work/targets" 64 5 >>"$work/questions" 2>>"$work/faults" ||
    touch "$work/over"
}

say "$minutes minutes: $(nproc) cores, load average $(cut -d' ' -f1-3 /proc/loadavg), $(date -I)"
for client in questions post_articles post_table export_all follow follow; do
  until_over "$client" &
  clients+=($!)
done
for ((second = 0; second < minutes * 60; second += 5)); do
  if [[ -e $work/over ]]; then break; fi
  sleep 5
  memory "$server" VmRSS >>"$work/memory"
  if (((second + 5) % 60 == 0)); then
    printf '%2d min: %4d MB (at most %d MB)\n' $(((second + 5) / 60)) $(($(memory "$server" VmRSS) / 1000000)) \
      $(($(memory "$server" VmHWM) / 1000000))
  fi
done
touch "$work/over"
wait "${clients[@]}"
clients=()
if [[ -s $work/faults ]]; then die "$(head -3 "$work/faults")"; fi

say "What was done"
count() { wc -l <"$work/count.$1" 2>/dev/null || echo 0; }
awk '{ n += $1 * 5; if ($4 > most) most = $4 } END { printf "%d questions answered, the slowest in %.0f ms\n", n, most / 1000 }' \
  "$work/questions"
echo "$(count articles) times $((40 * $(wc -l <"$root/scripts/samples/articles.ndjson"))) articles, $(count deleted) deleted," \
  "$(count table) times the table ($(wc -l <"$work/table.tsv") rows), $(count exports) exports, $(count followers) followers"

# The second quarter, when all is warm, and the last: the middle of each.
quarter() { head -n $(($1 * samples / 4)) "$work/memory" | tail -n $((samples / 4)) | sort -n | sed -n "$((samples / 8))p"; }
samples=$(wc -l <"$work/memory")
early=$(quarter 2)
late=$(quarter 4)
echo "resident memory, MB: second quarter $((early / 1000000)), last quarter $((late / 1000000))"
((late * 100 <= early * 105)) || die "memory has grown by more than 5 %"

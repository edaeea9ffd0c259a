#!/usr/bin/env bash
# How fast `dragoman code` turns text into events: words a second on one thread and on two, memory, time to be ready.
# Usage: code_bench.sh [DRAGOMAN [ARTICLES.ndjson]]
# Without articles: the samples of scripts/samples, repeated to 4 MB. Each figure is the best of three runs.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
dragoman=${1:-$here/../build/release/server/dragoman}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if (($# > 1)); then
  cp "$2" "$work/articles.ndjson"
else
  while (($(stat -c %s "$work/articles.ndjson" 2>/dev/null || echo 0) < 4000000)); do
    cat "$here/../scripts/samples/articles.ndjson" >>"$work/articles.ndjson"
  done
fi
: >"$work/nothing.ndjson"
jq -r '.text // .maintext // .body // .content' "$work/articles.ndjson" >"$work/text"
words=$(wc -w <"$work/text")

# seconds THREADS FILE: the best of three, and the peak memory in KiB
best() {
  local lowest='' peak=0
  for _ in 1 2 3; do
    /usr/bin/time -f '%e %M' -o "$work/time" "$dragoman" code --threads "$1" "$2" >/dev/null
    read -r seconds memory <"$work/time"
    if [[ -z $lowest ]] || jq -en "$seconds < $lowest" >/dev/null; then lowest=$seconds; fi
    if ((memory > peak)); then peak=$memory; fi
  done
  echo "$lowest $peak"
}

read -r ready _ <<<"$(best 1 "$work/nothing.ndjson")"
read -r one memory <<<"$(best 1 "$work/articles.ndjson")"
read -r two memory_two <<<"$(best 2 "$work/articles.ndjson")"
jq -rn --argjson words "$words" --argjson bytes "$(stat -c %s "$work/text")" --argjson ready "$ready" \
  --argjson one "$one" --argjson two "$two" --argjson memory "$memory" --argjson memory_two "$memory_two" '
  def speed($seconds): $words / ($seconds - $ready);
  "text          \($words) words, \($bytes / 1e6 * 10 | round / 10) MB",
  "ready         \($ready) s (process start, model and dictionary, no text)",
  "one thread    \(speed($one) | round) words/s, peak \($memory / 1024 | round) MiB",
  "two threads   \(speed($two) | round) words/s, peak \($memory_two / 1024 | round) MiB",
  "ratio         \(speed($two) / speed($one) * 100 | round / 100)"'

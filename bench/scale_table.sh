# shellcheck shell=bash
# Sourced by scale_bench.sh: prints its figures as one table. A ratio above 1 means that Dragoman does better.

shown() { # VALUE SCALE: three digits that matter, or a dash
  if [[ -z $1 ]]; then printf -- '-'; else awk "BEGIN { v = $1 / $2; printf((v >= 100 ? \"%.0f\" : (v >= 10 ? \"%.1f\" : \"%.2f\")), v) }"; fi
}
ratio() { # OURS PEER KIND: kind "less": less is better
  if [[ -z $1 || -z $2 ]]; then printf -- '-'; else
    local quotient="$2 / $1"
    if [[ $3 == more ]]; then quotient="$1 / $2"; fi
    awk "BEGIN { printf \"%.2f\", $quotient }"
  fi
}
line() { printf '%-52s %10s %11s %8s %10s %8s\n' "$@"; }
# row TITLE OURS POSTGRESQL SQLITE [SCALE [KIND]]: three names of figures
row() {
  local a=${figure[$2]:-} b=${figure[$3]:-} c=${figure[$4]:-} scale=${5:-1} kind=${6:-less}
  line "$1" "$(shown "$a" "$scale")" "$(shown "$b" "$scale")" "$(ratio "$a" "$b" "$kind")" \
    "$(shown "$c" "$scale")" "$(ratio "$a" "$c" "$kind")"
}

for who in postgres sqlite; do
  figure[$who.load.rate]=$(calc "${figure[$who.load.events]} / ${figure[$who.load.seconds]}")
done
for name in real ten; do
  if [[ -n ${figure[$name.load]:-} ]]; then figure[$name.rate]=$(calc "${figure[$name.rows]} / ${figure[$name.load]}"); fi
done
declare -A kinds=(
  [timeline]="timeline, newest 50" [met]="all whom an actor met" [top]="whom an actor met, first 50" [month]="whom an actor met within a month"
  [pair]="meetings of a pair" [path]="shortest path of meetings"
)
declare -A drawn=([uniform]="drawn uniformly" [busiest]="20 busiest")

say "Loading"
line "figure" "ours" "PostgreSQL" "ratio" "SQLite" "ratio"
row "until it answers, s" real.load postgres.load.seconds sqlite.load.seconds
row "rows/s" real.rate postgres.load.rate sqlite.load.rate 1 more
row "bytes on disk while running, MB" real.disk_running - - 1e6
row "bytes on disk after a stop, MB" real.disk postgres.load.bytes sqlite.load.bytes 1e6
row "resident memory after the load, MB" real.memory - - 1e6
row "greatest resident memory, MB" real.memory_peak - - 1e6
row "resident memory after a restart, MB" real.memory_restarted - - 1e6
row "start to ready, s" real.ready - -
row "start to ready of an empty database, s" real.ready_empty - -
row "one more article posted, median ms" real.post - -

# queries TITLE OURS SUFFIX
queries() {
  say "$1"
  line "figure" "ours" "PostgreSQL" "ratio" "SQLite" "ratio"
  local kind who
  for kind in timeline top met month pair path; do
    for who in uniform busiest; do
      if [[ $kind == path && $who == busiest ]]; then continue; fi
      row "${kinds[$kind]}; ${drawn[$who]}" "$2.$kind.$who$3" "postgres.$kind.$who$3" "sqlite.$kind.$who$3"
    done
  done
}
queries "Queries with the names of their rows, median µs" real.graph ''
queries "Queries with the names of their rows, p99 µs" real.graph .p99
queries "Whole answers of the API as JSON, median µs" real.json ''
queries "Whole answers of the API as JSON, p99 µs" real.json .p99

say "Rows answered (all questions together)"
line "figure" "ours" "PostgreSQL" "ratio" "SQLite" "ratio"
for kind in top met month pair timeline; do
  for who in uniform busiest; do
    row "${kinds[$kind]}; ${drawn[$who]}" "real.graph.$kind.$who.rows" "postgres.$kind.$who.rows" "sqlite.$kind.$who.rows"
  done
done

if ((ours)); then
  say "HTTP, 64 keep-alive connections, actors drawn uniformly"
  printf '%-52s %10s %11s %8s\n' figure ours "bare Beast" ratio
  for question in timeline met; do
    for part in '' .p50 .p99; do
      title=$question
      kind=less
      case $part in '') title+=", requests/s" kind=more ;; .p50) title+=", p50 µs" ;; .p99) title+=", p99 µs" ;; esac
      a=${figure[http.$question.ours$part]}
      b=${figure[http.$question.bare$part]}
      printf '%-52s %10s %11s %8s\n' "$title" "$(shown "$a" 1)" "$(shown "$b" 1)" "$(ratio "$a" "$b" "$kind")"
    done
  done
fi

if ((ours)); then
  say "Timelines over 4 connections, with nothing beside them and during a bulk load"
  printf '%-52s %10s %11s %8s\n' figure quiet loading ratio
  for part in '' .p50 .p99 .slowest; do
    kind=less
    case $part in '') title="requests/s" kind=more ;; .slowest) title="slowest, µs" ;; *) title="${part#.}, µs" ;; esac
    a=${figure[reads.quiet$part]}
    b=${figure[reads.loading$part]}
    printf '%-52s %10s %11s %8s\n' "$title" "$(shown "$a" 1)" "$(shown "$b" 1)" "$(ratio "$b" "$a" "$kind")"
  done
fi

if [[ -n ${figure[ten.load]:-} ]]; then
  say "Ten million rows beside the table itself (ratio: how many times as much)"
  printf '%-68s %10s %11s %8s\n' figure "${figure[real.rows]}" "${figure[ten.rows]}" ratio
  grown() { # TITLE FIGURE [SCALE]
    local a=${figure[real.$2]:-} b=${figure[ten.$2]:-}
    printf '%-68s %10s %11s %8s\n' "$1" "$(shown "$a" "${3:-1}")" "$(shown "$b" "${3:-1}")" "$(ratio "$a" "$b" less)"
  }
  grown "until it answers, s" load
  grown "rows/s" rate
  grown "bytes on disk after a stop, MB" disk 1e6
  grown "resident memory after the load, MB" memory 1e6
  grown "greatest resident memory, MB" memory_peak 1e6
  grown "resident memory after a restart, MB" memory_restarted 1e6
  grown "start to ready, s" ready
  grown "one more article posted, median ms" post
  for way in graph json; do
    for kind in timeline top met month pair path; do
      for who in uniform busiest; do
        if [[ $kind == path && $who == busiest ]]; then continue; fi
        grown "$way: ${kinds[$kind]}; ${drawn[$who]}, µs" "$way.$kind.$who"
      done
    done
  done
fi

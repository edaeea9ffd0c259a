#!/usr/bin/env bash
# Plays the first minutes of somebody who has never seen Dragoman and wants to know whom somebody met in a month, and who
# says so: each command is run, and what it prints on a terminal of 80 columns is written to docs/first_five_minutes.md.
# Usage: first_five_minutes.sh [--check] [DRAGOMAN]
#   --check   compare with the page instead of writing it
#   DRAGOMAN  the binary (default build/release/server/dragoman)
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

check=0
dragoman=$root/build/release/server/dragoman
while (($#)); do
  case $1 in
    --check) check=1 ;;
    -h | --help)
      sed -n '2,6s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    -*) die "unknown argument '$1'" ;;
    *) dragoman=$(realpath "$1") ;;
  esac
  shift
done
for tool in script curl jq; do command -v "$tool" >/dev/null || die "needs $tool: scripts/install-deps.sh test"; done
[[ -x $dragoman ]] || die "$dragoman is not there: scripts/build.sh release"

work=$(mktemp -d)
server=
finish() {
  local status=$?
  trap - EXIT
  if [[ -n $server ]]; then
    kill -TERM "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$work"
  exit "$status"
}
trap finish EXIT

: >"$work/out"
"$dragoman" serve --data "$work/data" --listen 127.0.0.1:0 >"$work/out" 2>"$work/log" &
server=$!
deadline=$((SECONDS + 60))
until url=$(sed -n 's/^listening on //p' "$work/out") && [[ -n $url ]]; do
  if ((SECONDS >= deadline)) || ! kill -0 "$server" 2>/dev/null; then
    die "the server did not start: $(cat "$work/log")"
  fi
  sleep 0.1
done

page=$work/page
tell() { printf '%s\n' "$*" >>"$page"; }
# run COMMAND: as typed by a person, on a terminal of 80 columns.
run() {
  local typed=$1
  printf '%s\n' "    \$ $typed" >>"$page"
  (
    cd "$root"
    PATH=$(dirname "$dragoman"):$PATH
    export PATH DRAGOMAN_SERVER=$url NO_COLOR=1 TERM=xterm LC_ALL=C.UTF-8
    script --quiet --command "stty cols 80; ${typed//http:\/\/127.0.0.1:8080/$url}" /dev/null </dev/null
  ) | tr -d '\r' | sed -e "s|$url|http://127.0.0.1:8080|g" -e 's/.*\x1b\[K//' -e 's/^/    /' -e 's/ *$//' >>"$page"
  tell ""
}

cat >"$page" <<'END'
# The first five minutes

What somebody types who has never seen Dragoman, knows the README's first screen, and wants to know **whom Marisol Quintana met in
October 2025, and who says so**. Wrong turns are kept. `scripts/first_five_minutes.sh` runs every command on a terminal of 80 columns
and writes this page; a test runs it again and compares. The articles are the invented ones of `scripts/samples`.

## A server with something in it
One terminal runs `dragoman serve --data data/demo`. In another:

END
run 'dragoman load scripts/samples/articles.ndjson'
tell "## The question
The README says \`dragoman query met\`. The first name is a guess, and it is wrong:
"
run 'dragoman query met "Maria Quintana" --in 2025-10'
tell "The name as it stands there, or the last name alone:
"
run 'dragoman query met quintana --in "October 2025"'
tell "That is the answer: two meetings, each with the sentence that tells it, the publisher, the day it was published, and the article.

## From the answer to the article
"
run 'dragoman query event e20'
run 'dragoman query article sample-04 | jq -r ".title, .url"'
tell "## The same with curl
"
run "curl -sS 'http://127.0.0.1:8080/v1/actors/Marisol%20Quintana/met?from=2025-10-01&to=2025-10-31' | jq -r '.items[] | .actor.name, .latest.publisher, .latest.sentence, \"\"'"
tell "## What else can be asked
A mistake is answered with what would be right:
"
run 'dragoman query timeline quintana --type meetings'
run 'dragoman query timeline quintana --type meeting --status any --from 2025-10-01 --to 2025-10-15'
run 'dragoman query path "Hisham Sabri" "Haruto Kawabe" --format csv | cut -d, -f1,3,5,8'
tell "\`dragoman query --help\` lists the rest; [docs/clients](clients/curl.md) goes on with curl, Python, R and Gephi."

target=$root/docs/first_five_minutes.md
if ((check)); then
  diff -u "$target" "$page" || die "docs/first_five_minutes.md is not what the commands print now: run scripts/first_five_minutes.sh"
else
  cp "$page" "$target"
  echo "$target"
fi

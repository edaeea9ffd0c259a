# shellcheck shell=bash
# Shared by the scripts beside it: source it from bash.

# shellcheck disable=SC2034  # used by those that source this file
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '\n== %s\n' "$*"; }
die() {
  printf '%s: %s\n' "$(basename "$0")" "$*" >&2
  exit 1
}

# How many compilers run at once: one a core, but each may want 1.5 GB.
jobs_that_fit() {
  local cores memory
  cores=$(nproc)
  memory=$(awk '/^MemAvailable:/ { print int($2 / 1572864) }' /proc/meminfo)
  if ((memory < 1)); then memory=1; fi
  if ((memory < cores)); then echo "$memory"; else echo "$cores"; fi
}

#!/usr/bin/env bash
# Says which sources clang-format would change. With --fix: changes them.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$root"

command -v clang-format >/dev/null || die "clang-format is not installed: scripts/install-deps.sh test"
mode=(--dry-run --Werror)
if [[ ${1:-} == --fix ]]; then mode=(-i); fi
find common graph coder storage api server tests bench \( -name '*.h' -o -name '*.cc' \) -print0 |
  xargs -0 -r clang-format --style=file "${mode[@]}"
echo "Format: as .clang-format says."

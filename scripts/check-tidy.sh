#!/usr/bin/env bash
# clang-tidy over the sources of the project, as .clang-tidy says. Takes half an hour for all of them on two cores, so
# scripts/test.sh does not run it. Needs scripts/install-deps.sh dev and a release build (scripts/build.sh release).
# Usage: check-tidy.sh [--jobs N] [FILE…]
#   FILE…  only these (all .cc files but those of tests/)
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

jobs=$(nproc)
files=()
while (($#)); do
  case $1 in
    --jobs)
      (($# > 1)) || die "--jobs needs a value"
      jobs=$2
      shift
      ;;
    -h | --help)
      sed -n '2,6s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    -*) die "unknown argument '$1'" ;;
    *) files+=("$1") ;;
  esac
  shift
done
command -v clang-tidy >/dev/null || die "clang-tidy is not installed: scripts/install-deps.sh dev"
build=$root/build/release
[[ -f $build/compile_commands.json ]] || die "no build to read the compiler's flags from: scripts/build.sh release"

cd "$root"
if ((${#files[@]} == 0)); then
  while IFS= read -r file; do files+=("$file"); done < <(git ls-files '*.cc' ':!tests' ':!bench')
fi
# GCC knows warnings that clang does not.
printf '%s\0' "${files[@]}" |
  xargs -0 -n 1 -P "$jobs" clang-tidy -p "$build" --quiet --extra-arg=-Wno-unknown-warning-option
echo "clang-tidy: nothing found in ${#files[@]} files."

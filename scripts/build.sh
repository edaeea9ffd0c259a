#!/usr/bin/env bash
# Configures and builds one preset of CMakePresets.json into build/PRESET.
# Usage: build.sh [PRESET] [--target NAME]… [-- CMAKE-OPTION…]
# Without a preset: release.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

preset=release
targets=()
options=()
if (($#)) && [[ $1 != -* ]]; then
  preset=$1
  shift
fi
while (($#)); do
  case $1 in
    --target)
      (($# > 1)) || die "--target needs a name"
      targets+=(--target "$2")
      shift 2
      ;;
    --)
      shift
      options=("$@")
      break
      ;;
    -h | --help)
      sed -n '2,4s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) die "unknown argument '$1'" ;;
  esac
done

# The explorer and the documentation page are built in where npm is; a server without them works as well.
if command -v npm >/dev/null; then "$root/scripts/build-web.sh" web || echo "Without packages of npm: / and /docs will be plain pages." >&2; fi

cd "$root"
# Objects built in one checkout serve another.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
cmake --preset "$preset" "${options[@]}"
cmake --build --preset "$preset" --parallel "$(jobs_that_fit)" "${targets[@]}"

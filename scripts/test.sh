#!/usr/bin/env bash
# Everything that must hold before a change goes in: packages, format, layers, the release build with all tests, the
# suite under AddressSanitizer and UBSan, and the concurrent tests under ThreadSanitizer.
# Usage: test.sh [--quick] [--no-install]
#   --quick       checks and the release build only
#   --no-install  the packages are there
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

presets=(release asan tsan)
install=1
for argument in "$@"; do
  case $argument in
    --quick) presets=(release) ;;
    --no-install) install=0 ;;
    -h | --help)
      sed -n '2,6s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) die "unknown argument '$argument'" ;;
  esac
done

cd "$root"
summary=()
stage() {
  local name=$1 begin=$SECONDS
  shift
  say "$name"
  "$@" || die "failed: $name"
  summary+=("$(printf '%-28s %3d:%02d' "$name" $(((SECONDS - begin) / 60)) $(((SECONDS - begin) % 60)))")
}

# Freed memory is kept from reuse only so far that tests of bounded memory still measure the program.
export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1:quarantine_size_mb=16
export UBSAN_OPTIONS=print_stacktrace=1
# RocksDB is not instrumented: what it does inside is not ours to judge.
export TSAN_OPTIONS=second_deadlock_stack=1:ignore_noninstrumented_modules=1

if ((install)); then stage "Packages" scripts/install-deps.sh build web test; fi
stage "Packages of npm" scripts/build-web.sh
stage "Format" scripts/check-format.sh
stage "Layers" scripts/check-layers.sh
# Under ThreadSanitizer only what is concurrent is built: the tests labelled `threads`.
threads=(graph_threads_test storage_threads_test language_threads_test coder_hostile_test api_threads_test server_unit_test)
for preset in "${presets[@]}"; do
  targets=()
  if [[ $preset == tsan ]]; then
    for target in "${threads[@]}"; do targets+=(--target "$target"); done
  fi
  stage "Build: $preset" scripts/build.sh "$preset" "${targets[@]}" -- -DDRAGOMAN_NODE=ON
  stage "Tests: $preset" ctest --preset "$preset" --parallel "$(nproc)"
done
say "Passed"
printf '%s\n' "${summary[@]}"

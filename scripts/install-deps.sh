#!/usr/bin/env bash
# Installs the Debian 12 packages that Dragoman needs, as root or through sudo.
# Usage: install-deps.sh [GROUP…]
#   build    compile the server
#   web      build the explorer and the documentation page into the server, run the contract test
#   test     run the tests and the demo, check the format
#   bench    build the benchmarks
#   dev      lint
#   runtime  run a compiled server
# Without a group: build and test. Nothing is touched when all of it is installed.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

build=(
  g++ cmake ninja-build ccache pkgconf
  libboost1.81-dev libboost-json1.81-dev libboost-url1.81-dev libboost-graph1.81-dev libboost-iostreams1.81-dev
  librocksdb-dev libspdlog-dev libfmt-dev libicu-dev libzstd-dev zlib1g-dev libarchive-dev libcli11-dev libpugixml-dev
  prometheus-cpp-dev libssl-dev
)
web=(nodejs npm)
test=(
  libgtest-dev libgmock-dev curl jq clang-format bsdutils zsh fish groff-base
  python3 python3-networkx python3-rdflib libxml2-utils chromium
)
bench=(libbenchmark-dev time sqlite3 libsqlite3-dev postgresql-15 libpq-dev)
dev=(clang-tidy)
runtime=(
  libboost-json1.81.0 libboost-url1.81.0
  librocksdb7.8 libspdlog1.10 libfmt9 libicu72 libzstd1 zlib1g libarchive13 libpugixml1v5 curl
  libprometheus-cpp-core1.0 libssl3
)

# Another Node.js than Debian's does as well, and often cannot be installed beside it.
has_node() {
  command -v npm >/dev/null && node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 18 ? 0 : 1)' 2>/dev/null
}

if (($# == 0)); then set -- build test; fi
wanted=()
for group in "$@"; do
  case $group in
    build) wanted+=("${build[@]}") ;;
    web) has_node || wanted+=("${web[@]}") ;;
    test) wanted+=("${test[@]}") ;;
    bench) wanted+=("${bench[@]}") ;;
    dev) wanted+=("${dev[@]}") ;;
    runtime) wanted+=("${runtime[@]}") ;;
    -h | --help)
      sed -n '2,10s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) die "unknown group '$group' (build, web, test, bench, dev, runtime)" ;;
  esac
done

installed() { [[ $(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null) == "ii " ]]; }
missing=()
for package in "${wanted[@]}"; do
  installed "$package" || missing+=("$package")
done
if ((${#missing[@]} == 0)); then exit 0; fi

command -v apt-get >/dev/null || die "needs apt-get (Debian 12); missing: ${missing[*]}"
as_root=()
if ((EUID != 0)); then
  command -v sudo >/dev/null || die "needs root or sudo to install: ${missing[*]}"
  as_root=(sudo)
fi
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
    apt-get -q -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3 "$@"
}
say "Installing ${missing[*]}"
apt update
apt install --yes --no-install-recommends "${missing[@]}"

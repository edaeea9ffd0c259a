#!/usr/bin/env bash
# Says every #include that breaks the direction of the layers: server → api → {coder, storage} → graph → common,
# or that lets a library out of the one folder that may know it. Tests and benchmarks may include everything.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"
cd "$root"

failed=0
# includes FOLDER PATTERN: lines of FOLDER's sources that include something matching PATTERN.
includes() {
  grep -rnE --include='*.h' --include='*.cc' "^[[:space:]]*#[[:space:]]*include[[:space:]]*[<\"]$2" "$1" || (($? == 1))
}
refuse() {
  local found
  found=$(includes "$1" "$2")
  if [[ -n $found ]]; then
    printf '%s\n    %s\n' "$3" "${found//$'\n'/$'\n'    }"
    failed=1
  fi
}

folders=(common graph coder storage api server)
declare -A may=(
  [common]="common"
  [graph]="graph common"
  [coder]="coder graph common"
  [storage]="storage graph common"
  [api]="api coder storage graph common"
  [server]="server api coder storage graph common"
)
declare -A owner=(
  [boost/beast]=server
  [boost/asio]=server
  [rocksdb/]=storage
  [boost/graph]=graph
  [spdlog/]=server
  [prometheus/]=server
)
for folder in "${folders[@]}"; do
  for other in "${folders[@]}"; do
    if [[ " ${may[$folder]} " != *" $other "* ]]; then
      refuse "$folder" "$other/" "$folder/ must not include $other/:"
    fi
  done
  for library in "${!owner[@]}"; do
    if [[ ${owner[$library]} != "$folder" ]]; then
      refuse "$folder" "$library" "<$library…> belongs to ${owner[$library]}/:"
    fi
  done
done
for folder in common graph storage; do
  refuse "$folder" "boost/json" "$folder/ must not know JSON:"
done
if ((failed)); then exit 1; fi
echo "Layers: every include points the right way."

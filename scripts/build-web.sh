#!/usr/bin/env bash
# Gets what web/, tests/contract/ and tests/explorer/ need from npm, as their lock files say. Nothing is done when all of it is there.
# Usage: build-web.sh [web] [contract] [explorer]
#   web       what builds the explorer, and Swagger UI for the documentation page
#   contract  what the contract test is made with
#   explorer  what the test of the explorer drives the browser with; no browser is downloaded
# Without a name: all. Needs Node.js 18 or later with npm: scripts/install-deps.sh web
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "$0")/lib.sh"

# up_to_date FOLDER: what is installed there is what the lock file asks for.
up_to_date() { [[ -f $1/node_modules/.installed ]] && cmp --silent "$1/package-lock.json" "$1/node_modules/.installed"; }

if (($# == 0)); then set -- web contract explorer; fi
for name in "$@"; do
  case $name in
    web) folder=$root/web ;;
    contract | explorer) folder=$root/tests/$name ;;
    -h | --help)
      sed -n '2,7s/^# \{0,1\}//p' "$0"
      exit 0
      ;;
    *) die "unknown argument '$name' (web, contract, explorer)" ;;
  esac
  if up_to_date "$folder"; then continue; fi
  command -v npm >/dev/null || die "npm is not installed: scripts/install-deps.sh web"
  say "Packages of ${folder#"$root"/}"
  (cd "$folder" && npm ci)
  cp "$folder/package-lock.json" "$folder/node_modules/.installed"
done

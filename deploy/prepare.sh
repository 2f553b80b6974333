#!/bin/sh
# Makes the folder that the scheduled run and the dashboard share: prepare.sh /data
# The bundled figures are those of this version of the code; a package is there from the start, and one that a run made
# stays.
set -eu
data=$1
cd "$(dirname "$0")/.."
mkdir -p "$data/raw"

# replaces $2 by a copy of $1, so that nobody sees half of it
replace() {
  rm -rf "$2.new" "$2.old"
  cp -R "$1" "$2.new"
  [ ! -e "$2" ] || mv "$2" "$2.old"
  mv "$2.new" "$2"
  rm -rf "$2.old"
}

diff -rq data/raw/bundled "$data/raw/bundled" >/dev/null 2>&1 || replace data/raw/bundled "$data/raw/bundled"
[ -e "$data/processed/datapackage.json" ] || replace data/processed "$data/processed"

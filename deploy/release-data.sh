#!/usr/bin/env bash
# Makes a release named by its data version, data-<version>, when there is none yet: an archive that follows releases
# (.zenodo.json) then gives each data version a DOI.
#   release-data.sh DIR FILE...    DIR is the folder of an edition, FILEs are attached
# Settings: GH_TOKEN, as the program gh reads it.
set -euo pipefail
folder=${1:?the folder of an edition}
shift
described=$folder/data/datapackage.json
version=$(sed -n '/^ *"version": "/{s/^ *"version": "\([^"]*\)".*/\1/p;q}' "$described")
day=$(sed -n '/^ *"package_date": "/{s/^ *"package_date": "\([^"]*\)".*/\1/p;q}' "$described")
[ -n "$version" ] && [ -n "$day" ] || { echo "$described names no version or date" >&2; exit 1; }
if gh release view "data-$version" >/dev/null 2>&1; then
  echo "data-$version is released already"
  exit
fi
gh release create "data-$version" --title "Data version $version ($day)" \
  --notes "The package of $day and its edition that needs no server. What changed: the tables verdict_log, changes and revisions, and CHANGELOG.md. Cite it by its data version; ledger.zip holds CITATION.cff." "$@"
echo "data-$version released"

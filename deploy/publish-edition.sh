#!/usr/bin/env bash
# Puts an edition (the folder of `python -m dashboard export`) on a branch of its own, as that branch's only commit, and
# pushes it when a file has changed: an edition holds all that it needs, so its history is that of the data and the code.
#   publish-edition.sh DIR
# Settings: LEDGER_TOKEN (to fetch and push over HTTPS), LEDGER_PAGES (gh-pages), LEDGER_REMOTE (origin).
set -euo pipefail
folder=$(cd "${1:?the folder of an edition}" && pwd)
[ -f "$folder/SHA256SUMS" ] || { echo "$folder holds no edition" >&2; exit 1; }
cd "$(git rev-parse --show-toplevel)"
branch=${LEDGER_PAGES:-gh-pages}
remote=${LEDGER_REMOTE:-origin}
index=$(mktemp -d)
trap 'rm -rf "$index"' EXIT

if [ -n "${LEDGER_TOKEN:-}" ]; then # stands in no file and in no command line
  export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=credential.helper
  # the helper's own shell is to read the token, not this one
  # shellcheck disable=SC2016
  export GIT_CONFIG_VALUE_0='!f() { echo username=x-access-token; echo "password=$LEDGER_TOKEN"; }; f'
fi

old=$(git ls-remote --heads "$remote" "refs/heads/$branch" | cut -f 1)
GIT_DIR=$(git rev-parse --absolute-git-dir)
export GIT_DIR GIT_INDEX_FILE=$index/index
(cd "$folder" && GIT_WORK_TREE=$folder git add --all --force .)
# GitHub would otherwise leave out folders whose names begin with a dot
git update-index --add --cacheinfo "100644,$(git hash-object -w --stdin </dev/null),.nojekyll"
tree=$(git write-tree)
if [ -n "$old" ]; then
  git fetch --quiet --depth 1 "$remote" "$old"
  if [ "$(git rev-parse "$old^{tree}")" = "$tree" ]; then
    echo "$branch holds this edition already"
    exit
  fi
fi
version=$(sed -n '/^ *"version": "/{s/^ *"version": "\([^"]*\)".*/\1/p;q}' "$folder/data/datapackage.json")
commit=$(git commit-tree "$tree" -m "Edition of data version $version")
git push --quiet --force-with-lease="refs/heads/$branch:$old" "$remote" "$commit:refs/heads/$branch"
echo "data version $version published on $branch"

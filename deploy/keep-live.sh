#!/usr/bin/env bash
# Keeps answers, ledger and package together on a branch of their own, beside the code they were made with.
#   restore  takes data/raw/live and data/processed from the branch into this checkout, when the branch is there
#   keep     commits them to the branch and pushes it, when the data version differs from the branch's
# Answers of sources that may not be passed on stay out, unless LEDGER_KEEP_RESTRICTED=yes (a private repository).
# A package that lost every row of a source is not kept, unless LEDGER_KEEP_SMALLER=yes.
# Settings: LEDGER_BRANCH (live), LEDGER_REMOTE (origin), PYTHON (python3).
set -euo pipefail
cd "$(git rev-parse --show-toplevel)"
branch=${LEDGER_BRANCH:-live}
remote=${LEDGER_REMOTE:-origin}
python=${PYTHON:-python3}
tip=refs/remotes/$remote/$branch

index= # removed at the end, also when something fails

take_tip() {
  git fetch --quiet "$remote" "+refs/heads/$branch:$tip" 2>/dev/null || git update-ref -d "$tip"
}

version() {
  "$python" -c 'import json, sys; print(json.load(sys.stdin)["version"])'
}

restore() {
  take_tip
  if ! git rev-parse --quiet --verify "$tip" >/dev/null; then
    echo "there is no branch $branch yet"
    return
  fi
  git restore --source="$tip" --worktree -- data/raw/live data/processed
  echo "data version $(version <data/processed/datapackage.json) taken from $branch"
}

# Ids of sources that the first list of sources holds rows of and the second does not.
lost() {
  "$python" -c '
import csv, sys
old, new = ({r["id"]: int(r["rows"] or 0) for r in csv.DictReader(open(f, encoding="utf-8"))} for f in sys.argv[1:])
print(*sorted(i for i, n in old.items() if n and not new.get(i)))' "$1" "$2"
}

keep() {
  take_tip
  local new old="" out=() parents=() commit gone
  new=$(version <data/processed/datapackage.json)
  if git rev-parse --quiet --verify "$tip" >/dev/null; then
    old=$(git show "$tip:data/processed/datapackage.json" | version)
    parents+=(-p "$tip")
  fi
  if [ "$old" = "$new" ]; then
    echo "data version $new is already on $branch"
    return
  fi
  # a source that may not be passed on has no answers on the branch: when this run could not ask it, the package made
  # without it must not take the place of the one made with it
  index=$(mktemp -d)
  trap 'rm -rf "$index"' EXIT
  if [ -n "$old" ] && [ "${LEDGER_KEEP_SMALLER:-}" != yes ] &&
    git show "$tip:data/processed/sources.csv" >"$index/sources.csv" 2>/dev/null; then
    gone=$(lost "$index/sources.csv" data/processed/sources.csv)
    if [ -n "$gone" ]; then
      echo "not kept: $branch has rows of $gone and this package has none; LEDGER_KEEP_SMALLER=yes keeps it all the same" >&2
      exit 1
    fi
  fi
  if [ "${LEDGER_KEEP_RESTRICTED:-}" != yes ]; then
    for id in $("$python" -c 'from etl.sources import restricted; print(*restricted())'); do
      out+=(":(exclude)data/raw/live/$id")
    done
  fi
  # parts of a download, and what says which build this machine made, are nobody else's business
  out+=(":(exclude)data/raw/live/.parts" ":(exclude)data/raw/live/built.json")
  # an index of its own: the checkout is left as it is
  export GIT_INDEX_FILE=$index/index
  git read-tree HEAD
  git add --all --force -- data/raw/live data/processed "${out[@]}"
  if [ -z "$old" ] || ! git merge-base --is-ancestor HEAD "$tip"; then
    parents+=(-p HEAD)
  fi
  commit=$(git commit-tree "$(git write-tree)" "${parents[@]}" -m "Data version $new")
  git push --quiet "$remote" "$commit:refs/heads/$branch"
  git update-ref "$tip" "$commit"
  echo "data version $new kept on $branch"
}

case "${1:-}" in
  restore | keep) "$1" ;;
  *)
    echo "usage: keep-live.sh restore | keep" >&2
    exit 2
    ;;
esac

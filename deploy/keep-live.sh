#!/usr/bin/env bash
# Keeps answers, ledger and package together on a branch of their own, beside the code they were made with.
#   due      prints due=yes while this month's run is not whole (from the 3rd on), else due=no; the reason on stderr
#   restore  takes data/raw/live and data/processed from the branch into this checkout, when the branch is there
#   keep     commits them to the branch and pushes it, when anything changed
# Answers of sources that may not be passed on stay out of the branch; their ledger lines (question, time, sha256, bytes,
# release date) stay in. With LEDGER_ARCHIVE_KEY they are kept encrypted in data/raw/locked, with LEDGER_KEEP_RESTRICTED=yes
# as they are (a private repository).
# A package in which a source lost more than a tenth of its rows does not replace the branch's one, unless
# LEDGER_KEEP_SMALLER=yes; answers and ledger are kept all the same, and `keep` leaves with 1.
# Settings: LEDGER_WHOLE (yes: this run asked all sources and none failed), LEDGER_TOKEN (to fetch and push over HTTPS),
# LEDGER_BRANCH (live), LEDGER_REMOTE (origin), LEDGER_TODAY (the day in UTC), PYTHON (python3).
set -euo pipefail
cd "$(git rev-parse --show-toplevel)"
branch=${LEDGER_BRANCH:-live}
remote=${LEDGER_REMOTE:-origin}
python=${PYTHON:-python3}
today=${LEDGER_TODAY:-$(date -u +%F)}
tip=refs/remotes/$remote/$branch
first_day=3 # of the month's run
last_day=7  # of the tries that ask restricted sources anew, because their answers are not on the branch
index=      # removed at the end, also when something fails

if [ -n "${LEDGER_TOKEN:-}" ]; then # stands in no file and in no command line
  export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=credential.helper
  # the helper's own shell is to read the token, not this one
  # shellcheck disable=SC2016
  export GIT_CONFIG_VALUE_0='!f() { echo username=x-access-token; echo "password=$LEDGER_TOKEN"; }; f'
fi

# Fetches the branch; a remote that cannot be reached is not a branch that is not there.
take_tip() {
  local code=0
  git ls-remote --exit-code --heads "$remote" "refs/heads/$branch" >/dev/null || code=$?
  case $code in
    0) git fetch --quiet "$remote" "+refs/heads/$branch:$tip" ;;
    2) git update-ref -d "$tip" ;;
    *)
      echo "$remote cannot be reached" >&2
      exit 1
      ;;
  esac
}

there() {
  git rev-parse --quiet --verify "$tip" >/dev/null
}

version() {
  "$python" -c 'import json, sys; print(json.load(sys.stdin)["version"])'
}

cipher() {
  openssl enc -aes-256-cbc -pbkdf2 -iter 200000 -pass env:LEDGER_ARCHIVE_KEY "$@"
}

due() {
  local marks="" why
  take_tip
  there && marks=$(git log --first-parent --max-count=100 --format=%B "$tip")
  if grep -qxF "Whole run of ${today:0:7}" <<<"$marks"; then
    why="this month's run is whole"
  elif [ "$((10#${today:8:2}))" -lt "$first_day" ]; then
    why="the month's run begins on day $first_day"
  elif [ "$((10#${today:8:2}))" -gt "$last_day" ] && [ -z "${LEDGER_ARCHIVE_KEY:-}" ] &&
    [ "${LEDGER_KEEP_RESTRICTED:-}" != yes ]; then
    why="no more tries after day $last_day without LEDGER_ARCHIVE_KEY: each asks the restricted sources anew"
  else
    echo "due=yes"
    return
  fi
  echo "$why" >&2
  echo "due=no"
}

restore() {
  take_tip
  if ! there; then
    echo "there is no branch $branch yet"
    return
  fi
  git ls-files -z -- data/processed | xargs -0 rm -f # a table that only the newer code has would belong to no package
  git restore --source="$tip" --worktree -- data/raw/live data/processed
  if [ -n "${LEDGER_ARCHIVE_KEY:-}" ]; then unlock; fi
  echo "data version $(version <data/processed/datapackage.json) taken from $branch"
}

# Opens data/raw/locked/<source>/<answer>.enc of the branch into data/raw/live/<source>/<answer>. The ledger holds the hash
# of each answer, so a file that was tampered with is not read.
unlock() {
  local path to
  git ls-tree -r --name-only "$tip" data/raw/locked | while read -r path; do
    to=data/raw/live/${path#data/raw/locked/}
    to=${to%.enc}
    mkdir -p "$(dirname "$to")"
    if ! git cat-file blob "$tip:$path" | cipher -d >"$to"; then
      rm -f "$to"
      echo "$path does not open with LEDGER_ARCHIVE_KEY: set the old key, or delete data/raw/locked on $branch" >&2
      return 1
    fi
  done
}

# Puts the restricted answers into the index, encrypted; one that is on the branch already stays as it is there.
lock() {
  local path locked blob
  { find "${restricted[@]/#/data/raw/live/}" -name '*.gz' 2>/dev/null || true; } | sort | while read -r path; do
    locked=data/raw/locked/${path#data/raw/live/}.enc
    blob=$(git rev-parse --quiet --verify "$tip:$locked") || blob=$(cipher <"$path" | git hash-object -w --stdin)
    git update-index --add --cacheinfo "100644,$blob,$locked"
  done
}

# Ids of sources with more than a tenth fewer rows in the second list of sources than in the first.
shrunk() {
  "$python" -c '
import csv, sys
old, new = ({r["id"]: int(r["rows"] or 0) for r in csv.DictReader(open(f, encoding="utf-8"))} for f in sys.argv[1:])
print(*sorted(i for i, n in old.items() if new.get(i, 0) < 0.9 * n))' "$1" "$2"
}

keep() {
  take_tip
  local new old="" parents=() commit tree smaller="" subject ids
  new=$(version <data/processed/datapackage.json)
  index=$(mktemp -d)
  trap 'rm -rf "$index"' EXIT
  if there; then
    old=$(git show "$tip:data/processed/datapackage.json" | version)
    parents+=(-p "$tip")
    if [ "${LEDGER_KEEP_SMALLER:-}" != yes ] &&
      git show "$tip:data/processed/sources.csv" >"$index/sources.csv" 2>/dev/null; then
      smaller=$(shrunk "$index/sources.csv" data/processed/sources.csv)
    fi
  fi
  ids=$("$python" -c 'from etl.sources import restricted; print(*restricted())') # without them nothing is pushed
  read -ra restricted <<<"$ids"
  # parts of a download, and what says which build this machine made, are nobody else's business
  local out=(":(exclude)data/raw/live/.parts" ":(exclude)data/raw/live/built.json")
  if [ "${LEDGER_KEEP_RESTRICTED:-}" != yes ]; then
    out+=("${restricted[@]/#/:(exclude)data/raw/live/}")
  fi
  # an index of its own: the checkout is left as it is
  export GIT_INDEX_FILE=$index/index
  git read-tree HEAD
  git add --all --force -- data/raw/live data/processed "${out[@]}"
  if [ -n "${LEDGER_ARCHIVE_KEY:-}" ]; then lock; fi
  if [ -n "$smaller" ]; then # one source's gap takes nothing from the others: what they answered is kept below
    git rm -r --cached --quiet data/processed
    git read-tree --prefix=data/processed/ "$tip:data/processed"
    new=$old
  fi
  subject="Data version $new"
  [ "$old" != "$new" ] || subject="Answers of $today; data version $new as before"
  [ "${LEDGER_WHOLE:-}" != yes ] || [ -n "$smaller" ] || subject+=$'\n\n'"Whole run of ${today:0:7}"
  tree=$(git write-tree)
  if [ -n "$old" ] && [ "$tree" = "$(git rev-parse "$tip^{tree}")" ] && [[ $subject != *"Whole run"* ]]; then
    echo "all of it is already on $branch, data version $new"
  else
    if [ -z "$old" ] || ! git merge-base --is-ancestor HEAD "$tip"; then
      parents+=(-p HEAD)
    fi
    commit=$(git commit-tree "$tree" "${parents[@]}" -m "$subject")
    git push --quiet "$remote" "$commit:refs/heads/$branch"
    git update-ref "$tip" "$commit"
    echo "data version $new kept on $branch"
  fi
  if [ -n "$smaller" ]; then
    echo "the package on $branch stays: this run's has over a tenth fewer rows of $smaller; answers and ledger are kept;" \
      "LEDGER_KEEP_SMALLER=yes takes the package all the same" >&2
    exit 1
  fi
}

case "${1:-}" in
  due | restore | keep) "$1" ;;
  *)
    echo "usage: keep-live.sh due | restore | keep" >&2
    exit 2
    ;;
esac

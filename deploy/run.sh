#!/bin/sh
# One run with the settings of the environment file, which cron does not read by itself.
# LEDGER_ENV_FILE names another file than /etc/russia-iran-ledger.env; options are those of `python -m etl run`.
set -eu
cd "$(dirname "$0")/.."
file=${LEDGER_ENV_FILE:-/etc/russia-iran-ledger.env}
if [ -e "$file" ]; then
  if [ ! -r "$file" ]; then
    echo "$file cannot be read by $(id -un): chgrp ledger $file && chmod 640 $file" >&2
    exit 2
  fi
  set -a
  # shellcheck disable=SC1090  # the operator's own file
  . "$file"
  set +a
fi
exec .venv/bin/python -m etl run --quiet "$@"

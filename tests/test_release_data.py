"""A release for each data version, once: its name, words and files, with a `gh` that writes down its arguments."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
GH = """#!/usr/bin/env bash
if [ "$2" = view ]; then [ -f "$RELEASED/$3" ]; exit; fi
[ -z "${GH_FAILS:-}" ] || exit 3
touch "$RELEASED/$3"
printf '%s\\n' "$@" > "$RELEASED/said"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gh").write_text(GH)
    (tmp_path / "gh").chmod(0o755)
    (tmp_path / "site" / "data").mkdir(parents=True)
    described = {"version": "0123456789ab", "package_date": "2026-11-27", "resources": [{"version": "other"}]}
    (tmp_path / "site" / "data" / "datapackage.json").write_text(json.dumps(described, indent=1))
    return tmp_path


def release(folder: Path, *files: str, **env: str) -> tuple[int, str]:
    command = ["bash", str(ROOT / "deploy" / "release-data.sh"), str(folder / "site"), *files]
    given = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "RELEASED": str(folder), **env}
    done = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).strip()


def test_a_new_data_version_is_released_under_its_name_with_its_files(folder: Path) -> None:
    assert release(folder, "edition.zip", "ledger.zip") == (0, "data-0123456789ab released")
    text = (folder / "said").read_text().splitlines()
    assert text[:3] == ["release", "create", "data-0123456789ab"]
    assert text[text.index("--title") + 1] == "Data version 0123456789ab (2026-11-27)"
    assert text[-2:] == ["edition.zip", "ledger.zip"]


def test_a_data_version_is_released_once(folder: Path) -> None:
    release(folder)
    (folder / "said").unlink()
    assert release(folder) == (0, "data-0123456789ab is released already")
    assert not (folder / "said").exists()


def test_a_failure_is_one(folder: Path) -> None:
    assert release(folder, GH_FAILS="yes")[0] == 3
    (folder / "site" / "data" / "datapackage.json").write_text("{}")
    code, text = release(folder)
    assert (code, "names no version" in text) == (1, True)

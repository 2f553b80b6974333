"""The commands that look after what is there, as somebody types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.collect.disk import lock
from tests.etl.faultserver import Publishers, Reply


def test_the_live_check(monkeypatch: pytest.MonkeyPatch) -> None:
    with Publishers() as server:
        for name, value in server.env.items():
            monkeypatch.setenv(name, value)
        good = CliRunner().invoke(app, ["check", "--only", "sipri"])
        assert (good.exit_code, good.stdout.split()[:2]) == (0, ["pass", "sipri"])
        server.fail("/v2/", Reply(b"", 500), forever=True)
        bad = CliRunner().invoke(app, ["check", "--only", "worldbank", "--only", "sipri", "--json"])
        assert bad.exit_code == 1
        assert [r["good"] for r in json.loads(bad.stdout)] == [False, True]


def accept(tmp_path: Path, what: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["accept", what, "--raw", str(tmp_path / "raw")])
    return result.exit_code, result.stdout, result.stderr


def test_a_source_may_be_accepted_by_the_name_of_a_series(tmp_path: Path) -> None:
    assert accept(tmp_path, "imts_rus") == (0, "imf_imts: nothing waits to be accepted\n", "")
    assert accept(tmp_path, "nobody")[0] == 2


def test_nothing_is_accepted_while_another_run_holds_the_lock(tmp_path: Path) -> None:
    with lock(tmp_path / ".lock"):
        assert accept(tmp_path, "imf_imts") == (3, "", "another run holds the lock; nothing was done\n")

"""The command line as somebody types it: exit codes, silence, JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from etl import build as building
from etl.__main__ import app
from etl.collect.disk import lock
from tests.etl.faultserver import Publishers, Reply


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publishers]:
    def small(raw: Path, out: Path, as_of: str | None, report: Any, **_: Any) -> Any:
        out.mkdir(exist_ok=True)
        (out / "datapackage.json").write_text("{}")
        return SimpleNamespace(version="abc", changed=True, failed=[])

    monkeypatch.setattr(building, "build", small)
    with Publishers() as result:
        for name, value in result.env.items():
            monkeypatch.setenv(name, value)
        yield result


def _run(tmp_path: Path, *args: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, [*args, "--raw", str(tmp_path / "raw")])
    return result.exit_code, result.stdout, result.stderr


def test_all_well_and_then_nothing_new(server: Publishers, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "out"))
    code, text, steps = _run(tmp_path, "run", "--only", "worldbank", *out)
    assert (code, text) == (0, "worldbank: 4 asked, 4 new\ndata version abc, new\n")
    assert "worldbank: NY.GDP.MKTP.CD: 3 rows, ok" in steps
    assert _run(tmp_path, "run", "--only", "worldbank", *out)[1] == "worldbank: nothing was due\n"


def test_quiet_is_silent_when_all_is_well_and_only_then(server: Publishers, tmp_path: Path) -> None:
    assert _run(tmp_path, "fetch", "--only", "worldbank", "--quiet") == (0, "", "")
    assert _run(tmp_path, "fetch", "--only", "worldbank", "--quiet", "--json") == (0, "", "")
    server.fail("/eurostat", Reply(b'{"error":"closed"}', 400), forever=True)
    code, out, err = _run(tmp_path, "fetch", "--only", "comext", "--quiet")
    assert (code, out) == (1, "")
    assert err == "comext: 2 asked, 1 new, 1 failed: 400: closed\n"


@pytest.mark.parametrize("command", ["fetch", "run"])
def test_a_source_may_be_called_by_a_series_that_the_list_of_sources_names(command: str, tmp_path: Path) -> None:
    planned = [_run(tmp_path, command, "--dry-run", "--only", name) for name in ("imf_imts", "imts_rus", "imts_irn")]
    assert planned[0][0] == 0
    assert planned.count(planned[0]) == len(planned)


def test_json(server: Publishers, tmp_path: Path) -> None:
    code, out, err = _run(tmp_path, "fetch", "--only", "worldbank", "--json")
    result = json.loads(out)
    assert (code, err) == (0, "")
    assert (result["exit"], result["sources"][0]["kept"], result["build"]["built"]) == (0, 4, False)


@pytest.mark.parametrize(
    "args",
    [
        ("run", "--only", "nobody"),
        ("run", "--since", "last year"),
        ("run", "--every", "monthly"),
        ("run", "--nonsense"),
        ("fetch", "--every", "30d"),
    ],
)
def test_wrong_usage(args: tuple[str, ...], tmp_path: Path) -> None:
    assert _run(tmp_path, *args)[0] == 2
    assert list(tmp_path.iterdir()) == []


def test_a_setting_that_is_not_valid(server: Publishers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIPRI_PACE", "slow")
    code, _, err = _run(tmp_path, "fetch")
    assert (code, err) == (2, "SIPRI_PACE must be a number\n")
    assert _run(tmp_path, "fetch", "--dry-run")[0] == 2


def test_another_run_holds_the_lock(server: Publishers, tmp_path: Path) -> None:
    with lock(tmp_path / ".lock"):
        code, out, err = _run(tmp_path, "run", "--only", "sipri")
    assert (code, out, err) == (3, "", "another run holds the lock; nothing was done\n")


def test_a_dry_run_asks_nothing(server: Publishers, tmp_path: Path) -> None:
    code, out, _ = _run(tmp_path, "run", "--dry-run", "--only", "un_votes", "--only", "sipri")
    assert code == 0
    assert f"un_votes: GET {server.base}/api/v1/file?recid=4060887" in out.splitlines()
    plans = json.loads(_run(tmp_path, "fetch", "--dry-run", "--only", "sipri", "--json")[1])
    assert plans == {"sipri": [f"GET {server.base}/api/p/trades/getMaxYear"]}
    assert server.asked == []
    assert list(tmp_path.iterdir()) == []


def test_since(server: Publishers, tmp_path: Path) -> None:
    out = _run(tmp_path, "run", "--dry-run", "--only", "comext", "--since", "2015")[1]
    assert "sinceTimePeriod=2015" in out


def test_as_a_scheduler_calls_it(server: Publishers, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "etl", "fetch", "--quiet", "--only", "sipri", "--raw", str(tmp_path / "raw")],
        cwd=Path(__file__).parents[3],
        env={**os.environ, **server.env},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert (tmp_path / "raw" / "live" / "ledger.csv").is_file()

"""What all commands share: one line and a code of docs/SCHEDULE.md for a command that cannot do its work or say so."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from unittest.mock import Mock

import pytest
import requests
import typer

from etl import build as building
from etl.__main__ import app
from etl.build import Summary
from etl.collect.disk import OUT, ROOT, lock
from etl.commands import care
from etl.contract.errors import Busy, SettingError
from tests.etl.faultserver import Publishers
from tests.test_exit_codes import COMMANDS, documented

NO_ROOM = "the output cannot be written: no space left on device\n"
PARAMS = {name: {p.name for p in command.params} for name, command in typer.main.get_command(app).commands.items()}  # type: ignore[attr-defined]
GIVEN = {"accept": ["sipri"], "verify": ["none"]}


@pytest.fixture(scope="module", autouse=True)
def publishers() -> Iterator[None]:
    """Whoever asks a publisher in these tests asks one of ours."""
    with Publishers() as server, pytest.MonkeyPatch.context() as patch:
        for name, value in server.env.items():
            patch.setenv(name, value)
        yield


def code_of(command: str, folder: Path, out: Path = Path("none")) -> int:
    """The exit code of a command in a folder without data; one that asks publishers asks a small one."""
    places = {"raw": ["--raw", folder / "raw"], "out_dir": ["--out", out], "only": ["--only", "sipri"]}
    options = [str(word) for name, words in places.items() if name in PARAMS[command] for word in words]
    with pytest.raises(SystemExit) as end:
        app([command, *GIVEN.get(command, ()), *options], prog_name="etl")
    assert isinstance(end.value.code, int)
    return end.value.code


@pytest.mark.parametrize("command", COMMANDS)
def test_a_lock_and_a_wrong_setting_have_the_codes_of_the_table(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lock(tmp_path / ".lock"):
        locked = code_of(command, tmp_path)
    monkeypatch.setenv("SIPRI_PACE", "slow")
    codes = {locked, code_of(command, tmp_path)} & {Busy.code, SettingError.code}
    assert documented()[command] == {0, 1} | codes, f"docs/SCHEDULE.md, exit codes of {command}"


class Full(io.StringIO):
    """An output on a full disk."""

    def write(self, _: str) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_whose_output_cannot_be_written_ends_with_one_line_and_1(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = Summary(version="a" * 12, created="2026-11-22", changed=True)
    monkeypatch.setattr(building, "build", lambda *_, **__: made)
    out = OUT if command in ("sources", "status") else tmp_path / "out"
    with redirect_stdout(Full()):
        assert code_of(command, tmp_path, out) == 1
    assert capsys.readouterr().err.splitlines()[-1] == NO_ROOM.rstrip()


def test_an_error_of_a_library_is_not_taken_for_one_of_the_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(care.examining, "examine", Mock(side_effect=requests.ConnectionError("refused")))
    with pytest.raises(requests.ConnectionError):
        app(["doctor", "--raw", str(tmp_path)])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize(
    ("words", "unbuffered"),
    [
        *(("etl --help", kind) for kind in ("", "1")),
        *(("dashboard --help", kind) for kind in ("", "1")),
        ("ledger --help", ""),
        ("etl fetch --json --only sipri --raw {folder}/raw", ""),
    ],
)
def test_the_process_says_nothing_more_and_leaves_with_1(words: str, unbuffered: str, tmp_path: Path) -> None:
    """The interpreter would write what is left over once more, and leave with 120."""
    with Path("/dev/full").open("wb", buffering=0) as full:
        command = [sys.executable, "-m", *words.format(folder=tmp_path).split()]
        environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (done.returncode, done.stderr.decode().removeprefix("error: ")) == (1, NO_ROOM)

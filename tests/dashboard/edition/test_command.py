"""`python -m dashboard export`: what it writes, says and leaves with."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.__main__ import main
from dashboard.edition import check, command, export


@pytest.fixture
def made(edition: dict[str, bytes], folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The command over the small package, whose edition is there already; the bases it was asked for."""
    bases: list[str] = []
    monkeypatch.setenv("LEDGER_DATA", str(folder))
    monkeypatch.setattr(export, "edition", lambda app, base: bases.append(base) or dict(edition))
    return bases


def test_a_folder_and_a_zip_are_written(made: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, box = tmp_path / "ledger", tmp_path / "deep" / "ledger.zip"
    assert main(["export", str(folder), "--zip", str(box)]) == 0
    assert check.faults(check.read(folder)) == check.faults(check.read(box)) == []
    text = capsys.readouterr()
    assert "index.html" in text.out
    assert " MB" in text.out
    assert text.err == ""
    assert made == [""]


@pytest.mark.parametrize(("given", "base"), [("/ledger", "/ledger/"), ("https://a.example/x/", "https://a.example/x/")])
def test_a_base_ends_with_a_stroke(given: str, base: str) -> None:
    assert command._base(given) == base


@pytest.mark.parametrize("arguments", [[], ["x", "--base", "ledger"]])
def test_a_wrong_line_is_refused(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["export", *arguments])
    assert left.value.code == 2


def test_a_fault_is_named_and_nothing_written(
    made: list[str],
    edition: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    broken = {name: content for name, content in edition.items() if name != "trade.html"}
    monkeypatch.setattr(export, "edition", lambda app, base: broken)
    assert main(["export", str(tmp_path / "ledger")]) == 1
    assert "trade.html" in capsys.readouterr().err
    assert not (tmp_path / "ledger").exists()


def test_without_a_package_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LEDGER_DATA", str(tmp_path))
    assert main(["export", str(tmp_path / "ledger")]) == 1
    assert "no whole package" in capsys.readouterr().err

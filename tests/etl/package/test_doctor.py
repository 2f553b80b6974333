"""A look at what a run needs: each thing that is wrong is one finding that says what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from etl.build import OUT, RAW
from etl.collect.disk import lock
from etl.package import doctor
from etl.package.doctor import Finding, examine
from etl.sources import SOURCES


@pytest.fixture
def place(tmp_path: Path) -> tuple[Path, Path]:
    raw = tmp_path / "raw"
    (raw / "live").mkdir(parents=True)
    return raw, Path(shutil.copytree(OUT, tmp_path / "processed"))


def findings(place: tuple[Path, Path], fault: str = "", **env: str) -> dict[str, Finding]:
    raw, out = place
    return {f.what: f for f in examine(raw, out, SOURCES.values(), lambda address: fault, env)}


def bad(found: dict[str, Finding]) -> list[str]:
    return [what for what, finding in found.items() if not finding.good and what != "package"]


def test_a_healthy_place_has_no_finding_but_the_age_of_its_package(place: tuple[Path, Path]) -> None:
    result = findings(place)
    assert bad(result) == []
    assert {f"network {source}" for source in SOURCES} <= set(result)
    assert len(result) < 25, "a screenful"


def test_publishers_that_cannot_be_reached_are_named_and_keys_are_never_shown(place: tuple[Path, Path]) -> None:
    result = findings(place, "no route", COMTRADE_API_KEY="a-secret")
    assert set(bad(result)) == {f"network {source}" for source in SOURCES}
    assert "COMTRADE_API_KEY is set" in result["network comtrade"].words
    assert "a-secret" not in repr(result)


def test_a_setting_that_cannot_be_read_is_named(place: tuple[Path, Path]) -> None:
    assert "COMTRADE_PACE" in findings(place, COMTRADE_PACE="slow")["settings"].words


def test_a_spoiled_line_of_the_ledger_is_named(place: tuple[Path, Path]) -> None:
    (place[0] / "live" / "ledger.csv").write_text("head\nspoiled\n", encoding="utf-8")
    assert "live/ledger.csv, line 2" in findings(place)["ledger"].words


def test_a_clock_in_the_future_is_seen(place: tuple[Path, Path]) -> None:
    line = "imf_imts,r/1,,2090-01-01T00:00:00Z,200,failed,,,,,\n"
    (place[0] / "live" / "ledger.csv").write_text("head\n" + line, encoding="utf-8")
    assert "lies in the future" in findings(place)["clock"].words


def test_the_clock_is_said_also_when_it_is_right(place: tuple[Path, Path]) -> None:
    assert findings(place)["clock"].words.endswith("UTC")


SPOILT = {
    "sources.csv": b"\xff\xfe",
    "trade.csv": b"exporter\nRUS\n",
    "datapackage.json": b"{",
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_package_that_no_reader_can_load_is_named(place: tuple[Path, Path], name: str) -> None:
    (place[1] / name).write_bytes(SPOILT[name])
    result = findings(place)["package"]
    assert not result.good
    assert name in result.words


def test_a_link_to_itself_is_a_finding(place: tuple[Path, Path], tmp_path: Path) -> None:
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    assert "folder of the package" in bad(findings((place[0], circle)))


def test_no_room_no_package_and_a_held_lock(place: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "ROOMY", 2**60)
    shutil.rmtree(place[1])
    with lock(place[0].parent / ".lock"):
        result = findings(place)
    assert bad(result) == ["folder of the raw data", "folder of the package"]
    assert result["lock"].words.startswith("held")
    assert "python -m etl build" in result["package"].words


@pytest.mark.parametrize(
    ("name", "what"),
    [("live", "ledger"), ("live/ledger.csv", "ledger"), ("bundled/trade.csv", "bundled figures")],
)
def test_a_file_in_place_of_a_folder_and_a_folder_in_place_of_a_file_are_named(
    place: tuple[Path, Path], name: str, what: str
) -> None:
    shutil.copytree(RAW / "bundled", place[0] / "bundled")
    wrong = place[0] / name
    if wrong.is_dir():
        shutil.rmtree(wrong)
        wrong.touch()
    else:
        wrong.unlink(missing_ok=True)
        wrong.mkdir()
    result = findings(place)
    assert not result[what].good
    assert f"{wrong} cannot be used: " in result[what].words
    assert "Errno" not in result[what].words

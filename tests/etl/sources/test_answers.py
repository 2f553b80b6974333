from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from etl.sources.answers import Answer, Reader, due, folder, is_amount, is_year, newest_file
from etl.sources.base import Request, RequestContext
from etl.sources.left_out import LeftOut
from tests.etl.livekit import Held

LIST = Request(key="list", path="/list")
CONTEXT = RequestContext(today=date(2026, 11, 22), since=2010)


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    rows = [tuple(line.split()) for line in body.decode().splitlines()]
    return Answer(left.usable(rows, [("no year", lambda year, _: not is_year(year))]), "2026-10-01")


READER = Reader(
    read=_read,
    figure=lambda row: row[0] if row[1] != "-" else None,
    scope=folder,
    lookups={"list": lambda body: body.decode()},
)


def test_rows_figures_and_what_was_left_out_are_counted() -> None:
    checked = READER.check(Request(key="votes/new", path=""), b"2020 5\n2021 -\nlast 7")
    assert (checked.rows, checked.released, checked.cells) == (2, "2026-10-01", {"votes": {"2020"}})
    assert checked.left_out == "1 row left out: no year (1; first: last 7)"


def test_a_lookup_brings_a_day_and_no_figure() -> None:
    checked = READER.check(LIST, b"2026-09-30")
    assert (checked.rows, checked.released, checked.cells) == (1, "2026-09-30", {})
    assert READER.scopes("list") == ()
    assert [s.key for s in READER.with_figures([Held("list", b""), Held("votes/a", b"")])] == ["votes/a"]


def test_only_what_is_due_is_asked() -> None:
    context = replace(CONTEXT, last_success={"a": "2026-11-20T00:00:00Z", "b": "2026-10-01T00:00:00Z"})
    assert [r.key for r in due(context, [Request(key=k, path="") for k in "abc"], 28)] == ["b", "c"]


def _newer(key: str, other: str) -> bool:
    return folder(key) == folder(other) and key >= other


def _asked(*answered: str, on: str = "2026-11-22T00:00:00Z") -> list[str]:
    context = replace(
        CONTEXT, snapshots=[Held(k, b"") for k in answered if k == "list"], last_success=dict.fromkeys(answered, on)
    )
    new = Request(key="f/2", path="")
    return [r.key for r in newest_file(context, LIST, lambda _: new, supersedes=_newer, days=28)]


def test_the_list_first_then_the_file_that_it_names() -> None:
    assert _asked() == ["list"]
    assert _asked("list") == ["f/2"]
    assert _asked("list", "f/1") == ["f/2"]
    assert _asked("list", "f/2") == _asked("list", "f/3") == []


def test_a_list_whose_file_is_missing_is_asked_again_the_next_day() -> None:
    assert _asked("list", on="2026-11-21T00:00:00Z") == ["list"]
    assert _asked("list", "f/2", on="2026-11-21T00:00:00Z") == []
    assert _asked("list", "f/2", on="2026-10-01T00:00:00Z") == ["list"]


@pytest.mark.parametrize(("value", "amount"), [(0, True), (5.0, True), (5.1, False), (True, False), ("1", False)])
def test_an_amount_is_a_number_within_its_bounds(value: object, amount: bool) -> None:
    assert is_amount(value, (0.0, 5.0)) is amount


@pytest.mark.parametrize(("period", "year"), [("2020", True), (2020, True), ("2020-01", False), (9999, False)])
def test_a_year(period: object, year: bool) -> None:
    assert is_year(period) is year

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from etl.contract.errors import PayloadError
from etl.sources.answers import Answer, Reader, chunks, folder
from etl.sources.base import Request, RequestContext
from etl.sources.left_out import LeftOut, is_year, no_amount, no_year, other_than
from etl.sources.source import source
from tests.etl.livekit import Received

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
    assert [s.key for s in READER.of_table([Received("list", b""), Received("votes/a", b"")])] == ["votes/a"]


def test_questions_are_asked_again_when_the_cadence_is_over() -> None:
    def questions(context: RequestContext) -> list[Request]:
        return [Request(key=f"{k}/{context.since}", path="") for k in "abc"]

    context = replace(CONTEXT, last_success={"a/2010": "2026-11-20T00:00:00Z", "b/2010": "2026-10-01T00:00:00Z"})
    eurostat = source("comext", READER, lambda snapshots: {}, questions=questions)
    assert [r.key for r in eurostat.requests(context)] == ["b/2010", "c/2010"]
    assert [r.key for r in eurostat.probes(context)] == ["a/2023", "b/2023", "c/2023"]


def test_years_are_asked_for_in_groups() -> None:
    assert [list(part) for part in chunks(range(2010, 2015), 2)] == [[2010, 2011], [2012, 2013], [2014]]
    assert chunks([], 2) == []


def test_an_answer_of_which_no_row_can_be_used_is_refused() -> None:
    with pytest.raises(PayloadError, match="no row can be used"):
        READER.check(Request(key="votes/new", path=""), b"last 7")
    assert READER.check(Request(key="votes/new", path=""), b"").rows == 0


@pytest.mark.parametrize(("value", "amount"), [(0, True), (5.0, True), (5.1, False), (True, False), ("1", False)])
def test_an_amount_is_a_number_within_its_bounds(value: object, amount: bool) -> None:
    assert no_amount(1, (0.0, 5.0))[1]("x", value) is not amount


@pytest.mark.parametrize(("period", "year"), [("2020", True), (2020, True), ("2020-01", False), (9999, False)])
def test_a_year(period: object, year: bool) -> None:
    assert is_year(period) is year
    assert no_year(1)[1]("x", period) is not year


@pytest.mark.parametrize(
    ("row", "other"), [(("A", "1", 5), False), (("M", "1", 5), True), (("A", "3", 5), True), ((["A"], "1"), True)]
)
def test_a_cell_that_was_not_asked_for(row: tuple[object, ...], other: bool) -> None:
    assert other_than([["A"], ["1", "2"]])[1](*row) is other

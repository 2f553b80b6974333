"""One bad row in an otherwise good answer, of every source: it is left out and named, and the others are used."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.contract.checks import violations
from etl.contract.frames import conform
from etl.contract.tables import TABLES
from etl.sources import SOURCES
from etl.sources.base import Checked, Request
from etl.sources.left_out import LeftOut, Of
from tests.etl import publications as pub
from tests.etl.livekit import Received

Case = tuple[str, str, Callable[[list[Any]], bytes], list[Any], Any, str]


def _comtrade() -> Iterator[Case]:
    good = [pub.comtrade_row(reporter, 364, "X", 2022, 1000.0) for reporter in (156, 792)]
    bad = pub.comtrade_row(804, 364, "X", 2022, 5.0)
    for field in ("reporterCode", "period", "primaryValue", "mosCode", "flowCode"):
        rest = {name: value for name, value in bad.items() if name != field}
        yield "comtrade", "partner-364/2022", pub.comtrade_body, good, rest, f"without the field {field}"
    for row in (None, [1], "x", 5):
        yield "comtrade", "partner-364/2022", pub.comtrade_body, good, row, "what is no row"
    for changes, text in (
        ({"primaryValue": 10**400}, "impossible value"),
        ({"period": "2021"}, "another year"),
        ({"partnerCode": 643}, "another partnerCode than 364"),
        ({"cmdCode": "27"}, "other commodities than were asked"),
        ({"cmdCode": "TOTAL\0"}, "other commodities than were asked"),
    ):
        yield "comtrade", "partner-364/2022", pub.comtrade_body, good, bad | changes, text
    matrix = [pub.comtrade_row(364, partner, "X", 2022, 5.0) for partner in (156, 368)]
    for row in (pub.comtrade_row(643, 156, "X", 2022, 5.0), pub.comtrade_row(364, 156, "X", 1990, 5.0)):
        yield "comtrade_matrix", "reporter-364/2022-2025", pub.comtrade_body, matrix, row, "not asked for"


def _fund() -> Iterator[Case]:
    line = pub.imf_line
    good = [line("RUS", "XG_FOB_USD", partner, 2022, 5) for partner in ("IRN", "TUR")]
    for row, text in (
        (line("RUS", "XG_CIF_USD", "CHN", 2022, 5), "not asked for"),
        (line("DEU", "XG_FOB_USD", "CHN", 2022, 5), "not asked for"),
        (line("RUS", "XG_FOB_USD", "CHN", "2022-M01", 5).replace(",A,20", ",M,20"), "not asked for"),
        (line("RUS", "XG_FOB_USD", "C\0N", 2022, 5), "no text"),
        (line("RUS", "XG_FOB_USD", "CHN", 2022, 5, status="\x01"), "no text"),
        (line("RUS", "XG_FOB_USD", "CHN", 2022, 5) + ",x", "more or fewer cells"),
        ("dataflow,IMF.STA:IMTS(1.0.0)", "more or fewer cells"),
    ):
        yield "imf_imts", "country-RUS", pub.imf_csv, good, row, text
    months = [line("RUS", "XG_FOB_USD", p, "2026-M01", 5).replace(",A,20", ",M,20") for p in ("IRN", "G001")]
    for row in (months[0].replace("IRN", "CHN"), months[0].replace("XG_F", "XX_F"), months[0].replace(",M,", ",A,")):
        yield "imf_months", "months/2025", pub.imf_csv, months, row, "not asked for"


def _others() -> Iterator[Case]:
    good: list[Any] = [pub.worldbank_row("SP.POP.TOTL", country, 2023, 1e6) for country in ("IRN", "RUS")]
    bad = pub.worldbank_row("SP.POP.TOTL", "CHN", 2023, 1e6)
    for row, text in (
        (None, "what is no row"),
        ([1], "what is no row"),
        (bad | {"indicator": {"id": ["x"]}}, "without indicator"),
        (bad | {"indicator": {"id": "NY.GDP.MKTP.CD"}}, "another indicator"),
        (bad | {"countryiso3code": "CH\0"}, "none of our lists"),
    ):
        yield "worldbank", "SP.POP.TOTL", pub.worldbank_body, good, row, text
    good = [("Russia", "Iran", 2022, "7.25"), ("Russia", "India", 2023, "10")]
    for arms, text in (
        (("Russia", "Iran", 1999, "5"), "years that were asked"),
        (("Russia", "Iran", 2023, ""), "no value"),
        (("", "Iran", 2023, "5"), "no supplier"),
        (("Russ\0ia", "Iran", 2023, "5"), "no text"),
        (("Russia", "Iran,x", 2023, "5"), "more or fewer cells"),
    ):
        yield "sipri", "register/2000-2025", pub.sipri_body, good, arms, text
    good = [("2021", "1.18"), ("2022", "1.05")]
    yield "comext", "rate-usd-per-eur", pub.ecb_csv, good, ("2023", "1.0813,,"), "more or fewer cells"
    yield "comext", "rate-usd-per-eur", _rubles, good, ("2023", "1.08"), "not asked for"


def _rubles(rates: list[Any]) -> bytes:
    return pub.ecb_csv(rates).replace(b"USD,EUR,SP00,A,2023", b"RUB,EUR,SP00,A,2023")


def _spoilt_files() -> Iterator[Case]:
    def voting(rows: list[Any]) -> bytes:
        body = pub.un_csv(rows).replace(b"@", b"\xe9")
        return b"".join(SOURCES["un_votes"].extract(io.BytesIO(body)))

    votes = [pub.un_line(1, country, "Y") for country in ("RUS", "IRN")]
    for row, text in (
        (pub.un_line(2, "RUS", "Y", title="a\0b"), "no text"),
        (pub.un_line(2, "RUS", "Y", title="a\x01b"), "no text"),
        (pub.un_line(2, "RUS", "Y", title="caf@"), "no text"),
        ([*pub.un_line(2, "RUS", "Y"), "x"], "more or fewer cells"),
        (pub.un_line(2, "RUS", "Y")[:-2], "more or fewer cells"),
        (pub.un_line(2, "RUS", "Y", date="1900-01-01"), "a date that is none"),
        (pub.un_line(2, "RUS", "Y", total_yes="9999"), "more votes than there are members"),
    ):
        yield "un_votes", "votes/2026_02_06_ga_voting", voting, votes, row, text

    def archive(rows: list[Any]) -> bytes:
        return b"".join(SOURCES["baci"].extract(io.BytesIO(pub.baci_zip([2022], rows))))

    for line, text in (
        ("364,156,1,abc,1", "impossible value"),
        ("364,156,1,sNaN,1", "impossible value"),
        ("364,156,1,-5,1", "impossible value"),
        ("364,,1,5,1", "no flow"),
        ("364,156,1,5", "no flow"),
    ):
        yield "baci", "HS92/202601", archive, ["364,368,080211,1.5,0.3", "643,364,100199,77,5"], line, text


CASES = [*_comtrade(), *_fund(), *_others(), *_spoilt_files()]


def _read(source: str, key: str, body: bytes) -> Checked:
    """What the look at an answer gives; it must become rows that the tables allow."""
    checked = SOURCES[source].check(Request(key=key, path="/"), body)
    for name, frame in SOURCES[source].tidy([Received(key, body)]).items():
        assert violations(TABLES[name].raw(), conform(TABLES[name].raw(), frame), name) == []
    return checked


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {ascii(case[4])[:60]} {case[5]}")
def test_a_bad_row_takes_no_other_with_it(case: Case) -> None:
    source, key, body, (first, second), bad, text = case
    checked = _read(source, key, body([first, bad, second]))
    assert text in checked.left_out
    assert checked.left_out.startswith("1 row left out: ")
    assert [len(cells) for cells in checked.cells.values()] == [2]


@pytest.mark.parametrize("values", [{"0": 5, "x": 5}, {"0": 5, "999": 5}])
def test_a_value_of_comext_at_no_place(values: dict[str, int]) -> None:
    checked = _read("comext", "eu27/2002", pub.comext_body(values))
    assert (checked.rows, checked.left_out[:29]) == (1, "1 row left out: not a place a")


def test_two_rates_for_a_year_are_none() -> None:
    rates = pub.ecb_csv([("2021", "1.18"), ("2022", "1.05"), ("2022", "1.10")])
    assert _read("comext", "rate-usd-per-eur", rates).cells == {"rate-usd-per-eur": {("2021",)}}


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)), max_size=9))
def test_a_test_of_some_cells_finds_what_a_test_of_the_row_finds(rows: list[tuple[int, int, int]]) -> None:
    outcomes = []
    for of_one, of_two in (
        (lambda *row: row[1] == 3, lambda *row: row[0] > row[2]),
        (Of(1, test=lambda cell: cell == 3), Of(0, 2, test=lambda a, b: a > b)),
    ):
        left = LeftOut()
        outcomes.append((list(left.usable(rows, (("three", of_one), ("more", of_two)))), left.words()))
    assert outcomes[0] == outcomes[1]

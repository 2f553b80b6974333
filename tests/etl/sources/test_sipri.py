from __future__ import annotations

import base64
import json
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from etl.contract.errors import PayloadError
from etl.sources import sipri
from etl.sources.base import Request, RequestContext
from tests.etl.livekit import Received
from tests.etl.publications import sipri_body

REGISTER = Request(key="register/2022-2023", path="/")
RECORDED = Path(__file__).parents[4] / "shared" / "recorded"


def _arms(*rows: tuple[str, str, int, str], key: str = "register/2022-2023", day: str = "2026-11-22") -> pd.DataFrame:
    return sipri.SOURCE.tidy([Received(key, sipri_body(rows), f"{day}T00:00:00Z")])["arms"]


def test_the_newest_year_first() -> None:
    context = RequestContext(today=date(2026, 11, 22), since=2000)
    assert [r.key for r in sipri.SOURCE.requests(context)] == ["newest-year"]
    snapshots = [Received("newest-year", b"2025")]
    asked = list(
        sipri.SOURCE.requests(
            RequestContext(
                today=date(2026, 11, 22), since=2000, snapshots=snapshots, last_success={"newest-year": "2026-11-22"}
            )
        )
    )
    assert [r.key for r in asked] == ["register/2000-2025"]
    body = json.loads(asked[0].body)
    assert (asked[0].method, body["filters"][0]["value1"], body["filters"][0]["value2"]) == ("POST", 2000, 2025)


@pytest.mark.parametrize(
    ("years", "register"), [([2025, 2019], "register/2000-2025"), ([2024, 2100], "register/2000-2024")]
)
def test_a_year_that_went_back_or_is_to_come_is_not_believed(years: list[int], register: str) -> None:
    snapshots = [Received("newest-year", str(year).encode()) for year in years]
    context = RequestContext(
        today=date(2026, 11, 22), since=2000, snapshots=snapshots, last_success={"newest-year": "2026-11-22"}
    )
    assert [r.key for r in sipri.SOURCE.requests(context)] == [register]


def test_a_first_year_to_come_is_refused_and_asked_for_again_the_next_day() -> None:
    def asked(day: int) -> list[str]:
        snapshots = [Received("newest-year", b"2100")]
        seen = {"newest-year": "2026-11-22"}
        context = RequestContext(today=date(2026, 11, day), since=2000, snapshots=snapshots, last_success=seen)
        return [r.key for r in sipri.SOURCE.requests(context)]

    with pytest.raises(PayloadError, match="2100, which is still to come"):
        asked(22)
    assert asked(23) == ["newest-year"]


def test_sums_in_both_directions_and_totals() -> None:
    frame = _arms(
        ("Russia", "Iran", 2023, "7.25"),
        ("Russia", "Iran", 2023, "0.5"),
        ("Russia", "India", 2023, "10"),
        ("China", "Iran", 2022, "3"),
        ("France", "India", 2023, "99"),
    )
    result = {
        (s, r, p): v
        for s, r, p, v in frame[["supplier", "recipient", "period", "tiv_million"]].values
        if v is not pd.NA
    }
    assert result == {
        ("RUS", "IRN", "2023"): 7.75,
        ("RUS", "WLD", "2023"): 17.75,
        ("WLD", "IRN", "2022"): 3.0,
        ("WLD", "IRN", "2023"): 7.75,
    }
    assert len(frame) == 12


def test_a_year_without_a_delivery_is_not_zero() -> None:
    frame = _arms(("Russia", "India", 2023, "10")).set_index(["supplier", "recipient", "period"])
    row = frame.loc[("RUS", "IRN", "2023")]
    assert row["recorded"] == "none_recorded"
    assert pd.isna(row["tiv_million"])


def test_the_day_of_the_register_is_its_vintage_in_words() -> None:
    assert set(_arms(("Russia", "Iran", 2023, "1"))["vintage"]) == {"register export of 2026-02-10"}
    assert sipri.SOURCE.check(REGISTER, sipri_body([("Russia", "Iran", 2023, "1")])).released == "2026-02-10"


def test_a_longer_register_adds_vintages_only_where_it_differs() -> None:
    first = Received("register/2022-2023", sipri_body([("Russia", "Iran", 2023, "1")]), "2026-11-22T00:00:00Z")
    second = Received("register/2022-2024", sipri_body([("Russia", "Iran", 2023, "2")]), "2027-04-01T00:00:00Z")
    frame = sipri.SOURCE.tidy([first, second])["arms"]
    at = frame[(frame["supplier"] == "RUS") & (frame["recipient"] == "IRN")]
    assert at[["period", "vintage_date"]].values.tolist() == [
        ["2022", "2026-11-22"],
        ["2023", "2026-11-22"],
        ["2023", "2027-04-01"],
        ["2024", "2027-04-01"],
    ]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b'{"error":"no"}', "no register"),
        (b'{"bytes":"a"}', "base64"),
        (json.dumps({"bytes": base64.b64encode(b"<html>sorry</html>").decode()}).encode(), "HTML"),
        (json.dumps({"bytes": base64.b64encode(b"no header here").decode()}).encode(), "no header"),
        (sipri_body([("Russia", "Iran", 1999, "1")]), "the years that were asked"),
        (sipri_body([("Russia", "Iran", 2023, "many")]), "not a delivery"),
    ],
)
def test_no_register(body: bytes, message: str) -> None:
    with pytest.raises(PayloadError, match=message):
        sipri.SOURCE.check(REGISTER, body)


@pytest.mark.parametrize(
    ("body", "year"), [(b"2025", 2025), (b'"2025"', 2025), (b'{"maxYear": 2025}', 2025), (b"[2025]", 2025)]
)
def test_the_newest_year_in_any_wrapping(body: bytes, year: int) -> None:
    assert sipri.SOURCE.check(Request(key="newest-year", path="/"), body).released == str(year)


@pytest.mark.parametrize("body", [b"null", b"true", b"[]", b"12", b"{}"])
def test_no_year(body: bytes) -> None:
    with pytest.raises(PayloadError, match="no year"):
        sipri.SOURCE.check(Request(key="newest-year", path="/"), body)


if RECORDED.is_dir():

    def test_the_recorded_register_gives_the_sums_that_are_bundled() -> None:
        body = (RECORDED / "sipri_register_2000_2001.json").read_bytes()
        frame = sipri.SOURCE.tidy([Received("register/2000-2001", body)])["arms"]
        at = frame[(frame["supplier"] == "RUS") & (frame["recipient"] == "IRN")]
        assert at["tiv_million"].tolist() == [344.5, 306.2]
        assert set(frame["vintage"]) == {"register export of 2025-02-10"}

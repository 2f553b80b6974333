from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from etl.contract.errors import PayloadError
from etl.sources import SOURCES, comtrade
from etl.sources.base import Request, RequestContext
from tests.etl import publications as pub
from tests.etl.livekit import Received

LOOK = "2026-11-22T10:00:00Z"


def _looks(released: str = "2026-03-01T00:00:00", at: str = LOOK) -> list[Received]:
    chunks = [list(range(2010, 2022)), list(range(2022, 2027))]
    out = []
    for years in chunks:
        asked = SimpleNamespace(one=lambda name, years=years: ",".join(map(str, years)))
        out.append(Received(f"availability/{'+'.join(map(str, years))}", pub.availability(asked, released), at))
    return out


def _known(snapshots: list[Received], last_success: dict[str, str] | None = None, **more: object) -> RequestContext:
    seen = {h.key: h.retrieved for h in snapshots} | (last_success or {})
    return RequestContext(today=date(2026, 11, 22), since=2010, snapshots=snapshots, last_success=seen, **more)  # type: ignore[arg-type]


def _keys(context: RequestContext) -> list[str]:
    return [r.key for r in comtrade.requests(context)]


ALL = [
    "partner-364/2022",
    "partner-364/2021",
    "partner-643/2022",
    "partner-643/2021",
    "reporter-643-X/2021",
    "reporter-643-M/2021",
    "pair-643-364/2021",
]


def test_availability_first_and_twelve_years_at_once() -> None:
    asked = list(comtrade.requests(RequestContext(today=date(2026, 11, 22), since=2010)))
    assert [r.path for r in asked] == ["/public/v1/getDa/C/A/HS"] * 2
    assert [len(dict(r.params)["period"].split(",")) for r in asked] == [12, 5]


def test_an_empty_availability_of_years_long_gone_is_a_wrong_question() -> None:
    def expected(since: int) -> list[bool]:
        return [r.expects for r in comtrade.requests(RequestContext(today=date(2026, 11, 22), since=since))]

    assert expected(2010) == [True, True]
    assert expected(2026) == [False]


def test_what_was_published_newest_first_one_year_at_a_time() -> None:
    assert _keys(_known(_looks())) == ALL


def test_with_a_key_twelve_years_at_once_and_another_door() -> None:
    asked = list(comtrade.requests(_known(_looks(), keyed=True)))
    assert [r.key for r in asked][:2] == ["partner-364/2021+2022", "partner-643/2021+2022"]
    assert {r.path for r in asked} == {"/data/v1/get/C/A/HS"}
    assert {r.cap for r in asked} == {100_000}
    assert not [r for r in asked if "+" in r.key and r.expects]


def test_four_dimensions_are_pinned() -> None:
    request = next(r for r in comtrade.requests(_known(_looks())) if r.key == "partner-364/2022")
    params = dict(request.params)
    pinned = {"partner2Code": "0", "motCode": "0", "customsCode": "C00", "breakdownMode": "classic"}
    assert pinned.items() <= params.items()
    assert params["period"] == "2022"
    assert "reporterCode" not in params
    assert request.cap == 500
    assert request.released == "2026-03-01"


def test_only_what_was_released_since_is_asked_again() -> None:
    answered = dict.fromkeys(ALL, "2026-11-22T10:00:05Z")
    assert _keys(_known(_looks(), answered)) == []
    news = _looks()
    changed = _looks("2026-11-21T00:00:00", "2026-11-22T11:00:00Z")[1]
    known = _known([*news, changed], {**answered, changed.key: changed.retrieved})
    assert _keys(
        RequestContext(today=date(2026, 11, 22), since=2010, snapshots=known.snapshots, last_success=known.last_success)
    ) == [
        "partner-364/2022",
        "partner-643/2022",
    ]


def test_a_run_that_was_cut_goes_on_where_it_was() -> None:
    answered = dict.fromkeys(ALL[:3], "2026-11-22T10:00:05Z")
    assert _keys(_known(_looks(), answered)) == ALL[3:]


def test_an_answer_with_a_key_counts_for_each_of_its_years() -> None:
    answered = {"partner-364/2021+2022": "2026-11-22T10:00:05Z"}
    assert [k for k in _keys(_known(_looks(), answered)) if k.startswith("partner-364")] == []


def test_the_count_is_asked_without_the_cap() -> None:
    request = next(r for r in comtrade.requests(_known(_looks())) if r.cap)
    asked = list[Request]()
    assert comtrade.count(request, lambda question: asked.append(question) or b'{"count": 723, "data": []}') == 723
    assert asked[0].params == (*request.params, ("countOnly", "true"))
    with pytest.raises(PayloadError, match="count is missing"):
        comtrade.count(request, lambda question: b'{"data": []}')


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (pub.comtrade_row(156, 643, "X", 2022, 1.0), "another partnerCode than 364"),
        (pub.comtrade_row(156, 364, "X", 2021, 1.0), "another year"),
        (pub.comtrade_row(156, 364, "X", 2022, 1.0, cmdCode="27"), "other commodities"),
    ],
)
def test_an_answer_about_something_else(row: dict[str, object], message: str) -> None:
    request = Request(key="partner-364/2022", path="/")
    with pytest.raises(PayloadError, match=message):
        SOURCES["comtrade"].check(request, pub.comtrade_body([row]))


@pytest.mark.parametrize(
    "body", [b'{"data":[{"period":"x","reporterCode":4}]}', b'{"error":"no","data":[]}', b'{"data":5}']
)
def test_availability_that_is_not_valid(body: bytes) -> None:
    with pytest.raises(PayloadError):
        SOURCES["comtrade"].check(Request(key="availability/2022", path="/"), body)


def test_vintages_of_a_year_that_was_released_again() -> None:
    def received(value: float, day: str) -> Received:
        rows = [pub.comtrade_row(156, 364, "X", 2022, value), pub.comtrade_row(792, 364, "X", 2022, 7.0)]
        return Received("partner-364/2022", pub.comtrade_body(rows), f"{day}T10:00:00Z")

    frame = SOURCES["comtrade"].tidy([received(5.0, "2026-11-22"), received(6.0, "2026-12-22")])["trade"]
    result = list(zip(frame["exporter"], frame["vintage_date"], frame["value_usd"], strict=True))
    assert result == [("CHN", "2026-11-22", 5), ("CHN", "2026-12-22", 6), ("TUR", "2026-11-22", 7)]
    assert frame["vintage"].tolist()[0] == "2026-11-22"


def test_a_figure_taken_back_is_missing_and_says_so() -> None:
    first = Received("partner-364/2022", pub.comtrade_body([pub.comtrade_row(156, 364, "X", 2022, 5.0)]))
    second = Received("partner-364/2022", pub.comtrade_body([]), "2026-12-22T10:00:00Z")
    frame = SOURCES["comtrade"].tidy([first, second])["trade"]
    assert frame["obs_status"].tolist() == ["A", "M"]
    assert frame["note"].tolist()[1] == "no longer given by the publisher"

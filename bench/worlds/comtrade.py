"""Answers of UN Comtrade: what is available, and rows with all 47 fields of the service."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from bench.worlds.flows import World
from etl.contract.countries import COUNTRIES

FLOWS = {"X": "export", "M": "import"}
REVISED = 0.08  # what another release adds to every value
ROW: dict[str, Any] = {
    "typeCode": "C",
    "freqCode": "A",
    "refPeriodId": 20100101,
    "refYear": 2010,
    "refMonth": 52,
    "period": "2010",
    "reporterCode": 364,
    "reporterISO": None,
    "reporterDesc": None,
    "flowCode": "X",
    "flowDesc": None,
    "partnerCode": 0,
    "partnerISO": None,
    "partnerDesc": None,
    "partner2Code": 0,
    "partner2ISO": None,
    "partner2Desc": None,
    "classificationCode": "H5",
    "classificationSearchCode": "HS",
    "isOriginalClassification": True,
    "cmdCode": "TOTAL",
    "cmdDesc": None,
    "aggrLevel": 0,
    "isLeaf": False,
    "customsCode": "C00",
    "customsDesc": None,
    "mosCode": "0",
    "motCode": 0,
    "motDesc": None,
    "qtyUnitCode": -1,
    "qtyUnitAbbr": None,
    "qty": None,
    "isQtyEstimated": False,
    "altQtyUnitCode": -1,
    "altQtyUnitAbbr": None,
    "altQty": None,
    "isAltQtyEstimated": False,
    "netWgt": None,
    "isNetWgtEstimated": False,
    "grossWgt": None,
    "isGrossWgtEstimated": False,
    "cifvalue": None,
    "fobvalue": None,
    "primaryValue": None,
    "legacyEstimationFlag": 0,
    "isReported": True,
    "isAggregate": False,
}


Query = Mapping[str, str]
Row = dict[str, Any]


def body(rows: list[Row]) -> bytes:
    """`rows` in the envelope of the service."""
    answer = {"elapsedTime": "0.1 secs", "count": len(rows), "data": rows, "error": ""}
    return json.dumps(answer, separators=(",", ":")).encode()


def availability(world: World, query: Query) -> bytes:
    """Who has released each of the years asked, how often and when."""
    years = [int(y) for y in query["period"].split(",")]
    return body(
        [
            {
                "datasetCode": 1,
                "typeCode": "C",
                "freqCode": "A",
                "period": year,
                "reporterCode": _code(country),
                "reporterISO": country,
                "classificationCode": "H5",
                "isOriginalClassification": True,
                "totalRecords": 1000,
                "datasetChecksum": -year * 1000 - _code(country) - world.releases(country, year),
                "firstReleased": f"{year + 1}-05-01T00:00:00",
                "lastReleased": _released(world, country, year),
            }
            for year in years
            if year in world.comtrade_years
            for country in world.flows.ids
            if world.flows.reports(country, year)
        ]
    )


def _released(world: World, country: str, year: int) -> str:
    times = world.releases(country, year)
    return f"{year + 1}-05-01T00:00:00" if times == 1 else f"{world.last + 1}-{8 + times:02d}-20T00:00:00"


def data(world: World, query: Query) -> bytes:
    """The rows asked for, one year at a time as the preview wants it."""
    year = int(query["period"])
    names = {_code(c): c for c in world.flows.ids}
    asked, of = query.get("reporterCode"), query.get("partnerCode")
    reporters = [c for c in ([names[int(asked)]] if asked else world.flows.ids) if world.flows.reports(c, year)]
    rows: list[Row] = []
    for reporter in reporters:
        for flow in query["flowCode"].split(","):
            partners = [names[int(of)]] if of else world.flows.ids
            values = {p: v for p in partners if (v := _value(world, reporter, p, flow, year)) is not None}
            make = _chapters if query["cmdCode"] == "AG2" else _totals
            rows += make(_code(reporter), flow, year, values)
            if not of:
                rows += _unspecified(_code(reporter), flow, year, sum(values.values()))
    return body(rows)


def _value(world: World, reporter: str, partner: str, flow: str, year: int) -> float | None:
    if reporter == partner:
        return None
    value = world.flows.recorded(reporter, partner, FLOWS[flow], year)
    return None if value is None else round(value * (1 + REVISED * (world.releases(reporter, year) - 1)), 2)


def _totals(reporter: int, flow: str, year: int, values: Mapping[str, float]) -> Iterator[Row]:
    for partner, value in values.items():
        yield _row(reporter, _code(partner), flow, year, value)


def _chapters(reporter: int, flow: str, year: int, values: Mapping[str, float]) -> Iterator[Row]:
    for partner, value in values.items():
        for chapter in (c for c in range(1, 98) if c != 77 and (c + year) % 9):
            yield _row(reporter, _code(partner), flow, year, round(value / (20 + chapter), 2)) | {
                "cmdCode": f"{chapter:02}"
            }


def _unspecified(reporter: int, flow: str, year: int, listed: float) -> Iterator[Row]:
    """The world, and the areas that are not specified, which it holds beyond the countries."""
    yield _row(reporter, 899, flow, year, round(listed * 0.01, 2))
    yield _row(reporter, 0, flow, year, round(listed * 1.01, 2))


def _row(reporter: int, partner: int, flow: str, year: int, value: float) -> Row:
    side = {"X": "fobvalue", "M": "cifvalue"}[flow]
    return ROW | {
        "refPeriodId": year * 10_000 + 101,
        "refYear": year,
        "period": str(year),
        "reporterCode": reporter,
        "partnerCode": partner,
        "flowCode": flow,
        "primaryValue": value,
        side: value,
    }


def _code(country: str) -> int:
    code = COUNTRIES[country].m49
    assert code is not None
    return code

"""Eurostat Comext: trade of the EU-27 with Iran and with Russia, all goods, annual, so that the EU can be one partner.

Values are in euro and are turned into dollars at the European Central Bank's average rate of the year (series
EXR.A.USD.EUR.SP00.A, fetched beside them); euro value and rate stand in the note. A year without a rate gives no row:
euro are never passed off as dollars. In Comext flow 1 is import, 2 is export.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import pandas as pd

from etl.contract.bounds import USD, YEAR, within
from etl.contract.errors import PayloadError
from etl.sources import trade_rows
from etl.sources.base import Checked, Request, RequestContext, Snapshot, described
from etl.sources.left_out import LeftOut
from etl.sources.payload import csv_rows, json_object, lenient, picked, refusal

_PARTNERS = {"IR": "IRN", "RU": "RUS"}
_RATE = "rate-usd-per-eur"
_DATA = "eu27"
_DIMENSIONS = ("freq", "reporter", "partner", "product", "flow", "indicators", "time")
_FIXED = {"freq": "A", "reporter": "EU27_2020", "product": "TOTAL", "indicators": "VALUE_IN_EUROS"}
_FLOWS = ("1", "2")
_PLAUSIBLE = (0.3, 3.0)


def requests(context: RequestContext) -> Iterator[Request]:
    """The rate and the trade of all years from `since`."""
    if context.due(_RATE, SOURCE.cadence_days):
        yield _rates()
    request = _trade(context.since)
    if context.due(request.key, SOURCE.cadence_days):
        yield request


def _rates() -> Request:
    params = (("format", "csvdata"),)
    return Request(
        key=_RATE, path="/service/data/EXR/A.USD.EUR.SP00.A", params=params, accept="text/csv", host="ecb", expects=True
    )


def _trade(since: int) -> Request:
    params = [("format", "JSON"), *_FIXED.items(), *(("partner", p) for p in _PARTNERS), ("flow", "1"), ("flow", "2")]
    params += [("sinceTimePeriod", str(since))]
    path = "/eurostat/api/comext/dissemination/statistics/1.0/data/DS-045409"
    return Request(key=f"{_DATA}/{since}", path=path, params=tuple(params), expects=True)


def probes(context: RequestContext) -> Iterator[Request]:
    yield _rates()
    yield _trade(context.today.year - 2)


def check(request: Request, body: bytes) -> Checked:
    """Cells of the answer."""
    left, scope = LeftOut(), scopes(request.key)[0]
    if request.key == _RATE:
        rates = _read_rates(body, left)
        return Checked(rows=len(rates), cells={scope: set(rates)}, left_out=left.words())
    cells, updated = _read(body, left)
    return Checked(rows=len(cells), released=updated, cells={scope: set(cells)}, left_out=left.words())


def scopes(key: str) -> tuple[str, ...]:
    """The first year asked for makes no other question of it."""
    return (key.partition("/")[0],)


def _read_rates(body: bytes, left: LeftOut) -> dict[str, Decimal]:
    """US dollars for one euro, average of each year."""
    names = ("CURRENCY", "CURRENCY_DENOM", "FREQ", "TIME_PERIOD", "OBS_VALUE")
    found: list[tuple[str, Decimal]] = []
    for currency, base, freq, year, value in picked(*csv_rows(lenient(body), names, left), names):
        if (currency, base, freq) != ("USD", "EUR", "A"):
            left.add("another rate than was asked", f"{currency} {base} {freq}")
        elif not re.fullmatch(YEAR, year):
            left.add("a period that is no year", f"{year} {value}")
        elif value and not (re.fullmatch(r"\d(\.\d{1,20})?", value) and within(float(value), *_PLAUSIBLE)):
            left.add("what is not a rate of dollars for a euro", f"{year} {value}")
        elif value:
            found.append((year, Decimal(value)))
    out: dict[str, Decimal] = dict(left.doubled(found, 1))  # type: ignore[arg-type]
    left.check(len(out))
    return out


def _read(body: bytes, left: LeftOut) -> tuple[dict[tuple[str, str, str], Decimal], str]:
    """Euro by (partner, flow, year) from JSON-stat, and the day of its last update."""
    answer = json_object(body)
    names, sizes = answer.get("id"), answer.get("size")
    if not isinstance(names, list) or not isinstance(sizes, list) or sorted(map(str, names)) != sorted(_DIMENSIONS):
        raise PayloadError(f"not the documented JSON-stat: {refusal(body)}")
    try:
        codes = [_codes(answer["dimension"][name]["category"]["index"]) for name in names]
    except (KeyError, TypeError, AttributeError):
        raise PayloadError("a dimension without its categories") from None
    if [len(c) for c in codes] != sizes or math.prod(map(len, codes)) > 100_000:
        raise PayloadError("sizes and categories differ")
    values = _values(answer.get("value"), math.prod(map(len, codes)), left)
    out = {}
    for place, cell in enumerate(itertools.product(*codes)):
        if place in values:
            at = dict(zip(names, cell, strict=True))
            euro = values[place]
            if any(at[d] != v for d, v in _FIXED.items()) or at["partner"] not in _PARTNERS or at["flow"] not in _FLOWS:
                left.add("a cell that was not asked for", " ".join(cell))
            elif not re.fullmatch(YEAR, at["time"]):
                left.add("a period that is no year", " ".join(cell))
            elif isinstance(euro, bool) or not isinstance(euro, int | float) or not within(euro, *USD):
                left.add("what is not a value", f"{' '.join(cell)} {euro}")
            else:
                out[at["partner"], at["flow"], at["time"]] = Decimal(str(euro))
    left.check(len(out))
    return out, str(answer.get("updated") or "")[:10]


def _codes(index: Mapping[str, int] | Sequence[str]) -> list[str]:
    if isinstance(index, dict):
        return [str(code) for code, _ in sorted(index.items(), key=lambda item: item[1])]
    return [str(code) for code in index]


def _values(value: Any, size: int, left: LeftOut) -> dict[int, Any]:
    """Values by their place among the `size` there are: a sparse object or a list with nulls."""
    if isinstance(value, list):
        value = {str(place): number for place, number in enumerate(value)}
    if not isinstance(value, dict):
        raise PayloadError("no values")
    places = {key: int(key) for key in value if re.fullmatch("[0-9]{1,6}", key) and int(key) < size}
    for key in value.keys() - places.keys():
        left.add("not a place among the values", key)
    return {place: value[key] for key, place in places.items() if value[key] is not None}


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`trade` in dollars at the newest rate of each year known on the day of each answer."""
    rates: dict[str, Decimal] = {}
    cells: dict[str, dict[tuple[str, str, str], Decimal]] = {}
    answers = []
    for snapshot in sorted(snapshots, key=lambda s: s.retrieved):
        if snapshot.key == _RATE:
            rates = rates | _read_rates(snapshot.read(), LeftOut())
        else:
            cells[snapshot.key] = _read(snapshot.read(), LeftOut())[0]
        answers += [(key, snapshot.retrieved[:10], _rows(held, rates)) for key, held in cells.items()]
    return {"trade": trade_rows.table(answers)}


def _rows(cells: Mapping[tuple[str, str, str], Decimal], rates: Mapping[str, Decimal]) -> pd.DataFrame:
    dated = [(p, flow, year, euro) for (p, flow, year), euro in sorted(cells.items()) if year in rates]
    known = [(_PARTNERS[p], flow == "2", year, euro) for p, flow, year, euro in dated]
    return trade_rows.rows(
        {
            "exporter": ["EU" if export else partner for partner, export, _, _ in known],
            "importer": [partner if export else "EU" for partner, export, _, _ in known],
            "period": [year for _, _, year, _ in known],
            "recorded_by": ["exporter" if export else "importer" for _, export, _, _ in known],
            "commodity": "TOTAL",
            "source": "comext",
            "obs_status": "A",
            "list_scope": "complete",
            "root_family": "partner_reports",
            "publisher": "Eurostat Comext",
            "value_usd": [int((euro * rates[year]).to_integral_value()) for _, _, year, euro in known],
            "note": [f"EUR {euro:f} at {rates[year]} USD, average of the year (ECB)" for _, _, year, euro in known],
        }
    )


SOURCE = described("comext", requests=requests, check=check, tidy=tidy, probes=probes, scopes=scopes)

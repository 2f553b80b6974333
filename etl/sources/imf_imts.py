"""IMF, International Trade in Goods by partner country (IMTS), annual, exports FOB and imports CIF.

Values are plain US dollars, whatever the attribute SCALE says. Groups are dropped by rule: an id that is not three
letters (G998, GX605, TX899); only G001, the world, is kept, as the denominator of shares. What the world has beyond the
countries listed stands as one remainder row. All years are fetched; rows begin with 1992.

DERIVATION_TYPE O, OU and R are reported (status A, the reporter's own books); SE, SEME, SEHI, SP, SC, SCC and FA are
the Fund's estimates (E, root imf_estimate). For any other mark: Russia to 2021 and Iran to 2018, their last reported
years, stand as reported, later years as estimates; for other countries the status is unknown (V, root imf_estimate).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

import pandas as pd

from etl.contract.bounds import USD, YEAR, within
from etl.contract.countries import from_iso3, is_iso3
from etl.sources import trade_rows
from etl.sources.base import Checked, Request, RequestContext, Snapshot, described
from etl.sources.left_out import LeftOut
from etl.sources.parsed import parsed
from etl.sources.payload import csv_rows, lenient, picked

FIRST_YEAR = 1992
REPORTED, ESTIMATED = {"O", "OU", "R"}, {"SE", "SEME", "SEHI", "SP", "SC", "SCC", "FA"}
ESTIMATED_STATUS = {"E", "F", "I", "D"}
LAST_REPORTED = {"RUS": "2021", "IRN": "2018"}
_OWN_BOOKS = {"RUS": "russia_customs", "IRN": "iran_customs"}
_SERIES = {"RUS": "imts_rus", "IRN": "imts_irn"}
_FLOWS = {"XG_FOB_USD": "exporter", "MG_CIF_USD": "importer"}
_PATH = "/external/sdmx/3.0/data/dataflow/IMF.STA/IMTS/+/"
_CSV = "application/vnd.sdmx.data+csv;version=2.0.0"
_COLUMNS = ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY", "TIME_PERIOD", "OBS_VALUE")
_MARKS = ("DERIVATION_TYPE", "STATUS")
_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,30})?([eE][+-]?\d{1,2})?")
_COUNTRY = re.compile(r"[A-Z]{3}")
_GROUP = re.compile(r"[A-Z0-9_]{1,12}")
_remembered = lru_cache(maxsize=10_000)  # an answer has a hundred thousand rows and few different codes
Cells = tuple[str, str, str, str, str, str, str, str]


def requests(context: RequestContext) -> Iterator[Request]:
    """Iran and Russia as country and as counterpart, four questions."""
    for key, series in _QUESTIONS.items():
        if context.due(key, SOURCE.cadence_days):
            yield Request(key=key, path=f"{_PATH}{series}", accept=_CSV, expects=True)


_QUESTIONS = {
    "country-RUS": "RUS.XG_FOB_USD+MG_CIF_USD.*.A",
    "country-IRN": "IRN.XG_FOB_USD+MG_CIF_USD.*.A",
    "counterpart-RUS": "*.XG_FOB_USD+MG_CIF_USD.RUS.A",
    "counterpart-IRN": "*.XG_FOB_USD+MG_CIF_USD.IRN.A",
}


def probes(context: RequestContext) -> Iterator[Request]:
    yield Request(key="country-RUS", path=f"{_PATH}RUS.XG_FOB_USD.IRN.A", accept=_CSV, expects=True)


def check(request: Request, body: bytes) -> Checked:
    """Rows of the answer; PayloadError when none of several is about what was asked."""
    left = LeftOut()
    cells = _cells(request.key, body, left)
    # what is read as missing (below zero) or dropped (a group) is no figure: an answer full of it has lost those held
    figures = {c[:5] for c in cells if not c[5].startswith("-") and _COUNTRY.fullmatch(c[0]) and _partner(c[2])}
    return Checked(rows=len(cells), cells={request.key: figures}, left_out=left.words())


def _cells(key: str, body: bytes, left: LeftOut) -> list[Cells]:
    """Rows with a value that answer the question `key`, as text, in the order of `_COLUMNS` and `_MARKS`."""
    header, rows = csv_rows(lenient(body), _COLUMNS, left)
    listed: list[Cells] = [row for row in picked(header, rows, (*_COLUMNS, *_MARKS)) if row[5]]  # type: ignore[misc]
    side, asked = key.split("-")
    used = [cell for cell in listed if not _unusable(cell, cell[0 if side == "country" else 2], asked, left)]
    out: list[Cells] = left.doubled(used, 5)  # type: ignore[assignment]
    left.check(len(out))
    return out


def _unusable(cell: Cells, of: str, asked: str, left: LeftOut) -> bool:
    """Whether a row is of no use, or is `of` another country than was asked; why is added to `left`."""
    country, flow, partner, frequency, period, value, *_ = cell
    why = ""
    if of != asked or flow not in _FLOWS or frequency != "A":
        why = "a row that was not asked for"
    elif not _is_year(period):
        why = "a period that is no year"
    elif not _NUMBER.fullmatch(value) or not within(float(value), -1, USD[1]):
        why = "what is not a value"
    else:
        faults = {_code_fault(country), _code_fault(partner)}
        why = next((fault for fault in (_NEITHER, _UNKNOWN) if fault in faults), "")
    if why:
        left.add(why, " ".join(cell[:6]))
    return bool(why)


_NEITHER, _UNKNOWN = "what is neither a country nor a group", "a country that is in none of our lists"


@_remembered
def _is_year(period: str) -> bool:
    return re.fullmatch(YEAR, period) is not None


@_remembered
def _code_fault(code: str) -> str:
    """What is wrong with the code of a country or a group; empty when nothing is."""
    if _COUNTRY.fullmatch(code):
        return "" if is_iso3(code) else _UNKNOWN
    return "" if _GROUP.fullmatch(code) else _NEITHER


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`trade` under the series imts_rus, imts_irn and imts_partners."""
    frames = [parsed(s, "trade", partial(_frame, s)) for s in snapshots]
    answers = [(s.key, s.retrieved[:10], frame) for s, frame in zip(snapshots, frames, strict=True)]
    return {"trade": trade_rows.table(answers)}


def _frame(snapshot: Snapshot) -> pd.DataFrame:
    own = snapshot.key.startswith("country-")
    cells = [c for c in _cells(snapshot.key, snapshot.read(), LeftOut()) if c[4] >= str(FIRST_YEAR)]
    # what Iran and Russia say of each other stands in their own answers
    mine = [c for c in cells if own or c[0] not in _SERIES]
    frame = _rows([c for c in mine if _COUNTRY.fullmatch(c[0]) and _partner(c[2])])
    return _with_remainder(frame) if own else frame


@_remembered
def _partner(code: str) -> str:
    """Our id of a counterpart; empty for a group that is dropped by rule."""
    if code == "G001":
        return "WLD"
    return from_iso3(code) if _COUNTRY.fullmatch(code) else ""


def _rows(cells: list[Cells]) -> pd.DataFrame:
    sides = [(from_iso3(c[0]), _partner(c[2]), _FLOWS[c[1]]) for c in cells]
    marks = [_judged(c[0], c[4], c[6], c[7]) for c in cells]
    values = [round(float(c[5])) for c in cells]
    frame = trade_rows.rows(
        {
            "exporter": [c if by == "exporter" else p for c, p, by in sides],
            "importer": [p if by == "exporter" else c for c, p, by in sides],
            "period": [c[4] for c in cells],
            "recorded_by": [by for _, _, by in sides],
            "commodity": "TOTAL",
            "source": [_SERIES.get(c, "imts_partners") for c, _, _ in sides],
            "value_usd": [v if v >= 0 else None for v in values],
            "obs_status": [s if v >= 0 else "M" for (s, _), v in zip(marks, values, strict=True)],
            "root_family": [r for _, r in marks],
            "list_scope": "complete",
            "publisher": "IMF IMTS",
            "note": [_note(c[6], c[7]) for c in cells],
        }
    )
    return frame.drop_duplicates(trade_rows.CELL, ignore_index=True)


@_remembered
def _judged(country: str, period: str, derivation: str, status: str) -> tuple[str, str]:
    """(status, root family) of an observation; see the module's words."""
    if derivation in ESTIMATED or status in ESTIMATED_STATUS:
        return "E", "imf_estimate"
    if derivation in REPORTED:
        return "A", _OWN_BOOKS.get(country, "partner_reports")
    if country not in LAST_REPORTED:
        return "V", "imf_estimate"
    reported = period <= LAST_REPORTED[country]
    return ("A", _OWN_BOOKS[country]) if reported else ("E", "imf_estimate")


@_remembered
def _note(derivation: str, status: str) -> str | None:
    marks = [f"derivation type {derivation}" if derivation else "", f"status {status}" if status else ""]
    return "IMF: " + ", ".join(m for m in marks if m) if any(marks) else None


def _with_remainder(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` with a row for what the world has beyond the countries listed: unspecified and special partners."""
    partner = frame["importer"].where(frame["recorded_by"] == "exporter", frame["exporter"])
    group = ["period", "recorded_by"]
    listed = frame[partner != "WLD"].groupby(group)["value_usd"].sum()
    world = frame[partner == "WLD"]
    left = world["value_usd"] - world.set_index(group).index.map(listed).to_numpy()
    rest = world.assign(value_usd=left.where(left >= 0).astype("Int64"), list_scope="remainder")
    rest["obs_status"] = rest["obs_status"].mask(rest["value_usd"].isna(), "M")
    for side in ("exporter", "importer"):
        rest[side] = rest[side].replace("WLD", "OTH")
    rest["note"] = "the world less the countries listed"
    return pd.concat([frame, rest], ignore_index=True)


SOURCE = described("imf_imts", requests=requests, check=check, tidy=tidy, probes=probes)

"""IMF, International Trade in Goods by partner country (IMTS), annual, exports FOB and imports CIF.

Groups are dropped by rule: an id that is not three letters (G998, GX605, TX899); only G001, the world, is kept, as the
denominator of shares. What the world has beyond the countries listed stands as one remainder row. All years are
fetched; rows begin with 1992.

DERIVATION_TYPE O, OU and R are reported (status A, the reporter's own books); SE, SEME, SEHI, SP, SC, SCC and FA are
the Fund's estimates (E, root imf_estimate). For any other mark: Russia to 2021 and Iran to 2018, their last reported
years, stand as reported, later years as estimates; for other countries the status is unknown (V, root imf_estimate).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import pandas as pd

from etl.contract.bounds import USD
from etl.contract.countries import from_iso3, is_iso3
from etl.sources import answers, imf_rows, trade_rows
from etl.sources.answers import Answer, Row
from etl.sources.base import Request, RequestContext
from etl.sources.bilateral import bilateral, recorded
from etl.sources.left_out import LeftOut

FIRST_YEAR = "1992"
ESTIMATED, ESTIMATED_STATUS = {"SE", "SEME", "SEHI", "SP", "SC", "SCC", "FA"}, {"E", "F", "I", "D"}
LAST_REPORTED = {"RUS": "2021", "IRN": "2018"}
_OWN_BOOKS = {"RUS": "russia_customs", "IRN": "iran_customs"}
_SERIES = {"RUS": "imts_rus", "IRN": "imts_irn"}
_FLOWS = (imf_rows.EXPORTS, imf_rows.IMPORTS)
_QUESTIONS = {
    "country-RUS": f"RUS.{'+'.join(_FLOWS)}.*.A",
    "country-IRN": f"IRN.{'+'.join(_FLOWS)}.*.A",
    "counterpart-RUS": f"*.{'+'.join(_FLOWS)}.RUS.A",
    "counterpart-IRN": f"*.{'+'.join(_FLOWS)}.IRN.A",
}
_COUNTRY = re.compile(r"[A-Z]{3}")
_GROUP = re.compile(r"[A-Z0-9_]{1,12}")
_remembered = lru_cache(maxsize=10_000)  # an answer has a hundred thousand rows and few different codes
_is_year = _remembered(answers.is_year)


def requests(context: RequestContext) -> Iterator[Request]:
    """Iran and Russia as country and as counterpart, four questions."""
    questions = [imf_rows.question(key, series) for key, series in _QUESTIONS.items()]
    return answers.due(context, questions, SOURCE.cadence_days)


def probes(context: RequestContext) -> Iterator[Request]:
    yield imf_rows.question("country-RUS", f"RUS.{imf_rows.EXPORTS}.IRN.A")


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    """Rows of `imf_rows` that answer the question `key`."""
    side, asked = key.split("-")
    at = 0 if side == "country" else 2
    faults = (
        ("a row that was not asked for", lambda *row: row[at] != asked or row[1] not in _FLOWS or row[3] != "A"),
        ("a period that is no year", lambda *row: not _is_year(row[4])),
        ("what is not a value", lambda *row: not imf_rows.is_value(row[5], (-1, USD[1]))),
        ("what is neither a country nor a group", lambda *row: not (_is_code(row[0]) and _is_code(row[2]))),
        ("a country that is in none of our lists", lambda *row: _is_unknown(row[0]) or _is_unknown(row[2])),
    )
    used = left.doubled(left.usable(imf_rows.read(body, left), faults), 5)
    left.check(len(used))
    return Answer(used)


@_remembered
def _is_code(code: str) -> bool:
    return bool(_COUNTRY.fullmatch(code) or _GROUP.fullmatch(code))


@_remembered
def _is_unknown(code: str) -> bool:
    return bool(_COUNTRY.fullmatch(code)) and not is_iso3(code)


@_remembered
def _partner(code: str) -> str:
    """Our id of a counterpart; empty for a group that is dropped by rule."""
    if code == "G001":
        return "WLD"
    return from_iso3(code) if _COUNTRY.fullmatch(code) else ""


def _is_kept(row: Row) -> bool:
    return bool(_COUNTRY.fullmatch(row[0]) and _partner(row[2]))


def _figure(row: Row) -> Row | None:
    """The cell of a row; what is read as missing (below zero) or dropped (a group) is no figure, and may not hide that
    those held are gone."""
    return row[:5] if _is_kept(row) and not row[5].startswith("-") else None


def _frame(key: str, rows: Sequence[Row]) -> pd.DataFrame:
    own = key.startswith("country-")
    # what Iran and Russia record of each other is taken from their own answers
    kept = [r for r in rows if r[4] >= FIRST_YEAR and _is_kept(r) and (own or r[0] not in _SERIES)]
    values = [round(float(r[5])) for r in kept]
    marks = [_judged(r[0], r[4], r[6], r[7]) for r in kept]
    frame = recorded(
        ((from_iso3(r[0]), _partner(r[2]), r[1] == imf_rows.EXPORTS) for r in kept),
        {
            "period": [r[4] for r in kept],
            "source": [_SERIES.get(from_iso3(r[0]), "imts_partners") for r in kept],
            "value_usd": [v if v >= 0 else None for v in values],
            "obs_status": [status if v >= 0 else "M" for (status, _), v in zip(marks, values, strict=True)],
            "root_family": [root for _, root in marks],
            "publisher": "IMF IMTS",
            "note": [_note(r[6], r[7]) for r in kept],
        },
    )
    frame = frame.drop_duplicates(trade_rows.CELL, ignore_index=True)
    return _with_remainder(frame) if own else frame


@_remembered
def _judged(country: str, period: str, derivation: str, status: str) -> tuple[str, str]:
    """(status, root family) of an observation; see the module's words."""
    if derivation in ESTIMATED or status in ESTIMATED_STATUS:
        return "E", "imf_estimate"
    if derivation in imf_rows.REPORTED:
        return "A", _OWN_BOOKS.get(country, "partner_reports")
    if country not in LAST_REPORTED:
        return "V", "imf_estimate"
    reported = period <= LAST_REPORTED[country]
    return ("A", _OWN_BOOKS[country]) if reported else ("E", "imf_estimate")


@_remembered
def _note(derivation: str, status: str) -> str | None:
    # what a country reported to the IMF is the rule, and `obs_status` says so
    named = derivation if derivation != imf_rows.OFFICIAL else ""
    marks = [f"derivation type {named}" if named else "", f"status {status}" if status else ""]
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


SOURCE = bilateral("imf_imts", answers.Reader(read=_read, figure=_figure), _frame, requests=requests, probes=probes)

"""The IMF's trade by partner country (IMTS): how its SDMX service is asked, its answers as rows of text, its codes.

Values are plain US dollars, whatever the attribute SCALE says. A code of three letters is a country, G001 the world;
any other (G998, GX605, TX899) is a group, which is never read.

DERIVATION_TYPE O, OU and R are reported (status A, the reporter's own books); SE, SEME, SEHI, SP, SC, SCC and FA are
the Fund's estimates (E, root imf_estimate). For any other mark: Russia to 2021 and Iran to 2018, their last reported
years, count as reported, later years as estimates; for other countries the status is unknown (V, root imf_estimate).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import pandas as pd

from etl.contract.countries import from_iso3, is_iso3
from etl.contract.types import within
from etl.sources.answers import Row
from etl.sources.base import Request
from etl.sources.csv_answers import csv_rows
from etl.sources.left_out import Fault, LeftOut, Of
from etl.sources.payload import lenient

EXPORTS, IMPORTS = "XG_FOB_USD", "MG_CIF_USD"
FLOWS = (EXPORTS, IMPORTS)
WORLD = "G001"
OFFICIAL = "O"  # as the country sent it
REPORTED = {OFFICIAL, "OU", "R"}
ESTIMATED, ESTIMATED_STATUS = {"SE", "SEME", "SEHI", "SP", "SC", "SCC", "FA"}, {"E", "F", "I", "D"}
LAST_REPORTED = {"RUS": "2021", "IRN": "2018"}
_OWN_BOOKS = {"RUS": "russia_customs", "IRN": "iran_customs"}
COLUMNS = ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY", "TIME_PERIOD", "OBS_VALUE")
_MARKS = ("DERIVATION_TYPE", "STATUS")
_PATH = "/external/sdmx/3.0/data/dataflow/IMF.STA/IMTS/+/"
_CSV = "application/vnd.sdmx.data+csv;version=2.0.0"
_NUMBER = re.compile(r"-?\d{1,20}(\.\d{1,30})?([eE][+-]?\d{1,2})?")
_COUNTRY = re.compile(r"[A-Z]{3}")
_CODE = re.compile(r"[A-Z0-9_]{1,12}")
remembered = lru_cache(maxsize=10_000)  # an answer has a hundred thousand rows and few different codes


def question(key: str, series: str, *params: tuple[str, str]) -> Request:
    """The question for `series`: country, indicator, counterpart and frequency between points."""
    return Request(key=key, path=f"{_PATH}{series}", params=params, accept=_CSV, expects=True)


def read(body: bytes, left: LeftOut, more: Sequence[Fault], bounds: tuple[float, float]) -> list[Row]:
    """Rows with a value within `bounds`, in the order of `COLUMNS`; then derivation type and status, or empty texts.

    A row with one of the faults `more`, or with a code that is none, is left out.
    """
    rows = csv_rows(lenient(body), COLUMNS, left, optional=_MARKS)
    faults: list[Fault] = [
        *more,
        (
            "what is not a value",
            Of(5, test=lambda value: not (_NUMBER.fullmatch(value) and within(float(value), *bounds))),
        ),
        ("what is neither a country nor a group", Of(0, 2, test=lambda *codes: not all(map(_CODE.fullmatch, codes)))),
        ("a country that is in none of our lists", Of(0, 2, test=lambda *codes: any(map(is_unknown, codes)))),
    ]
    return left.unique(left.usable([row for row in rows if row[5]], faults), 5)


def is_unknown(code: str) -> bool:
    """Whether `code` is a country that is in none of our lists."""
    return _COUNTRY.fullmatch(code) is not None and not is_iso3(code)


@remembered
def partner(code: str) -> str:
    """Our id of a country or of the world; empty for a group."""
    return "WLD" if code == WORLD else from_iso3(code) if _COUNTRY.fullmatch(code) else ""


def flows(rows: Iterable[Row]) -> Iterator[tuple[str, str, bool]]:
    """(reporter, partner, whether it is an export) of rows as `read` gives them."""
    return ((partner(row[0]), partner(row[2]), row[1] == EXPORTS) for row in rows)


@remembered
def basis(country: str, period: str, derivation: str, status: str) -> tuple[str, str]:
    """(status, root family) of an observation, as the head of this module says."""
    if derivation in ESTIMATED or status in ESTIMATED_STATUS:
        return "E", "imf_estimate"
    if derivation in REPORTED or period <= LAST_REPORTED.get(country, ""):
        return "A", _OWN_BOOKS.get(country, "partner_reports")
    return "E" if country in LAST_REPORTED else "V", "imf_estimate"


@remembered
def note(derivation: str, status: str) -> str | None:
    """The Fund's marks, unless they say that the country reported the figure, which is the rule."""
    named = derivation if derivation != OFFICIAL else ""
    marks = [f"derivation type {named}" if named else "", f"status {status}" if status else ""]
    return "IMF: " + ", ".join(m for m in marks if m) if any(marks) else None


def add_remainder(frame: pd.DataFrame) -> pd.DataFrame:
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

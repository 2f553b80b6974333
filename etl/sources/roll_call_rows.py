"""Roll calls of the United Nations: the rows of the voting file that are of use, and the tables made of them.

The seat of the Soviet Union is Russia's, that of Byelorussia Belarus's, whatever code the file gives it. Which texts
are about Ukraine is read from title, agenda and subjects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

import pandas as pd

from etl.contract.frames import conform
from etl.contract.tables import TABLES
from etl.contract.types import PATTERNS, is_day
from etl.sources.answers import Answer, Row
from etl.sources.csv_answers import csv_lines, csv_rows
from etl.sources.left_out import Fault, LeftOut
from etl.sources.payload import lenient
from etl.sources.source import facts

FOUNDED, MOST_MEMBERS = "1946", 200  # the first roll call; members of the United Nations, with room for new ones
COUNTRIES = facts("un_votes")["own"]["countries"].split()
SEATS = {"SUN": "RUS", "BYS": "BLR"}
MARKS = {"Y": "Y", "N": "N", "A": "A", "X": "X", "": "X", "NV": "X"}  # NV is the documentation's word of 2024
_TALLY = {"yes": "total_yes", "no": "total_no", "abstain": "total_abstentions"}
_TEXTS = ("undl_id", "ms_code", "ms_vote", "date", "session", "resolution", "title", "agenda_title", "subjects")
COLUMNS = (*_TEXTS, *_TALLY.values())
FAULTS: tuple[Fault, ...] = (
    ("not a vote: no number of a resolution", lambda number, *_: not re.fullmatch(r"\d{1,12}", number)),
    ("not a vote", lambda *row: row[2] not in MARKS),
    ("a date that is none", lambda *row: not _is_voting_day(row[3])),
    ("more votes than there are members", lambda *row: max(_whole(n) or 0 for n in row[-3:]) > MOST_MEMBERS),
)
_ABOUT = re.compile(r"\b(?:Ukrain\w*|Crimea\w*|Sevastopol)\b", re.IGNORECASE)
_SUFFIX = re.compile(r"\s*:?\s*\w?\s*\bresolutions?\s*/\s*adopted\b.*$", re.IGNORECASE)


def extract(file: BinaryIO) -> Iterator[bytes]:
    """Header and rows of the seats of `COUNTRIES`."""
    return csv_lines(file, COLUMNS, "ms_code", lambda cell: SEATS.get(cell, cell) in COUNTRIES)


def read(key: str, body: bytes, left: LeftOut) -> Answer:
    """Rows of an extract in the order of `COLUMNS`, one for each country and resolution."""
    return Answer(left.usable(csv_rows(lenient(body), COLUMNS, left, ours=True), FAULTS))


def cast(row: Row) -> Row | None:
    """The vote (resolution, country) of a row; none where a country did not vote.

    So a file in which the marks went blank has lost the votes of the one before.
    """
    return row[:2] if MARKS[row[2]] != "X" else None


def tables(rows: Sequence[Row]) -> dict[str, pd.DataFrame]:
    """`un_resolutions` and `un_votes` from rows in the order of `COLUMNS`."""
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype="str").fillna("")
    frame["country"] = frame["ms_code"].replace(SEATS)
    frame["resolution_id"] = "UNDL-" + frame["undl_id"]
    frame["vote"] = frame["ms_vote"].map(MARKS)
    votes, disputed = _one_vote(frame)
    resolutions = frame.drop_duplicates("resolution_id")
    return {
        "un_resolutions": conform(TABLES["un_resolutions"].raw(), _resolutions(resolutions, disputed)),
        "un_votes": conform(TABLES["un_votes"].raw(), votes),
    }


def _one_vote(frame: pd.DataFrame) -> tuple[pd.DataFrame, dict[Any, str]]:
    """Votes, and by resolution a note on the countries for which the file holds two different ones."""
    key = ["resolution_id", "country"]
    votes = frame[[*key, "vote"]].drop_duplicates()
    twice = votes.duplicated(key, keep=False)
    pairs = votes[twice].drop_duplicates(key)
    names = pairs.sort_values("country").groupby("resolution_id")["country"].agg(", ".join)
    return votes[~twice], {id: f"two different votes in the file, left out: {some}" for id, some in names.items()}


def _resolutions(frame: pd.DataFrame, disputed: dict[Any, str]) -> pd.DataFrame:
    words = frame["title"] + " " + frame["agenda_title"] + " " + frame["subjects"]
    regular = frame["session"].str.fullmatch(r"[1-9]\d{0,2}").astype(bool)
    notes = frame["session"].mask(regular, "").map(lambda s: f"special or emergency session {s}" if s else "")
    doubts = frame["resolution_id"].map(lambda r: disputed.get(r, ""))
    return frame.assign(
        session=frame["session"].where(regular).map(_whole),
        title=frame["title"].str.replace(_SUFFIX, "", regex=True).where(lambda t: t != "", frame["resolution"]),
        about_ukraine=words.str.contains(_ABOUT, regex=True),
        source="un_undl_live",
        root_family="un_record",
        basis_text="votes: UN Digital Library voting file",
        note=[" ".join(filter(None, pair)) for pair in zip(notes, doubts, strict=True)],
        **{to: frame[of].map(_whole) for to, of in _TALLY.items()},
    )


def _is_voting_day(day: str) -> bool:
    return bool(re.fullmatch(PATTERNS["date"], day)) and is_day(day) and day >= FOUNDED


def _whole(value: Any) -> int | None:
    """120.0 as the file writes it, as 120; None for anything that is no whole number."""
    return int(float(value)) if isinstance(value, str) and re.fullmatch(r"\d{1,4}(\.0{0,9})?", value) else None

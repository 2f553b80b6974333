"""UN General Assembly roll calls of twelve countries, from the UN Digital Library's voting file (record 4060887).

The file's name carries its date and changes: it is discovered through the library's file list. It is large (some 364
MB) and is streamed to disk; kept is its extract of the twelve countries, with the rows as they were. The seat of the
Soviet Union is Russia's, that of Byelorussia Belarus's, whatever code the file gives it. Only adopted resolutions
with a recorded vote are in the file. Which texts are about Ukraine is read from title, agenda and subjects.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import cache, partial
from typing import BinaryIO
from urllib.parse import urlsplit

import pandas as pd

from etl.contract.errors import PayloadError
from etl.sources.answers import Answer, Reader, folder, newest_file, source
from etl.sources.base import Request, RequestContext, Snapshot
from etl.sources.left_out import LeftOut
from etl.sources.parsed import parsed
from etl.sources.payload import csv_rows, json_value, lenient, picked, refusal
from etl.sources.roll_call_rows import COLUMNS, FAULTS, MARKS, SEATS, tables
from etl.sources.streams import csv_lines

RECORD = "4060887"
COUNTRIES = frozenset(["RUS", "IRN", "USA", "CHN", "IND", "TUR", "BLR", "SYR", "KAZ", "ARM", "AZE", "UKR"])
_LIST = Request(key="files", path="/api/v1/file", params=(("recid", RECORD),))
_NAME = re.compile(r"(\d{4})_(\d{1,2})_(\d{1,2})_ga(?:_resolutions)?_voting(?:_corr(\d{1,2}))?(?:\.csv)?")


def requests(context: RequestContext) -> Iterator[Request]:
    """The list of files first; then the newest voting file when we do not hold it yet."""
    until = (context.today + timedelta(days=1)).isoformat()  # a day to come would stay the newest for good

    def newest(files: bytes) -> Request:
        name, path, day = _newest(files, until)
        return Request(key=f"votes/{name}", path=path, accept="text/csv", expects=True, released=day, stream=True)

    return newest_file(context, _LIST, newest, supersedes=_supersedes, days=SOURCE.cadence_days)


def _supersedes(key: str, other: str) -> bool:
    return _dated(key.removeprefix("votes/")) >= _dated(other.removeprefix("votes/"))


def probes(context: RequestContext) -> Iterator[Request]:
    yield _LIST


def _dated(name: str) -> tuple[str, int]:
    """(ISO day, number of the corrigendum) that the name of a voting file says; ("", 0) for another name."""
    match = _NAME.fullmatch(name)
    if not match or int(match[2]) not in range(1, 13) or int(match[3]) not in range(1, 32):
        return "", 0
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}", int(match[4] or 0)


def _newest(body: bytes, until: str = "9999") -> tuple[str, str, str]:
    """(name, path, ISO day) of the newest voting file, of a day no later than `until`, in the library's list."""
    files = json_value(body)
    if not isinstance(files, list):
        raise PayloadError(f"no list of files: {refusal(body)}")
    found = []
    for file in files:
        name, url = (str(file.get(k) or "") for k in ("name", "url")) if isinstance(file, dict) else ("", "")
        day, corrigendum = _dated(name)
        path = urlsplit(url).path if url.startswith("http") else ""
        if path.endswith(".csv") and "" < day <= until:
            found.append((day, corrigendum, name.removesuffix(".csv"), path))
    if not found:
        raise PayloadError("no voting file is in the library's list")
    # of one day's files the last corrigendum holds good
    day, _, name, path = max(found)
    return name, path, day


def extract(file: BinaryIO) -> Iterator[bytes]:
    """Header and rows of the twelve countries."""
    return csv_lines(file, COLUMNS, "ms_code", lambda cell: SEATS.get(cell, cell) in COUNTRIES)


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    """Rows of the extract in the order of `COLUMNS`, one for each country and resolution."""
    header, rows = csv_rows(lenient(body), COLUMNS, left, ours=True)
    used = left.usable(picked(header, rows, COLUMNS), FAULTS)
    left.check(len(used))
    return Answer(used)


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`un_resolutions` and `un_votes` from the newest voting file."""
    held = _READER.with_figures(snapshots)
    if not held:
        return tables([])
    newest = max(held, key=lambda s: (s.released, s.retrieved))
    made = cache(lambda: tables(_READER.rows(newest)))
    return {name: parsed(newest, name, partial(_one_of, made, name)) for name in ("un_resolutions", "un_votes")}


def _one_of(made: Callable[[], dict[str, pd.DataFrame]], name: str) -> pd.DataFrame:
    return made()[name]


# who did not vote is no figure, so that a file in which the marks went blank has lost what was held
_READER = Reader(
    read=_read,
    figure=lambda row: row[:2] if MARKS[row[2]] != "X" else None,
    scope=folder,
    lookups={_LIST.key: lambda body: _newest(body)[2]},
)
SOURCE = source("un_votes", _READER, requests=requests, probes=probes, tidy=tidy, extract=extract)

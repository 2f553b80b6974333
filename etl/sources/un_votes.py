"""UN General Assembly roll calls of twelve countries, from the UN Digital Library's voting file (record 4060887).

The file's name carries its date and changes: it is discovered through the library's file list. It is large (some 364
MB) and is streamed to disk; what is stored is its extract of the twelve countries, with the rows as they were. Only
adopted resolutions with a recorded vote are in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, partial
from urllib.parse import urlsplit

import pandas as pd

from etl.contract.errors import PayloadError
from etl.sources.answers import Reader, folder, source
from etl.sources.base import Request, Snapshot
from etl.sources.editions import Edition, Editions
from etl.sources.parsed import parsed
from etl.sources.payload import json_value, refusal
from etl.sources.roll_call_rows import MARKS, extracted, read, tables

RECORD = "4060887"
COUNTRIES = frozenset(["RUS", "IRN", "USA", "CHN", "IND", "TUR", "BLR", "SYR", "KAZ", "ARM", "AZE", "UKR"])
_NAME = re.compile(r"(\d{4})_(\d{1,2})_(\d{1,2})_ga(?:_resolutions)?_voting(?:_corr(\d{1,2}))?(?:\.csv)?")


def _named(body: bytes) -> Iterator[Edition]:
    """The voting files in the library's list."""
    files = json_value(body)
    if not isinstance(files, list):
        raise PayloadError(f"no list of files: {refusal(body)}")
    for file in files:
        name, url = (str(file.get(k) or "") for k in ("name", "url")) if isinstance(file, dict) else ("", "")
        day, corrigendum = _dated(name)
        if day and url.startswith("http") and urlsplit(url).path.endswith(".csv"):
            yield Edition(day, corrigendum, name.removesuffix(".csv"), urlsplit(url).path)


def _dated(name: str) -> tuple[str, int]:
    """(ISO day, number of the corrigendum) that the name of a voting file says; ("", 0) for another name."""
    match = _NAME.fullmatch(name)
    if not match or int(match[2]) not in range(1, 13) or int(match[3]) not in range(1, 32):
        return "", 0
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}", int(match[4] or 0)


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`un_resolutions` and `un_votes` from the newest voting file."""
    files = _READER.with_figures(snapshots)
    if not files:
        return tables([])
    newest = max(files, key=lambda s: (s.released, s.retrieved))
    both = cache(lambda: tables(_READER.rows(newest)))
    return {name: parsed(newest, name, lambda n=name: both()[n]) for name in ("un_resolutions", "un_votes")}  # type: ignore[misc]


_FILES = Editions(
    name="un_votes",
    lookup=Request(key="files", path="/api/v1/file", params=(("recid", RECORD),)),
    named=_named,
    at=lambda edition, since: (f"votes/{edition.name}", edition.path),
    missing="no voting file is in the library's list",
    order=_dated,
)
# who did not vote is no figure, so that a file in which the marks went blank has lost what was held
_READER = Reader(
    read=read,
    figure=lambda row: row[:2] if MARKS[row[2]] != "X" else None,
    scope=folder,
    lookups={_FILES.lookup.key: lambda body: _FILES.newest(body).released},
)
SOURCE = source(
    "un_votes", _READER, tidy, requests=_FILES.requests, probes=_FILES.probes, extract=partial(extracted, COUNTRIES)
)

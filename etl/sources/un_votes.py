"""UN General Assembly roll calls of twelve countries, from the UN Digital Library's voting file (record 4060887).

The file's name carries its date and changes: it is discovered through the library's file list. It is large (some 364
MB) and is streamed to disk; what is stored is its extract of the twelve countries, with the rows as they were. Only
adopted resolutions with a recorded vote are in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

import pandas as pd

from etl.contract.errors import PayloadError
from etl.sources.answers import Reader, folder
from etl.sources.base import Request, Snapshot
from etl.sources.editions import Edition, Editions
from etl.sources.payload import json_value, refusal
from etl.sources.roll_call_rows import cast, extract, read, tables
from etl.sources.source import source

_DAY = r"(\d{4})_(0?[1-9]|1[0-2])_(0?[1-9]|[12]\d|3[01])"
_NAME = re.compile(rf"{_DAY}_ga(?:_resolutions)?_voting(?:_corr(\d\d?))?(?:\.csv)?")


def _named(body: bytes) -> Iterator[Edition]:
    """The voting files in the library's list."""
    files = json_value(body)
    if not isinstance(files, list):
        raise PayloadError(f"no list of files: {refusal(body)}")
    for file in (each for each in files if isinstance(each, dict)):
        name, path = str(file.get("name")), urlsplit(str(file.get("url"))).path
        day, corrigendum = _dated(name)
        if day and path.endswith(".csv"):
            yield Edition(day, corrigendum, name.removesuffix(".csv"), path)


def _dated(name: str) -> tuple[str, int]:
    """(ISO day, number of the corrigendum) that the name of a voting file says; ("", 0) for another name."""
    match = _NAME.fullmatch(name)
    return ("-".join(part.zfill(2) for part in match.groups()[:3]), int(match[4] or 0)) if match else ("", 0)


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`un_resolutions` and `un_votes` from the newest voting file."""
    newest = max(_READER.of_table(snapshots), key=lambda s: (s.released, s.retrieved), default=None)
    if newest is None:
        return tables([])
    both = cache(lambda: tables(_READER.rows(newest)))
    return {name: newest.frame(name, lambda n=name: both()[n]) for name in ("un_resolutions", "un_votes")}  # type: ignore[misc]


_FILES = Editions(
    name="un_votes",
    lookup=Request(key="files", path="/api/v1/file", params=(("recid", "4060887"),)),
    named=_named,
    at=lambda edition, since: (f"votes/{edition.name}", edition.path),
    missing="no voting file is in the library's list",
    order=_dated,
)
_LOOKUPS = {_FILES.lookup.key: lambda body: _FILES.newest(body).released}
_READER = Reader(read=read, figure=cast, scope=folder, lookups=_LOOKUPS)
SOURCE = source("un_votes", _READER, tidy, requests=_FILES.requests, probes=_FILES.probes, extract=extract)

"""UN General Assembly roll calls of twelve countries, from the UN Digital Library's voting file (record 4060887).

The file's name carries its date and changes: it is discovered through the library's file list. It is large (some 364
MB) and is streamed to disk; kept is its extract of the twelve countries, with the rows as they were. The seat of the
Soviet Union is Russia's, that of Byelorussia Belarus's, whatever code the file gives it. Only adopted resolutions
with a recorded vote are in the file. Which texts are about Ukraine is read from title, agenda and subjects.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import cache, partial
from typing import Any, BinaryIO
from urllib.parse import urlsplit

import pandas as pd

from etl.contract.csv_reader import csv_reader
from etl.contract.errors import PayloadError
from etl.contract.schema import conform
from etl.contract.tables import TABLES
from etl.contract.types import PATTERNS, is_day
from etl.sources.base import Checked, Request, RequestContext, Snapshot, described
from etl.sources.left_out import LeftOut
from etl.sources.parsed import parsed
from etl.sources.payload import csv_rows, json_value, lenient, picked, refusal, shortened

RECORD = "4060887"
COUNTRIES = frozenset(["RUS", "IRN", "USA", "CHN", "IND", "TUR", "BLR", "SYR", "KAZ", "ARM", "AZE", "UKR"])
FOUNDED, MOST_MEMBERS = "1946", 200  # the first roll call; members of the United Nations, with room for new ones
_SEATS = {"SUN": "RUS", "BYS": "BLR"}
_LIST = "files"
_NAME = re.compile(r"(\d{4})_(\d{1,2})_(\d{1,2})_ga(?:_resolutions)?_voting(?:_corr(\d{1,2}))?(?:\.csv)?")
_MARKS = {"Y": "Y", "N": "N", "A": "A", "X": "X", "": "X", "NV": "X"}  # NV is the documentation's word of 2024
_COLUMNS = (
    "undl_id",
    "ms_code",
    "ms_vote",
    "date",
    "session",
    "resolution",
    "title",
    "agenda_title",
    "subjects",
    "total_yes",
    "total_no",
    "total_abstentions",
)
_ABOUT = re.compile(r"\b(?:Ukrain\w*|Crimea\w*|Sevastopol)\b", re.IGNORECASE)
_SUFFIX = re.compile(r"\s*:?\s*\w?\s*\bresolutions?\s*/\s*adopted\b.*$", re.IGNORECASE)


def requests(context: RequestContext) -> Iterator[Request]:
    """The list of files first; then the newest voting file when we do not hold it yet."""
    files = context.newest(_LIST)
    until = (context.today + timedelta(days=1)).isoformat()  # a day to come would stay the newest for good
    name, path, day = _newest(files.read(), until) if files is not None else ("", "", "")
    held = any(_dated(key.removeprefix("votes/")) >= _dated(name) for key in context.last_success)
    # a file that is not there yet is looked up anew: names expire
    if context.due(_LIST, SOURCE.cadence_days if held else 1):
        yield _list()
    elif not held:
        yield Request(key=f"votes/{name}", path=path, accept="text/csv", expects=True, released=day, stream=True)


def _list() -> Request:
    return Request(key=_LIST, path="/api/v1/file", params=(("recid", RECORD),))


def probes(context: RequestContext) -> Iterator[Request]:
    yield _list()


def check(request: Request, body: bytes) -> Checked:
    """Files in the list, or roll-call votes in the extract."""
    if request.key == _LIST:
        return Checked(rows=1, released=_newest(body)[2])
    left = LeftOut()
    rows = _votes(body, left)
    # who did not vote is no figure, so that a file in which the marks went blank has lost what was held
    return Checked(
        rows=len(rows), cells={"votes": {row[:2] for row in rows if _MARKS[row[2]] != "X"}}, left_out=left.words()
    )


def scopes(key: str) -> tuple[str, ...]:
    """The votes, whatever the name of their file is."""
    return ("votes",) if key.startswith("votes/") else ()


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
    """Header and rows of the twelve countries, without ever holding the file in memory."""
    start = file.read(4096)
    file.seek(0)
    if not start.strip() or start.lstrip(codecs.BOM_UTF8 + b" \r\n").startswith(b"<"):
        raise PayloadError(f"a challenge page instead of the file: {shortened(start.decode(errors='replace'))}")
    # a byte that is no UTF-8 is kept as it is: its row alone is left out when the extract is read
    lines = io.TextIOWrapper(file, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        reader = csv_reader(lines, strict=True)
        header = next(reader)
        missing = [c for c in _COLUMNS if c not in header]
        if missing:
            raise PayloadError(f"the columns {', '.join(missing)} are missing")
        yield _line(header)
        row = header
        for row in reader:
            # where a row has a cell too many or too few, none is known to be the country's
            cells = [row[header.index("ms_code")]] if len(row) == len(header) else row
            if any(_SEATS.get(cell, cell) in COUNTRIES for cell in cells):
                yield _line(row)
        if len(row) < len(header):
            raise PayloadError(f"line {reader.line_num} has {len(row)} cells, the header {len(header)}: cut off?")
    except csv.Error as err:
        raise PayloadError(f"broken CSV ({err})") from None
    finally:
        lines.detach()


def _line(row: Sequence[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(row)
    return out.getvalue().encode("utf-8", "surrogateescape")


def _votes(body: bytes, left: LeftOut) -> list[tuple[str, ...]]:
    """Rows of the extract in the order of `_COLUMNS`, one for each country and resolution."""
    header, rows = csv_rows(lenient(body), _COLUMNS, left, ours=True)
    used = [row for row in picked(header, rows, _COLUMNS) if not _unusable(row, left)]
    left.check(len(used))
    return used


def _unusable(row: tuple[str, ...], left: LeftOut) -> bool:
    """Whether a row is no vote; why is added to `left`."""
    number, _, mark, day, *_ = row
    tallies = row[-len(_TALLY) :]
    why = ""
    if not re.fullmatch(r"\d{1,12}", number):
        why = "not a vote: no number of a resolution"
    elif mark not in _MARKS:
        why = "not a vote"
    elif not re.fullmatch(PATTERNS["date"], day) or not is_day(day) or day < FOUNDED:
        why = "a date that is none"
    elif max(_whole(tally) or 0 for tally in tallies) > MOST_MEMBERS:
        why = "more votes than there are members"
    if why:
        left.add(why, " ".join(row[:4]))
    return bool(why)


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`un_resolutions` and `un_votes` from the newest voting file."""
    held = [s for s in snapshots if s.key.startswith("votes/")]
    if not held:
        return _tables([])
    newest = max(held, key=lambda s: (s.released, s.retrieved))
    made = cache(lambda: _tables(_votes(newest.read(), LeftOut())))
    return {name: parsed(newest, name, partial(_one_of, made, name)) for name in ("un_resolutions", "un_votes")}


def _one_of(made: Callable[[], dict[str, pd.DataFrame]], name: str) -> pd.DataFrame:
    return made()[name]


def _tables(rows: list[tuple[str, ...]]) -> dict[str, pd.DataFrame]:
    frame = pd.DataFrame(rows, columns=list(_COLUMNS), dtype="str").fillna("")
    frame["country"] = frame["ms_code"].replace(_SEATS)
    frame["resolution_id"] = "UNDL-" + frame["undl_id"]
    frame["vote"] = frame["ms_vote"].map(_MARKS)
    votes, disputed = _one_vote(frame)
    resolutions = frame.drop_duplicates("resolution_id")
    return {
        "un_resolutions": conform(TABLES["un_resolutions"].raw(), _resolutions(resolutions, disputed)),
        "un_votes": conform(TABLES["un_votes"].raw(), votes),
    }


def _one_vote(frame: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, list[str]]]:
    """Votes, and by resolution the countries for which the file holds two different ones, which are left out."""
    key = ["resolution_id", "country"]
    votes = frame[[*key, "vote"]].drop_duplicates()
    twice = votes.duplicated(key, keep=False)
    pairs = votes[twice].drop_duplicates(key)
    disputed = {str(r): sorted(g["country"]) for r, g in pairs.groupby("resolution_id")}
    return votes[~twice], disputed


def _resolutions(frame: pd.DataFrame, disputed: dict[str, list[str]]) -> pd.DataFrame:
    words = frame["title"] + " " + frame["agenda_title"] + " " + frame["subjects"]
    regular = frame["session"].str.fullmatch(r"[1-9]\d{0,2}").astype(bool)
    notes = frame["session"].mask(regular, "").map(lambda s: f"special or emergency session {s}" if s else "")
    doubts = frame["resolution_id"].map(lambda r: _doubt(disputed.get(r, [])))
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


_TALLY = {"yes": "total_yes", "no": "total_no", "abstain": "total_abstentions"}


def _whole(value: Any) -> int | None:
    """120.0 as the file writes it, as 120; None for anything that is no whole number."""
    return int(float(value)) if isinstance(value, str) and re.fullmatch(r"\d{1,4}(\.0{0,9})?", value) else None


def _doubt(countries: list[str]) -> str:
    return f"two different votes in the file, left out: {', '.join(countries)}" if countries else ""


SOURCE = described("un_votes", requests=requests, check=check, tidy=tidy, probes=probes, scopes=scopes, extract=extract)

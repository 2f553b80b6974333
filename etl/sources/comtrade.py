"""UN Comtrade: who records what about Iran and Russia, annual, all commodities; the pair by HS chapter.

Availability is asked first: it says which reporter published which year and when, so that only what was released since
our last look is fetched, and an empty answer can be told from a wrong question. Four dimensions are pinned in the
question (second partner, transport, customs, classic breakdown) and checked in the answer (see `comtrade_rows`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd

from etl.contract.errors import PayloadError
from etl.sources import comtrade_rows as reader
from etl.sources import trade_rows
from etl.sources.base import Checked, Request, RequestContext, Snapshot, described
from etl.sources.left_out import LeftOut
from etl.sources.parsed import parsed
from etl.sources.payload import json_object

PREVIEW_CAP, KEYED_CAP, KEYED_PERIODS, AVAILABILITY_PERIODS = 500, 100_000, 12, 12
LOOK_DAYS = 1
_YEARS = re.compile(r"\d{4}")
Releases = Mapping[tuple[int, str], str]  # (reporter, classification) -> what tells its release


def requests(context: RequestContext) -> Iterator[Request]:
    """Availability first; then every question whose periods were released since they were last answered."""
    years = range(context.since, context.today.year + 1)
    chunks = list(_chunks(years, AVAILABILITY_PERIODS))
    looks = [_availability(c, context.today.year) for c in chunks if context.due(_key("availability", c), LOOK_DAYS)]
    yield from looks
    now = _published(context, None) if not looks else {}
    for kind in _QUESTIONS:
        stale = [y for y in reversed(years) if _concerned(kind, now.get(y, {})) and _stale(context, kind, y, now[y])]
        for chunk in _chunks(stale, KEYED_PERIODS if context.keyed else 1):
            yield _question(kind, sorted(chunk), context.keyed, now)


def _availability(years: Sequence[int], today: int) -> Request:
    # two years after its end somebody has published every year
    expects, params = min(years) <= today - 2, (("period", ",".join(map(str, years))),)
    return Request(key=_key("availability", years), path="/public/v1/getDa/C/A/HS", params=params, expects=expects)


_QUESTIONS: dict[str, tuple[str, str, str, str]] = {
    # kind: reporter, partner, commodity, flow; empty = all of them
    "partner-364": ("", "364", "TOTAL", "M,X"),
    "partner-643": ("", "643", "TOTAL", "M,X"),
    "reporter-364-X": ("364", "", "TOTAL", "X"),
    "reporter-364-M": ("364", "", "TOTAL", "M"),
    "reporter-643-X": ("643", "", "TOTAL", "X"),
    "reporter-643-M": ("643", "", "TOTAL", "M"),
    "pair-364-643": ("364", "643", "AG2", "M,X"),
    "pair-643-364": ("643", "364", "AG2", "M,X"),
}


def _question(kind: str, years: Sequence[int], keyed: bool, now: Mapping[int, Releases]) -> Request:
    reporter, partner, commodity, flow = _QUESTIONS[kind]
    asked = [("reporterCode", reporter), ("partnerCode", partner)]
    params = [(name, value) for name, value in asked if value]
    params += [("period", ",".join(map(str, years))), ("cmdCode", commodity), ("flowCode", flow)]
    params += [("partner2Code", "0"), ("motCode", "0"), ("customsCode", "C00"), ("breakdownMode", "classic")]
    params += [("maxRecords", str(KEYED_CAP if keyed else PREVIEW_CAP)), ("format", "JSON"), ("includeDesc", "false")]
    released = max(stamp.rpartition("|")[2] for y in years for stamp in now[y].values())
    return Request(
        key=_key(kind, years),
        path="/data/v1/get/C/A/HS" if keyed else "/public/v1/preview/C/A/HS",
        params=tuple(params),
        cap=KEYED_CAP if keyed else PREVIEW_CAP,
        promised=tuple(f"{kind}/{year}" for year in years),
        unless=_both_flows(kind, years, keyed) if reporter and commodity == "TOTAL" else None,
        released=released[:10],
    )


def _both_flows(kind: str, years: Sequence[int], keyed: bool) -> Request:
    """What a reporter has in either direction: one that published imports alone has no exports, and that is right."""
    params = [("reporterCode", _QUESTIONS[kind][0]), ("period", ",".join(map(str, years))), ("cmdCode", "TOTAL")]
    params += [("flowCode", "M,X"), ("partner2Code", "0"), ("motCode", "0"), ("customsCode", "C00")]
    path = "/data/v1/get/C/A/HS" if keyed else "/public/v1/preview/C/A/HS"
    return Request(key=_key(kind.rpartition("-")[0], years), path=path, params=tuple(params))


def count(request: Request) -> Request:
    """The question how many rows a question has; it is not cut."""
    params = (*request.params, ("countOnly", "true"))
    return Request(key=f"{request.key}/count", path=request.path, params=params)


def counted(body: bytes) -> int:
    """The number in the answer to `count`."""
    number = json_object(body).get("count")
    if not isinstance(number, int) or isinstance(number, bool):
        raise PayloadError("the count is missing")
    return number


def probes(context: RequestContext) -> Iterator[Request]:
    yield _availability([context.today.year - 2], context.today.year)
    yield _question("partner-364", [context.today.year - 2], context.keyed, {context.today.year - 2: {(0, ""): "|"}})


def _chunks(years: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    it = iter(years)
    while chunk := list(itertools.islice(it, size)):
        yield chunk


def _key(kind: str, years: Sequence[int]) -> str:
    return f"{kind}/{'+'.join(map(str, years))}"


def _periods(key: str) -> list[int]:
    return [int(y) for y in _YEARS.findall(key.partition("/")[2])]


def _concerned(kind: str, published: Releases) -> bool:
    reporter = _QUESTIONS[kind][0]
    return any(not reporter or str(code) == reporter for code, _ in published)


def _published(context: RequestContext, until: str | None) -> dict[int, dict[tuple[int, str], str]]:
    """What was published for each year, as known at the moment `until` (None: now)."""
    out: dict[int, dict[tuple[int, str], str]] = {}
    newest = {s.key: s for s in context.snapshots if _is_look(s) and (until is None or s.retrieved <= until)}
    for snapshot in sorted(newest.values(), key=lambda s: s.retrieved):
        for year in _periods(snapshot.key):
            out[year] = {}
        for row in reader.availability(snapshot.read(), LeftOut()):
            code = (row["reporterCode"], str(row.get("classificationCode")))
            out.setdefault(int(row["period"]), {})[code] = f"{row.get('datasetChecksum')}|{row.get('lastReleased')}"
    return out


def _stale(context: RequestContext, kind: str, year: int, now: Releases) -> bool:
    """Whether what is published for `year` changed since the question was last answered for it."""
    looks = [t for key, t in context.last_success.items() if key.startswith(f"{kind}/") and year in _periods(key)]
    if not looks:
        return True
    reporter = _QUESTIONS[kind][0]
    then = _published(context, max(looks)).get(year)
    ours = [code for code in now if not reporter or str(code[0]) == reporter]
    return then is None or any(then.get(code) != now[code] for code in ours)


def _is_look(snapshot: Snapshot) -> bool:
    return snapshot.key.startswith("availability/")


def scopes(key: str) -> tuple[str, ...]:
    """A question of several years covers each of them."""
    return tuple(f"{key.partition('/')[0]}/{year}" for year in _periods(key))


def check(request: Request, body: bytes) -> Checked:
    """Rows of the answer; PayloadError when it is not about what was asked."""
    left = LeftOut()
    if request.key.startswith("availability/"):
        rows = reader.availability(body, left)
        cells = {s: {r["reporterCode"] for r in rows if s.endswith(f"/{r['period']}")} for s in scopes(request.key)}
        released = max((str(r.get("lastReleased") or "") for r in rows), default="")[:10]
        return Checked(rows=len(rows), released=released, cells=cells, left_out=left.words())
    listed = reader.read(body)
    frame = _as_asked(request.key, listed, left)
    given = frame[frame["primaryValue"].notna()]
    at = given[["reporterCode", "partnerCode", "flowCode", "cmdCode"]]
    cells = {s: set(at[given["period"] == s[-4:]].itertuples(index=False, name=None)) for s in scopes(request.key)}
    return Checked(rows=len(listed), cells=cells, left_out=left.words())


def _as_asked(key: str, listed: list[Any], left: LeftOut) -> pd.DataFrame:
    """Rows of `pinned` that answer the question `key`; PayloadError when none of several does."""
    frame = reader.pinned(listed, left)
    frame = reader.without(frame, ~frame["period"].isin([str(y) for y in _periods(key)]), "another year", left)
    reporter, partner, commodity, _ = _QUESTIONS[key.partition("/")[0]]
    for column, code in (("reporterCode", reporter), ("partnerCode", partner)):
        if code:
            frame = reader.without(frame, frame[column] != int(code), f"another {column} than {code}", left)
    goods = frame["cmdCode"].str.fullmatch("TOTAL" if commodity == "TOTAL" else "[0-9]{2}").astype(bool)
    frame = reader.without(frame, ~goods, "other commodities than were asked", left)
    left.check(len(frame))
    return frame


def tidy(snapshots: Sequence[Snapshot]) -> dict[str, pd.DataFrame]:
    """`trade` from every answer but availability, a vintage for each change."""
    answers = []
    for snapshot in snapshots:
        if not _is_look(snapshot):
            kind, day, asked = snapshot.key.partition("/")[0], snapshot.retrieved[:10], _periods(snapshot.key)
            frame = parsed(snapshot, "trade", partial(_frame, snapshot))
            parts = [(y, frame[frame["period"] == str(y)]) for y in asked] if len(asked) > 1 else [(asked[0], frame)]
            answers += [(f"{kind}/{year}", day, part) for year, part in parts]
    return {"trade": trade_rows.table(answers)}


def _frame(snapshot: Snapshot) -> pd.DataFrame:
    return reader.trade(_as_asked(snapshot.key, reader.read(snapshot.read()), LeftOut()))


SOURCE = described(
    "comtrade", requests=requests, check=check, tidy=tidy, probes=probes, scopes=scopes, count=count, counted=counted
)

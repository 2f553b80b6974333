"""What UN Comtrade publishes, and when: which reporter released which year, so that only what is new is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from etl.contract.errors import PayloadError
from etl.sources.answers import chunks, folder, is_year
from etl.sources.base import Checked, Request, RequestContext
from etl.sources.left_out import LeftOut
from etl.sources.payload import json_object, refusal

LOOKUP = "availability"
PERIODS, LOOK_DAYS = 12, 1
_YEARS = re.compile(r"\d{4}")
Releases = Mapping[tuple[int, str], str]  # (reporter, classification) -> what identifies its release


def key(kind: str, years: Sequence[int]) -> str:
    """The key of a question of the kind `kind` about `years`."""
    return f"{kind}/{'+'.join(map(str, years))}"


def params(years: Sequence[int], codes: Mapping[str, str], cap: int = 0) -> tuple[tuple[str, str], ...]:
    """The query for `years` and `codes`, of which an empty one is not asked about; with `cap` for that many rows."""
    rows = {"maxRecords": str(cap), "format": "JSON", "includeDesc": "false"} if cap else {}
    query = {"period": ",".join(map(str, years)), **codes, **rows}
    return tuple((name, value) for name, value in query.items() if value)


def periods(key: str) -> list[int]:
    """The years that a key names."""
    return [int(year) for year in _YEARS.findall(key.partition("/")[2])]


def scopes(key: str) -> tuple[str, ...]:
    """A question of several years covers each of them."""
    return tuple(f"{folder(key)}/{year}" for year in periods(key))


def lookup(years: Sequence[int], today: int) -> Request:
    """The question who published `years`; `today` is the year of the run."""
    # two years after its end somebody has published every year
    expects = min(years) <= today - 2
    return Request(key=key(LOOKUP, years), path="/public/v1/getDa/C/A/HS", params=params(years, {}), expects=expects)


def lookups(context: RequestContext) -> list[Request]:
    """The questions about all years wanted that are due."""
    today = context.today.year
    questions = (lookup(years, today) for years in chunks(range(context.since, today + 1), PERIODS))
    return [question for question in questions if context.due(question.key, LOOK_DAYS)]


def check(request: Request, body: bytes) -> Checked:
    """The reporters of each year; PayloadError for an answer that is not the documented one."""
    left = LeftOut()
    rows = read(body, left)
    cells = {s: {r["reporterCode"] for r in rows if s.endswith(f"/{r['period']}")} for s in scopes(request.key)}
    released = max((str(r.get("lastReleased") or "") for r in rows), default="")[:10]
    return Checked(rows=len(rows), released=released, cells=cells, left_out=left.words())


def read(body: bytes, left: LeftOut) -> list[dict[str, Any]]:
    """Rows of an answer, each with `period` and `reporterCode`; others are added to `left`."""
    answer = json_object(body)
    listed = answer.get("data")
    if answer.get("error") or not isinstance(listed, list):
        raise PayloadError(f"availability says: {refusal(body)}")
    used = []
    for row in left.objects(listed):
        if is_year(row.get("period")) and type(row.get("reporterCode")) is int:
            used.append(row)
        else:
            left.add("no period or reporter", row)
    left.check(len(used))
    return used


def published(context: RequestContext, until: str | None = None) -> dict[int, dict[tuple[int, str], str]]:
    """What was published for each year, as known at the moment `until` (None: now)."""
    releases: dict[int, dict[tuple[int, str], str]] = {}
    looks = [s for s in context.snapshots if folder(s.key) == LOOKUP and (until is None or s.retrieved <= until)]
    for snapshot in sorted({s.key: s for s in looks}.values(), key=lambda s: s.retrieved):
        releases |= {year: {} for year in periods(snapshot.key)}
        for row in read(snapshot.read(), LeftOut()):
            code = (row["reporterCode"], str(row.get("classificationCode")))
            release = f"{row.get('datasetChecksum')}|{row.get('lastReleased')}"
            releases.setdefault(int(row["period"]), {})[code] = release
    return releases


def stale_years(context: RequestContext, kind: str, reporter: str, now: Mapping[int, Releases]) -> Iterator[int]:
    """The years wanted, newest first, of which `now` has a release that came after the answer to `kind` about them.

    `reporter` is the one that is asked about, empty for all of them.
    """
    for year in range(context.today.year, context.since - 1, -1):
        ours = [code for code in now.get(year, {}) if reporter in ("", str(code[0]))]
        when = [t for k, t in context.last_success.items() if folder(k) == kind and year in periods(k)]
        then = published(context, max(when)).get(year, {}) if ours and when else {}
        if any(then.get(code) != now[year][code] for code in ours):
            yield year

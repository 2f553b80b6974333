"""What UN Comtrade publishes, and when: which reporter released which year, so that only what is new is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from etl.contract.errors import PayloadError
from etl.sources.answers import Row, chunks, folder
from etl.sources.base import Request, RequestContext
from etl.sources.left_out import LeftOut, is_year
from etl.sources.payload import json_object, refusal

LOOKUP = "availability"
PERIODS, LOOK_DAYS = 12, 1
_YEARS = re.compile(r"\d{4}")
_FIELDS = ("period", "reporterCode", "classificationCode", "datasetChecksum", "lastReleased")
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


def read(body: bytes, left: LeftOut) -> list[Row]:
    """(year, reporter, classification, stamp of the release) of each row; what lacks year or reporter is left out."""
    answer = json_object(body)
    listed = answer.get("data")
    if answer.get("error") or not isinstance(listed, list):
        raise PayloadError(f"availability says: {refusal(body)}")
    nameless = ("no period or reporter", lambda year, code, *_: not is_year(year) or type(code) is not int)
    used = left.usable([tuple(map(row.get, _FIELDS)) for row in left.objects(listed)], (nameless,))
    left.check(len(used))
    return [(str(year), code, str(goods), f"{checksum}|{day or ''}") for year, code, goods, checksum, day in used]


def day(stamp: str) -> str:
    """The day of the release that `stamp` is of, as the publisher writes it."""
    return stamp.rpartition("|")[2][:10]


def published(context: RequestContext, until: str | None = None) -> dict[int, dict[tuple[int, str], str]]:
    """What was published for each year, as known at the moment `until` (None: now)."""
    releases: dict[int, dict[tuple[int, str], str]] = {}
    looks = [s for s in context.snapshots if folder(s.key) == LOOKUP and (until is None or s.retrieved <= until)]
    for snapshot in sorted({s.key: s for s in looks}.values(), key=lambda s: s.retrieved):
        releases |= {year: {} for year in periods(snapshot.key)}
        for year, *code, stamp in read(snapshot.read(), LeftOut()):
            releases.setdefault(int(year), {})[*code] = stamp
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

"""UN Comtrade: who records what about Iran and Russia, annual, all commodities; the pair by HS chapter.

Availability is asked first: it says which reporter published which year and when, so that only what was released since
our last look is fetched, and an empty answer is distinguished from a wrong question. Four dimensions are pinned in the
question (second partner, transport, customs, classic breakdown) and checked in the answer (see `comtrade_rows`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from etl.sources import comtrade_releases as releases
from etl.sources.answers import Reader, chunks, folder
from etl.sources.base import Request, RequestContext
from etl.sources.bilateral import bilateral
from etl.sources.comtrade_answers import QUESTIONS, count, figure, read, trade
from etl.sources.comtrade_releases import Releases

PREVIEW_CAP, KEYED_CAP, KEYED_PERIODS = 500, 100_000, 12
_PINNED = {"partner2Code": "0", "motCode": "0", "customsCode": "C00"}


def requests(context: RequestContext) -> Iterator[Request]:
    """Availability first; then every question whose periods were released since they were last answered."""
    looks = releases.lookups(context)
    yield from looks
    now = releases.published(context) if not looks else {}
    for kind, (reporter, *_) in QUESTIONS.items():
        stale = list(releases.stale_years(context, kind, reporter, now))
        for years in chunks(stale, KEYED_PERIODS if context.keyed else 1):
            yield _question(kind, sorted(years), context.keyed, now)


def _question(kind: str, years: Sequence[int], keyed: bool, now: Mapping[int, Releases]) -> Request:
    reporter, partner, commodity, flow = QUESTIONS[kind]
    cap = KEYED_CAP if keyed else PREVIEW_CAP
    codes = {"reporterCode": reporter, "partnerCode": partner, "cmdCode": commodity, "flowCode": flow, **_PINNED}
    codes["breakdownMode"] = "classic"
    return Request(
        key=releases.key(kind, years),
        path=_path(keyed),
        params=releases.params(years, codes, cap),
        cap=cap,
        promised=tuple(f"{kind}/{year}" for year in years),
        unless=_both_flows(kind, years, keyed) if reporter and commodity == "TOTAL" else None,
        released=max(releases.day(stamp) for year in years for stamp in now[year].values()),
    )


def _both_flows(kind: str, years: Sequence[int], keyed: bool) -> Request:
    """What a reporter has in either direction: one that published imports alone has no exports, and that is right."""
    codes = {"reporterCode": QUESTIONS[kind][0], "cmdCode": "TOTAL", "flowCode": "M,X", **_PINNED}
    key = releases.key(kind.rpartition("-")[0], years)
    return Request(key=key, path=_path(keyed), params=releases.params(years, codes))


def _path(keyed: bool) -> str:
    return "/data/v1/get/C/A/HS" if keyed else "/public/v1/preview/C/A/HS"


def probes(context: RequestContext) -> Iterator[Request]:
    year = context.today.year - 2
    yield releases.lookup([year], context.today.year)
    yield _question("partner-364", [year], context.keyed, {year: {(0, ""): "|"}})


_READER = Reader(read=read, figure=figure, scope=folder, years=releases.periods, beside=(releases.LOOKUP,))
SOURCE = bilateral("comtrade", _READER, trade, requests=requests, probes=probes, count=count)

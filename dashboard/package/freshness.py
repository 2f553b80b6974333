"""How old the data are: sources behind tables, what each is worth today, and the line that a page says about it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.package.cells import Row
from dashboard.package.store import Package

_YEAR = re.compile(r"^\d{4}")
STATES = ("fresh", "stale", "doubtful", "failing", "unasked")


@dataclass(frozen=True, kw_only=True)
class Span:
    """What the sources of a page hold: the newest observed year, and when they were asked."""

    newest: str = ""
    asked: str = ""  # the day on which a source of the page was last asked, the longest ago


def sources_of(package: Package, tables: Iterable[str]) -> list[str]:
    """Ids of the sources behind `tables`: those their rows name, and those they were read from; all when none is."""
    names = list(tables)
    named = {source for table in names for source in package.tables.different(table, "source")}
    files = {f"bundled/{table}.csv" for table in names}
    every = {row["id"]: row["raw_file"] for row in package.rows("sources")}
    return [name for name, file in every.items() if name in named or file in files] or list(every)


def span(package: Package, names: list[str]) -> Span:
    """The span of the sources `names`; periods later than the package (plans, targets) are no observations."""
    limit = package.created[:4]
    rows = [row for row in package.rows("sources") if row["id"] in names and row["last_succeeded"]]
    years = [year for row in rows if _YEAR.match(year := row["newest_observation"][:4]) and year <= limit]
    return Span(newest=max(years, default=""), asked=min((row["last_succeeded"][:10] for row in rows), default=""))


def state(source: Row, today: date) -> str:
    """One of STATES, as `python -m etl status` gives it: the `standing` that the package gives the source.

    An answered one is fresh, stale when `stale_after` is over, or failing when its answer is dated in days to come.
    """
    days, standing = age_days(source, today), source["standing"] or "unasked"
    if standing != "answered":
        return standing
    if days is not None and days < -1:
        return "failing"
    return "stale" if today.isoformat() > source["stale_after"] else "fresh"


def age_days(source: Row, today: date) -> int | None:
    """Days since the source last gave a usable answer; None when it never did."""
    try:
        return (today - date.fromisoformat(source.get("last_succeeded", "")[:10])).days
    except ValueError:
        return None

"""`alignment`: how alike pairs vote, from counts by year and, where roll calls are held, beyond chance as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from etl.contract.distinct import distinct, where
from etl.contract.frames import Row, Tables, of_rows
from etl.contract.pair import pair_of
from etl.contract.rows import each
from etl.contract.tables import TABLES
from etl.derive.roll_calls import YEARLY, beyond_chance, pairs, votes_of
from etl.measures.arrays import Flags
from etl.measures.votes import Estimate, agreement, from_counts, wilson

FIRST_SESSION = 1945  # session 22 is that of 1967
FEWEST = 20  # roll calls of one session: with fewer the interval of a kappa says nothing
_COUNTED = ("country_a", "country_b", "both_voted", "identical", "opposite", "year_coverage", "source")
ON_UKRAINE, SESSION = "texts-on-ukraine", "all-of-the-session"


def alignment(tables: Tables) -> pd.DataFrame:
    """Frame of `alignment`: every pair of `un_agreement`, and every pair with one of the two in `un_votes`."""
    rows = [*_counted(tables["un_agreement"]), *_called(tables), *beyond_chance(tables)]
    return of_rows(TABLES["alignment"], rows)


def _counted(counts: pd.DataFrame) -> Iterator[Row]:
    """From counts: raw agreement and S; chance correction needs the roll calls themselves."""
    before: Any = None
    for r in each(counts.sort_values(["country_a", "country_b", "year"], kind="stable")):
        same = before is not None and (r.country_a, r.country_b) == (before.country_a, before.country_b)
        run = same and (r.source, r.year_coverage, r.year) == (before.source, before.year_coverage, before.year + 1)
        before = r
        key = {name: getattr(r, name) for name in _COUNTED}
        key |= {"year": int(r.year), "vote_set": YEARLY, "series_break": same and not run}
        for name, e in _raw(r).items():
            yield {**key, "yardstick": name, **_shown(e)}


def _raw(r: Any) -> dict[str, Estimate]:
    """Raw measures of one year. How many calls both took a side in is no column: it follows from `agree2`."""
    n, same = int(r.both_voted), int(r.identical)
    if pd.isna(r.opposite):
        return {"agree_raw": wilson(same, n)}
    opposite = int(r.opposite)
    out = from_counts(n, same, opposite)
    if pd.notna(r.agree2) and opposite and r.agree2 < 1:
        sides = round(opposite / (1 - float(r.agree2)))
        out["agree2"] = wilson(sides - opposite, sides)
    elif pd.notna(r.agree2):
        out["agree2"] = Estimate(float(r.agree2), None, None)
    return out


def _called(tables: Tables) -> Iterator[Row]:
    """From roll calls: sessions of which enough are held, and the texts on Ukraine together."""
    held = set(distinct(tables["un_votes"]["resolution_id"]).values)
    calls = tables["un_resolutions"]
    calls = calls[calls["resolution_id"].isin(held)].sort_values("date", kind="stable", ignore_index=True)
    votes = votes_of(tables["un_votes"], "resolution_id", calls["resolution_id"].tolist())
    for about, chosen in _sets(calls):
        year_coverage = f"{chosen.sum()} roll calls"
        for one, two, table in pairs(votes, chosen, pair_of(tables)):
            if table.any():
                agreed = agreement(table)
                key = {"country_a": one, "country_b": two, **about, "year_coverage": year_coverage}
                key |= {name: getattr(agreed, name) for name in ("both_voted", "identical", "opposite")}
                for name, e in agreed.yardsticks.items():
                    yield {**key, "series_break": False, "yardstick": name, **_shown(e)}


def _sets(calls: pd.DataFrame) -> Iterator[tuple[Row, Flags]]:
    """Sessions and the texts on Ukraine: what they are, and which of `calls`."""
    for (source, session), some in calls.groupby(["source", "session"], sort=True).indices.items():
        if len(some) >= FEWEST:
            about = {"vote_set": SESSION, "year": FIRST_SESSION + int(session), "session": int(session)}
            yield {**about, "source": source}, np.isin(calls.index, some)
    # one text may be held from several sources: it is one roll call
    ukraine = calls[where(calls["about_ukraine"], bool)].drop_duplicates(["resolution", "date"])
    if len(ukraine):
        spans = "+".join(sorted(ukraine["source"].unique()))
        newest = int(ukraine["date"].max()[:4])
        about = {"vote_set": ON_UKRAINE, "year": newest, "session": None, "source": spans}
        yield about, calls.index.isin(ukraine.index)


def _shown(e: Estimate) -> Row:
    return {"value": e.value, "value_low": e.low, "value_high": e.high}

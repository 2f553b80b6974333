"""`alignment`: how alike pairs vote, from counts by year and, where roll calls are held, beyond chance as well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from etl.contract.pair import Pair, pair_of
from etl.contract.schema import Row, Tables, conform
from etl.contract.tables import TABLES
from etl.derive.roll_calls import YEARLY, beyond_chance
from etl.measures.votes import Agreement, Estimate, agreement, wilson

FIRST_SESSION = 1945  # session 22 is that of 1967
FEWEST = 20  # roll calls of one session: with fewer the interval of a kappa says nothing
_ABOUT = ("date", "session", "about_ukraine", "source")
ON_UKRAINE, SESSION = "texts-on-ukraine", "all-of-the-session"


def alignment(tables: Tables) -> pd.DataFrame:
    """Frame of `alignment`: every pair of `un_agreement`, and every pair with one of the two in `un_votes`."""
    rows = [row for r in _counted(tables["un_agreement"]) for row in r]
    rows += [row for r in _called(tables) for row in r]
    rows += beyond_chance(tables)
    return conform(TABLES["alignment"], pd.DataFrame(rows, columns=TABLES["alignment"].names))


def _counted(counts: pd.DataFrame) -> Iterator[list[Row]]:
    """From counts: raw agreement and S; chance correction needs the roll calls themselves."""
    for _, pair in counts.groupby(["country_a", "country_b"], sort=True):
        before: Any = None
        for r in pair.sort_values("year").itertuples(index=False):
            broken = before is not None and (
                r.source != before.source or r.year_coverage != before.year_coverage or r.year != before.year + 1
            )
            before = r
            key = {
                "country_a": r.country_a,
                "country_b": r.country_b,
                "year": int(r.year),
                "vote_set": YEARLY,
                "both_voted": r.both_voted,
                "identical": r.identical,
                "opposite": r.opposite,
                "year_coverage": r.year_coverage,
                "series_break": broken,
                "source": r.source,
            }
            yield [{**key, "yardstick": name, **_shown(e)} for name, e in _raw(r).items()]


def _raw(r: Any) -> dict[str, Estimate]:
    """Raw measures of one year. How many calls both took a side in is no column: it follows from `agree2`."""
    n, same = int(r.both_voted), int(r.identical)
    if pd.isna(r.opposite):
        return {"agree_raw": wilson(same, n)}
    opposite = int(r.opposite)
    agree3 = wilson(same + (n - same - opposite) / 2, n)
    out = {"agree_raw": wilson(same, n), "agree3": agree3, "S": _signorino(agree3)}
    if pd.notna(r.agree2) and opposite and r.agree2 < 1:
        sides = round(opposite / (1 - float(r.agree2)))
        out["agree2"] = wilson(sides - opposite, sides)
    elif pd.notna(r.agree2):
        out["agree2"] = Estimate(float(r.agree2), None, None)
    return out


def _signorino(agree3: Estimate) -> Estimate:
    return Estimate(*(None if v is None else 2 * v - 1 for v in agree3))


def _called(tables: Tables) -> Iterator[list[Row]]:
    """From roll calls: sessions of which enough are held, and the texts on Ukraine together."""
    texts, pair = tables["un_resolutions"][["resolution_id", "resolution", *_ABOUT]], pair_of(tables)
    votes = tables["un_votes"].pivot(index="resolution_id", columns="country", values="vote")
    calls = texts.set_index("resolution_id").join(votes, how="inner").sort_values(["date"], kind="stable")
    for (source, session), some in calls.groupby(["source", "session"], sort=True):
        if len(some) >= FEWEST:
            of_year = {"vote_set": SESSION, "year": FIRST_SESSION + int(session), "session": int(session)}
            yield from _pairs(some, pair, {**of_year, "source": str(source)})
    # one text may be held from several sources: it is one roll call
    ukraine = calls[calls["about_ukraine"].fillna(False).astype(bool)].drop_duplicates(["resolution", "date"])
    if len(ukraine):
        spans = "+".join(sorted(ukraine["source"].unique()))
        newest = int(ukraine["date"].max()[:4])
        yield from _pairs(ukraine, pair, {"vote_set": ON_UKRAINE, "year": newest, "session": None, "source": spans})


def _pairs(calls: pd.DataFrame, pair: Pair, about: Mapping[str, Any]) -> Iterator[list[Row]]:
    """Rows of each pair with one of `pair`; `about` are the columns that say which roll calls `calls` are."""
    countries = {c: calls[c].tolist() for c in sorted(calls.columns) if c not in ("resolution", *_ABOUT)}
    voted = [c for c in countries if calls[c].notna().any()]
    for one in pair:
        for two in voted:
            # the pair itself has one row, in its own order, as in un_agreement
            if one in countries and two != one and (one, two) != pair[::-1]:
                agreed = agreement(countries[one], countries[two])
                if not agreed.both_voted:
                    continue
                key = {
                    "country_a": one,
                    "country_b": two,
                    **about,
                    "both_voted": agreed.both_voted,
                    "identical": agreed.identical,
                    "opposite": agreed.opposite,
                    "year_coverage": f"{len(calls)} roll calls",
                    "series_break": False,
                }
                yield [{**key, "yardstick": name, **_shown(e)} for name, e in _measures(agreed).items()]


def _measures(agreed: Agreement) -> dict[str, Estimate]:
    return {
        "agree_raw": agreed.identical_share,
        "agree3": agreed.agree3,
        "agree2": agreed.agree2,
        "S": agreed.signorino_s,
        "kappa_none": agreed.kappa_none,
        "kappa_linear": agreed.kappa_linear,
        "kappa_quadratic": agreed.kappa_quadratic,
        "pi": agreed.scott_pi,
    }


def _shown(e: Estimate) -> Row:
    return {"value": e.value, "value_low": e.low, "value_high": e.high}

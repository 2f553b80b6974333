"""From pledged to realised: agreements by furthest stage, and how much of an umbrella shows evidence of work.

Rows are those of the table `agreements` (id, parent_id, relation, furthest, umbrella, counts, value_usd,
value_status, realised_usd, signed_date); money is whole US dollars. Values overlap, so they are never
summed blindly: a component is part of its parent, a restatement is the same money said again, an umbrella
is a frame and not money, and a row with counts = false is never added to another. Unknown is not zero.
Source: docs/METHODS.md#agreements-and-money; docs/CLAIMS.md#rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from etl.contract.rows import records

STAGES = {"R": "announced", "T": "announced", "M": "announced", "C": "contracted", "W": "evidenced", "D": "delivered"}
Rows = Mapping[str, Mapping[str, Any]]  # of `agreements`, by id
CONFIRMED = "stated by a party"
_WORK = ("W", "D")
_FRAMES = ["id", "year", "stage", "value_usd", "value_low_usd", "value_high_usd", "share_low", "share_high"]
_FRAMES += ["evidenced", "claimed", "unvalued"]


def by_stage(agreements: pd.DataFrame) -> pd.DataFrame:
    """Agreements by year of signing and furthest stage: announced (R, T, M), contracted, evidenced, delivered.

    Each agreement stands at its furthest stage only. Restatements, umbrellas and rows that do not count are
    left out; of a parent whose components count themselves, the rest remains. Out: year, stage, agreements,
    unknown (how many of them have no value), value_low_usd (values that a party states), value_high_usd (those of
    one side or the press as well), open_above (True when a value is unknown: the upper end is then no
    bound), realised_usd (sum of what is known; missing when nothing is, or nothing but zeros beside unknown
    ones); sorted, money Int64.
    """
    added = agreements["counts"] & ~agreements["umbrella"] & (agreements["relation"] != "restatement")
    rows = agreements[added.astype(bool)].copy()
    parts = rows[(rows["relation"] == "component") & rows["parent_id"].isin(rows["id"])]
    parts_usd = rows["id"].map(parts.groupby("parent_id")["value_usd"].sum()).fillna(0).astype("Int64")
    rows["value_high_usd"] = (rows["value_usd"] - parts_usd).clip(lower=0)
    confirmed = (rows["value_status"] == CONFIRMED) | rows["value_usd"].isna()
    rows["value_low_usd"] = rows["value_high_usd"].where(confirmed, 0)
    rows["year"] = rows["signed_date"].str[:4].astype(int)
    rows["stage"] = pd.Categorical(rows["furthest"].map(STAGES), categories=dict.fromkeys(STAGES.values()))
    groups = rows.assign(unknown=rows["value_usd"].isna()).groupby(["year", "stage"], observed=True)
    out = groups[["value_low_usd", "value_high_usd", "realised_usd"]].sum(min_count=1)  # nothing known is not zero
    out["agreements"], out["unknown"] = groups.size(), groups["unknown"].sum()
    # where the known payments are zero and others are unknown, the sum is unknown, not zero
    unsure = (out["realised_usd"] == 0) & (groups["realised_usd"].count() < groups.size())
    out["realised_usd"] = out["realised_usd"].mask(unsure.fillna(False).astype(bool))
    out["open_above"] = out["unknown"] > 0
    return out.reset_index().astype({"stage": "str"})


def umbrellas(agreements: pd.DataFrame) -> pd.DataFrame:
    """Each umbrella by itself, never added to another, with the part of its value that shows evidence of work.

    Out: id, year of signing, stage, value_usd, the ends of that part in US dollars (value_low_usd, value_high_usd) and
    as a share of the value, at most one (share_low, share_high; missing when the value is), and the ids behind them,
    separated by spaces: `evidenced` of rows with work, `claimed` of rows whose money is said, but not shown, to be at
    work, `unvalued` of rows with work and no value, which may be worth up to the whole: where that has no value either,
    the upper end is missing; sorted by year and id.
    """
    by_id = {row["id"]: row for row in records(agreements)}
    rows = [_umbrella(by_id, one) for one, row in by_id.items() if row["umbrella"]]
    types = dict.fromkeys(("value_usd", "value_low_usd", "value_high_usd"), "Int64")
    types |= dict.fromkeys(("share_low", "share_high"), "Float64")
    return pd.DataFrame(rows, columns=_FRAMES).astype(types).sort_values(["year", "id"], ignore_index=True)


def _umbrella(rows: Rows, umbrella: str) -> dict[str, Any]:
    """Row of an umbrella.

    Lower end: its components, of any depth, with work evidenced and a value a party states. Upper end: that, the
    disputed values of such components, and what is claimed to be at work: a claim of contracts is no claim of work.
    Restatements of one parent may repeat each other, so only the largest counts.
    """
    row, worked, claims = rows[umbrella], [*_with_work(rows, umbrella)], _claims(rows, umbrella)
    valued = {key: int(rows[key]["value_usd"]) for key in worked if pd.notna(rows[key]["value_usd"])}
    low = sum(value for key, value in valued.items() if rows[key]["value_status"] == CONFIRMED)
    high = sum(valued.values()) + sum(int(rows[claim]["value_usd"]) for claim in claims)
    total = None if pd.isna(row["value_usd"]) else int(row["value_usd"])
    unvalued = [key for key in worked if key not in valued]
    most = (None if unvalued else high) if total is None else max(low, total if unvalued else min(high, total))
    return {
        "id": umbrella,
        "year": int(row["signed_date"][:4]),
        "stage": STAGES[row["furthest"]],
        "value_usd": total,
        "value_low_usd": low,
        "value_high_usd": most,
        "share_low": min(1.0, low / total) if total else None,
        "share_high": min(1.0, (most or 0) / total) if total else None,
        "evidenced": " ".join(worked),
        "claimed": " ".join(claims),
        "unvalued": " ".join(unvalued),
    }


def _children(rows: Rows, parent: str, relation: str) -> list[str]:
    return [key for key, r in rows.items() if (r["parent_id"], r["relation"]) == (parent, relation)]


def _descendants(rows: Rows, parent: str) -> Iterator[str]:
    """Ids of the components of a parent and of theirs, from the top down."""
    for child in _children(rows, parent, "component"):
        yield child
        yield from _descendants(rows, child)


def _with_work(rows: Rows, agreement: str) -> Iterator[str]:
    """The agreement if it shows work, else the topmost of its components that do: nothing is counted twice."""
    if rows[agreement]["furthest"] in _WORK:
        yield agreement
        return
    for child in _children(rows, agreement, "component"):
        yield from _with_work(rows, child)


def _claims(rows: Rows, agreement: str) -> list[str]:
    """Descendants with a value that somebody claims to be at work: components, and of restatements the largest."""
    values = {
        key: int(r["value_usd"])
        for key, r in rows.items()
        if pd.notna(r["value_usd"]) and r["furthest"] not in _WORK and r["furthest_claimed"] in _WORK
    }
    components = list(_descendants(rows, agreement))
    claims = [key for key in components if key in values]
    for parent in (agreement, *components):
        restatements = [key for key in _children(rows, parent, "restatement") if key in values]
        if restatements and parent not in claims:
            claims.append(max(restatements, key=values.__getitem__))
    return claims

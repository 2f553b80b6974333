"""Specifications of what is neither rank nor growth: investment, corridor cargo, arms and votes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from etl.contract.calendars import GREGORIAN
from etl.contract.schema import Tables
from etl.contract.tables import TABLES
from etl.judge.specification import Specification

THEME_OF_PEACE = "integrity, aggression, peace"
_YEAR = r"\d{4}"


def _by(text: Any, until: date | None) -> bool:
    """Whether a date or year written as text is within what is allowed."""
    return until is None or str(text) <= until.isoformat()


def plausible(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """The sum stated for one origin over the measured inflow from all origins of a year it touches.

    More than 1 cannot be a flow as the statistic counts it; that approvals and flows are two things is a caveat of the
    part. params: origin, label (period of the claim), years (of the statistic).
    """
    frame = tables["investment"]
    claim = frame[(frame["origin_id"] == params["origin"]) & (frame["period_label"] == params["label"])]
    claim = claim[(claim["measure_kind"] == "claimed_realised") & claim["value_usd"].notna()]
    total = frame[(frame["origin_id"] == "WLD") & (frame["measure_kind"] == "realised_flow")]
    out = []
    for year in params["years"]:
        measured = total[(total["period_label"] == str(year)) & total["value_usd"].notna()]
        if claim.empty or measured.empty or not _by(f"{year}-12-31", until):
            continue
        ratio = float(claim["value_usd"].iloc[0]) / float(measured["value_usd"].iloc[0])
        out.append(
            Specification(
                root_family=str(measured["root_family"].iloc[0]) if "root_family" in measured else "unctad",
                series=str(measured["series"].iloc[0]),
                period=str(year),
                calendar=GREGORIAN,
                basis="observed",
                low=ratio,
                high=ratio,
                point=ratio,
                unit="times",
                row_table="investment",
                row_key=f"{claim['id'].iloc[0]} {measured['id'].iloc[0]}",
                ends=date(int(year), 12, 31),
            )
        )
    return out


def _cargo(tables: Tables, kinds: tuple[str, ...], until: date | None) -> pd.DataFrame:
    frame = tables["corridor"]
    rows = frame[frame["cargo_kind"].isin(kinds) & frame["tonnes"].notna()]
    full = rows["period_label"].str.fullmatch(_YEAR)
    rows = rows[full.fillna(False).astype(bool)]
    known = [_by(y + "-12-31", until) for y in rows["period_label"]]
    return rows[pd.Series(known, index=rows.index, dtype=bool)]


def cargo_change(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """Change in per cent of a branch's actual cargo from one full year to the next, by the family that gave both."""
    rows = _cargo(tables, ("actual",), until)
    spans = _spans(rows)
    out = []
    for (family, branch, period), now in spans.iterrows():
        before = (family, branch, str(int(period) - 1))
        if int(period) <= params["base"] or before not in spans.index:
            continue
        then = spans.loc[before]
        low, high = 100 * (now["min"] / then["max"] - 1), 100 * (now["max"] / then["min"] - 1)
        top = None if math.isinf(high) else float(high)
        out.append(
            Specification(
                root_family=family,
                series=branch,
                period=period,
                calendar=GREGORIAN,
                basis="stated",
                low=float(low),
                high=top,
                point=float(low) if low == high else None,
                unit="% change",
                flip_pct=None if low <= 0 else float(low),
                why_not="conflict" if low <= 0 and (top is None or top > 0) else "",
                row_table="corridor",
                row_key=_ids(rows, family, branch, period),
                ends=date(int(period), 12, 31),
            )
        )
    return out


def _spans(rows: pd.DataFrame) -> pd.DataFrame:
    """Lowest and highest cargo by family, branch and year; "more than" a figure leaves the top open."""
    more = rows["qualifier"].str.contains("more than|over").fillna(False).astype(bool)
    tops = rows["tonnes"].astype(float).mask(more, math.inf)
    keys = [rows[k] for k in ("root_family", "branch", "period_label")]
    return pd.DataFrame({"min": rows["tonnes"].astype(float).groupby(keys).min(), "max": tops.groupby(keys).max()})


def _ids(rows: pd.DataFrame, family: str, branch: str, period: str) -> str:
    years = (period, str(int(period) - 1))
    use = rows[(rows["root_family"] == family) & (rows["branch"] == branch) & rows["period_label"].isin(years)]
    return " ".join(use["id"])


def cargo_target(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """Each family's latest actual total cargo in per cent of the straight line from `base` to each total target."""
    rows = _cargo(tables, ("actual",), until)
    total = rows[rows["branch"] == "total"]
    start = total.loc[total["period_label"] == str(params["base"]), "tonnes"]
    later = total[total["period_label"] > str(params["base"])]
    if start.empty or later.empty:
        return []
    base = float(start.max())
    out = []
    for family, counted in later.groupby("root_family", sort=True):
        newest = counted[counted["period_label"] == counted["period_label"].max()]
        out += [_on_course(str(family), newest, t, base, params["base"]) for t in _targets(tables)]
    return out


def _targets(tables: Tables) -> list[Any]:
    frame = tables["corridor"]
    rows = frame[(frame["cargo_kind"] == "target") & (frame["branch"] == "total") & frame["tonnes"].notna()]
    return list(rows[rows["period_label"].str.fullmatch(_YEAR).fillna(False).astype(bool)].itertuples(index=False))


def _on_course(family: str, newest: pd.DataFrame, target: Any, base: float, first: int) -> Specification:
    year = str(newest["period_label"].iloc[0])
    line = base + (float(target.tonnes) - base) * (int(year) - first) / (int(target.period_label) - first)
    now = _spans(newest)
    low = 100 * float(now["min"].min()) / line
    high = None if math.isinf(now["max"].max()) else 100 * float(now["max"].max()) / line
    return Specification(
        root_family=family,
        series=f"target-{target.id}",
        period=year,
        calendar=GREGORIAN,
        basis="stated",
        low=low,
        high=high,
        unit="%",
        flip_pct=None if high is None else max(0.0, 100 * (100 / high - 1)) or max(0.0, low - 100),
        why_not="conflict" if low < 100 and (high is None or high >= 100) else "",
        row_table="corridor",
        row_key=" ".join([target.id, *newest["id"]]),
        ends=date(int(year), 12, 31),
    )


def arms_share(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """The supplier's share in the recipient's recorded arms imports, by period and vintage of the register.

    params: supplier, recipient, periods (those of `arms_shares` that are asked), since (first year of a span).
    """
    frame = tables.get("arms_shares")
    if frame is None or frame.empty:
        return []
    rows = frame[
        (frame["side"] == "imports")
        & (frame["supplier"] == params["supplier"])
        & (frame["recipient"] == params["recipient"])
        & frame["period_label"].isin(params["periods"])
    ]
    out = []
    for record in rows.to_dict("records"):
        if not _by(f"{record['to_year']}-12-31", until):
            continue
        share = None if pd.isna(record["share_pct"]) else float(record["share_pct"])
        out.append(
            Specification(
                root_family="sipri",
                series=str(record["source"]),
                period=str(record["period_label"]),
                calendar=GREGORIAN,
                basis="observed",
                low=share,
                high=share,
                point=share,
                unit="%",
                why_not="" if share is not None else "no-denominator",
                row_table="arms_shares",
                row_key=TABLES["arms_shares"].row_key(record),
                ends=date(int(record["to_year"]), 12, 31),
            )
        )
    return out


def votes_against(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """Share of roll calls on Ukraine in which `country` voted No, in per cent, by theme and era.

    A press report of a roll call is a report of the same register, so it adds a text and no second family.
    """
    texts = tables["un_resolutions"]
    texts = texts[texts["about_ukraine"].fillna(False).astype(bool) & texts["theme"].notna()]
    votes = tables["un_votes"]
    votes = votes[votes["country"] == params["country"]][["resolution_id", "vote"]]
    rows = texts.merge(votes, on="resolution_id")
    rows = rows[pd.Series([_by(d, until) for d in rows["date"]], index=rows.index, dtype=bool)]
    peace = rows["theme"] == THEME_OF_PEACE
    rows = rows.assign(
        group=peace.map({True: "peace", False: "other"}),
        era=(rows["date"] <= params["turn"]).map({True: f"to-{params['turn']}", False: f"after-{params['turn']}"}),
    )
    out = []
    for (group, era), some in rows.groupby(["group", "era"], sort=True):
        share = 100 * float((some["vote"] == "N").mean())
        out.append(
            Specification(
                root_family="un_record",
                series="roll-calls",
                period=era,
                calendar=GREGORIAN,
                basis="stated" if (some["root_family"] == "press_reports").all() else "observed",
                low=share,
                high=share,
                point=share,
                unit="%",
                choices={"theme": group, "era": era},
                row_table="un_resolutions",
                row_key=" ".join(some["resolution_id"]),
                ends=date.fromisoformat(some["date"].max()),
            )
        )
    return out

"""Readings of what is neither rank nor growth: investment, corridor cargo, arms and votes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from etl.contract.calendars import GREGORIAN
from etl.judge.specification import Reading, Tables

THEME_OF_PEACE = "integrity, aggression, peace"


def _by(text: Any, until: date | None) -> bool:
    """Whether a date or year written as text lies within what is allowed."""
    return until is None or str(text) <= until.isoformat()


def plausible(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Reading]:
    """The sum stated for one origin over the measured inflow from all origins of the years it touches.

    Never comparable: an official's claim by Iranian year against a statistic by calendar year. The ratio is shown and
    votes nowhere. params: origin, label (period of the claim), years (of the statistic).
    """
    frame = tables["investment"]
    claim = frame[(frame["origin_id"] == params["origin"]) & (frame["period_label"] == params["label"])]
    claim = claim[(claim["measure_kind"] == "claimed_realised") & claim["value_usd"].notna()]
    total = frame[(frame["origin_id"] == "WLD") & (frame["measure_kind"] == "realised_flow")]
    out = []
    for year in params["years"]:
        measured = total[(total["period_label"] == str(year)) & total["value_usd"].notna()]
        if len(claim) and len(measured):
            ratio = float(claim["value_usd"].iloc[0]) / float(measured["value_usd"].iloc[0])
            out.append(
                Reading(
                    root_family="iran_officials",
                    series="oietai",
                    period=str(year),
                    calendar=GREGORIAN,
                    basis="stated",
                    low=None,
                    high=None,
                    point=ratio,
                    unit="times",
                    choices={},
                    flip_pct=None,
                    why_not="not-comparable",
                    leaning_on="",
                    row_table="investment",
                    row_key=claim["id"].iloc[0] + " " + measured["id"].iloc[0],
                )
            )
    return out


def _cargo(tables: Tables, kinds: tuple[str, ...], until: date | None) -> pd.DataFrame:
    frame = tables["corridor"]
    rows = frame[frame["cargo_kind"].isin(kinds) & frame["tonnes"].notna()]
    full = rows["period_label"].str.fullmatch(r"\d{4}")
    rows = rows[full.fillna(False).astype(bool)]
    known = [_by(y + "-12-31", until) for y in rows["period_label"]]
    return rows[pd.Series(known, index=rows.index, dtype=bool)]


def cargo_change(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Reading]:
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
        high = None if math.isinf(high) else float(high)
        overlap = "conflict" if low <= 0 and (high is None or high > 0) else ""
        out.append(
            Reading(
                root_family=family,
                series=branch,
                period=period,
                calendar=GREGORIAN,
                basis="stated",
                low=float(low),
                high=high,
                point=float(low) if low == high else None,
                unit="% change",
                choices={},
                flip_pct=None,
                why_not=overlap,
                leaning_on="",
                row_table="corridor",
                row_key=_ids(rows, family, branch, period),
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


def cargo_target(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Reading]:
    """Latest actual total cargo in per cent of the straight line from `base` to each total target."""
    rows = _cargo(tables, ("actual",), until)
    total = rows[rows["branch"] == "total"]
    start = total[total["period_label"] == str(params["base"])]
    later = total[total["period_label"] > str(params["base"])]
    targets = tables["corridor"]
    targets = targets[(targets["cargo_kind"] == "target") & (targets["branch"] == "total") & targets["tonnes"].notna()]
    targets = targets[targets["period_label"].str.fullmatch(r"\d{4}").fillna(False).astype(bool)]
    if start.empty or later.empty:
        return []
    year = later["period_label"].max()
    newest = later[later["period_label"] == year]
    family = newest["root_family"].iloc[0]  # the witness is who counted the cargo
    now = _spans(newest)
    base = float(start["tonnes"].max())
    out = []
    for t in targets.itertuples(index=False):
        span = int(t.period_label) - params["base"]
        line = base + (float(t.tonnes) - base) * (int(year) - params["base"]) / span
        low = 100 * float(now["min"].min()) / line
        high = None if math.isinf(now["max"].max()) else 100 * float(now["max"].max()) / line
        out.append(
            Reading(
                root_family=family,
                series=f"target-{t.id}",
                period=year,
                calendar=GREGORIAN,
                basis="stated",
                low=low,
                high=high,
                point=None,
                unit="%",
                choices={},
                flip_pct=None,
                why_not="conflict" if low < 100 and (high is None or high >= 100) else "",
                leaning_on="",
                row_table="corridor",
                row_key=t.id,
            )
        )
    return out


def arms_share(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Reading]:
    """The supplier's share in the recipient's recorded arms imports, in per cent, where there is a denominator."""
    said = tables["arms_statements"]
    rows = said[(said["supplier"] == params["supplier"]) & (said["recipient"] == params["recipient"])]
    out = []
    for r in rows.itertuples(index=False):
        end = r.period_label.split("-")[-1]
        if _by(end, until):
            share = None if pd.isna(r.share_pct) else float(r.share_pct)
            out.append(
                Reading(
                    root_family="sipri",
                    series="as-printed",
                    period=r.period_label,
                    calendar=GREGORIAN,
                    basis="stated",
                    low=share,
                    high=share,
                    point=share,
                    unit="%",
                    choices={},
                    flip_pct=None,
                    why_not="" if share is not None else "no-denominator",
                    leaning_on="",
                    row_table="arms_statements",
                    row_key=r.id,
                )
            )
    # one vintage alone: SIPRI revises, and two editions are never one line
    arms = tables["arms"][tables["arms"]["source"] == "sipri_register"]
    pair = arms[(arms["supplier"] == params["supplier"]) & (arms["recipient"] == params["recipient"])]
    pair = pair[pair["current"].astype(bool) & pair["tiv_million"].notna()]
    everyone = arms[
        (arms["supplier"] == "WLD") & (arms["recipient"] == params["recipient"]) & arms["tiv_million"].notna()
    ]
    total = dict(zip(everyone["period"], everyone["tiv_million"], strict=True))
    for r in pair[pair["period"] >= str(params["since"])].itertuples(index=False):
        if _by(f"{r.period}-12-31", until):
            share = 100 * float(r.tiv_million) / float(total[r.period]) if total.get(r.period) else None
            out.append(
                Reading(
                    root_family="sipri",
                    series="register",
                    period=r.period,
                    calendar=GREGORIAN,
                    basis="observed",
                    low=share,
                    high=share,
                    point=share,
                    unit="%",
                    choices={},
                    flip_pct=None,
                    why_not="" if share is not None else "no-denominator",
                    leaning_on="",
                    row_table="arms",
                    row_key=f"{r.supplier} {r.recipient} {r.period}",
                )
            )
    return out


def votes_against(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Reading]:
    """Share of roll calls on Ukraine in which `country` voted No, in per cent, by theme, era and source family."""
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
    for (family, group, era), some in rows.groupby(["root_family", "group", "era"], sort=True):
        share = 100 * float((some["vote"] == "N").mean())
        out.append(
            Reading(
                root_family=family,
                series="roll-calls",
                period=era,
                calendar=GREGORIAN,
                basis="stated" if family == "press_reports" else "observed",
                low=share,
                high=share,
                point=share,
                unit="%",
                choices={"theme": group, "era": era},
                flip_pct=None,
                why_not="",
                leaning_on="",
                row_table="un_resolutions",
                row_key=" ".join(some["resolution_id"]),
                ends=date.fromisoformat(some["date"].max()),
            )
        )
    return out

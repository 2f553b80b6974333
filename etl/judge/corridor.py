"""Specifications of stated sums and cargoes: an investment against the flow of its year, a corridor's tonnes."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from etl.contract.frames import Tables
from etl.judge.records import Record, in_time, records
from etl.judge.specification import Specification

_YEAR = re.compile(r"\d{4}")


def investment_plausible(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """The sum stated for one origin over the measured inflow from all origins of a year it touches.

    More than 1 cannot be a flow as the statistic counts it; that approvals and flows are two things is a caveat of the
    part. params: origin, label (period of the claim), years (of the statistic).
    """
    rows = [row for row in records(tables["investment"]) if pd.notna(row["value_usd"])]
    first = {(row["origin_id"], row["period_label"], row["measure_kind"]): row for row in reversed(rows)}
    claim = first.get((params["origin"], params["label"], "claimed_realised"))
    out = []
    for year in params["years"]:
        measured = first.get(("WLD", str(year), "realised_flow"))
        if claim is None or measured is None or not measured["value_usd"] or not in_time(f"{year}-12-31", until):
            continue  # of no inflow a sum is no multiple
        ratio = float(claim["value_usd"]) / float(measured["value_usd"])
        out.append(
            Specification.exact(
                ratio,
                root_family="unctad",
                series=str(measured["series"]),
                period=str(year),
                basis="observed",
                unit="times",
                row_table="investment",
                row_key=f"{claim['id']} {measured['id']}",
            )
        )
    return out


def _cargo(tables: Tables, kind: str, until: date | None) -> list[Record]:
    """Rows of `corridor` of one kind, with tonnes for a full year."""
    rows = (r for r in records(tables["corridor"]) if r["cargo_kind"] == kind and pd.notna(r["tonnes"]))
    return [r for r in rows if _YEAR.fullmatch(r["period_label"]) and in_time(f"{r['period_label']}-12-31", until)]


def cargo_change(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """Change in per cent of a branch's actual cargo from one full year to the next, by the family that gave both."""
    rows = _cargo(tables, "actual", until)
    out = []
    for family, branch, period in sorted({(r["root_family"], r["branch"], r["period_label"]) for r in rows}):
        before = str(int(period) - 1)
        own = [r for r in rows if (r["root_family"], r["branch"]) == (family, branch)]
        now, then = ([r for r in own if r["period_label"] == year] for year in (period, before))
        if int(period) <= params["base"] or not then or not _span(then)[1]:
            continue  # from a year without cargo there is no change in per cent
        (least, most), (least_before, most_before) = _span(now), _span(then)
        low = 100 * (least / most_before - 1)
        top = None if math.isinf(most) or not least_before else 100 * (most / least_before - 1)
        out.append(
            Specification(
                root_family=family,
                series=branch,
                period=period,
                basis="stated",
                low=low,
                high=top,
                point=low if low == top else None,
                unit="% change",
                flip_pct=None if low <= 0 else low,
                why_not="conflict" if low <= 0 and (top is None or top > 0) else "",
                row_table="corridor",
                row_key=" ".join(r["id"] for r in own if r["period_label"] in (period, before)),
            )
        )
    return out


def _span(rows: Sequence[Record]) -> tuple[float, float]:
    """Lowest and highest cargo; "at least" a figure leaves the top open."""
    tonnes = [float(r["tonnes"]) for r in rows]
    open_above = any(r["bound"] == "at_least" for r in rows)
    return min(tonnes), math.inf if open_above else max(tonnes)


def cargo_target(tables: Tables, params: Mapping[str, Any], until: date | None) -> list[Specification]:
    """Each family's latest actual total cargo in per cent of the straight line from `base` to each total target."""
    total = [r for r in _cargo(tables, "actual", until) if r["branch"] == "total"]
    start = [float(r["tonnes"]) for r in total if r["period_label"] == str(params["base"])]
    later = sorted((r["root_family"], r["period_label"]) for r in total if r["period_label"] > str(params["base"]))
    aims = [r for r in _cargo(tables, "target", None) if r["branch"] == "total"]
    targets = [r for r in aims if r["period_label"] > str(params["base"])]
    out = []
    for family, year in dict(later).items() if start else ():
        rows = [r for r in total if (r["root_family"], r["period_label"]) == (family, year)]
        out += [_on_course(rows, target, max(start), params["base"]) for target in targets]
    return out


def _on_course(newest: Sequence[Record], target: Record, base: float, first: int) -> Specification:
    year = newest[0]["period_label"]
    line = base + (float(target["tonnes"]) - base) * (int(year) - first) / (int(target["period_label"]) - first)
    least, most = _span(newest)
    low, high = 100 * least / line, None if math.isinf(most) else 100 * most / line
    return Specification(
        root_family=newest[0]["root_family"],
        series=f"target-{target['id']}",
        period=year,
        basis="stated",
        low=low,
        high=high,
        unit="%",
        flip_pct=None if not high else max(0.0, 100 * (100 / high - 1)) or max(0.0, low - 100),
        why_not="conflict" if low < 100 and (high is None or high >= 100) else "",
        row_table="corridor",
        row_key=" ".join([target["id"], *(r["id"] for r in newest)]),
    )

"""Cells that are not what they seem, beside what other records say of them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, style, theme, titled_rows, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, word

ID = "anomalies"
phrase = wording.Phrases(ID)
COLUMNS = """
    anomaly row_table row_key exporter importer period recorded_by source origin value_usd value_low_usd
    value_high_usd shared_factor shared_with mirror_usd mirror_period mirror_source mirror_ratio labels
    period_labels fired not_run proof treatment sentence
""".split()
CHOICES = (Choice("anomaly", ("all", "implausible", "mechanical", "reused")),)
LOOKS = {
    "implausible": theme.Look(theme.MARK, "x"),
    "mechanical": theme.Look(theme.PURPLE, "diamond"),
    "reused": theme.Look(theme.BROWN, "square"),
}


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `anomalies`; those that are left out of ranks first."""
    rows = frames.chosen(tables["anomalies"], choices, anomaly="anomaly")
    return frames.ordered(rows, "treatment anomaly exporter importer period row_key", COLUMNS)


def _value(row: Any) -> int | None:
    """The marked cell; a reused figure has no cell of its own, but a value that its rows share."""
    known = [v for v in (row.value_usd, row.value_low_usd) if not pd.isna(v)]
    return int(known[0]) if known else None


def draw(rows: pd.DataFrame) -> Figure:
    """One row for each cell: its value as a mark, the other side's record as a hollow circle."""
    records = titled_rows.numbered(rows)
    values = [v for r in records for v in (_value(r), _mirror(r)) if v]
    if not values:
        return {}
    low, high = min(values) / 3, max(values) * 3
    texts, valued = [_title(r) for r in records], [r for r in records if _value(r)]
    groups = [(anomaly, [r for r in valued if r.anomaly == anomaly]) for anomaly in LOOKS]
    data = [titled_rows.titles(texts, low * 1.02), *[_marks(*group) for group in groups if group[1]]]
    data += _mirrors([r for r in records if _mirror(r)])
    axis = axes.decades(low, high) | {"showgrid": True, "showline": True}
    return titled_rows.figure(data, texts, axes.powers_of_ten(low, high), xaxis=axis)


def _marks(anomaly: str, rows: list[Any]) -> style.Trace:
    look, name = LOOKS[anomaly], word("anomaly", anomaly)
    return style.marks(
        rows, look, _hover, x=_value, y="place", symbol=lambda r: look.symbol + _doubt(r), name=name, size=12
    )


def _hover(row: Any) -> str:
    return wording.wrapped(str(row.sentence))


def _doubt(row: Any) -> str:
    """Hollow where a cell is doubted and no other record rules it out."""
    return "-open" if row.anomaly == "implausible" and not bool(row.proof) else ""


def _mirror(row: Any) -> int | None:
    return None if pd.isna(row.mirror_usd) else int(row.mirror_usd)


def _mirrors(rows: list[Any]) -> list[style.Trace]:
    if not rows:
        return []
    look, name = theme.Look(theme.GREEN, "circle-open"), phrase("mirror")
    ends = [(_mirror(r), r.place, _value(r), r.place) for r in rows if _value(r)]
    points = style.marks(rows, look, _hover, x=_mirror, y="place", name=name, size=12)
    return [style.spans(ends, theme.Look(theme.MUTED, "circle"), 1.5, "dot"), points]


def _title(row: Any) -> str:
    value = _value(row)
    known = {"what": word("anomaly", row.anomaly), "treatment": word("treatment", row.treatment)}
    known["amount"] = formats.dollars(value) if value else ""
    if row.row_table == "investment":
        return phrase("quoted", origin=row.origin, n=int(row.labels), **known)
    names = {side: wording.country(getattr(row, side)) for side in ("exporter", "importer")}
    return phrase("flow", period=row.period, **names, **known)


def facts(rows: pd.DataFrame) -> dict[str, int]:
    """How many cells are left out of ranks, and how many are kept and marked."""
    out = int((rows["treatment"] == "left out").sum())
    return {"n": len(rows), "out": out, "marked": len(rows) - out}


def detail(rows: pd.DataFrame) -> str:
    """The same, and the first one left out in its own sentence."""
    out = rows.loc[rows["treatment"] == "left out", "sentence"]
    return phrase("finding", **facts(rows)) + (f" {out.iloc[0]}" if len(out) else "")


def alt(rows: pd.DataFrame) -> str:
    """Every one in its own sentence."""
    return phrase("alt", text=" ".join(str(s) for s in rows["sentence"]))


CHART = Chart(select, draw, id=ID, table="anomalies", choices=CHOICES, facts=facts, detail=detail, alt=alt, height=604)

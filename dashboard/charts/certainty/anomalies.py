"""Cells that are not what they seem, beside what other records say of them."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, headlines, style, theme, titled_rows
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, word

ID = "anomalies"
phrase = headlines.Phrases(ID)
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
    known = [v for v in (row.value_usd, row.value_low_usd) if not style.missing(v)]
    return int(known[0]) if known else None


def draw(rows: pd.DataFrame) -> Figure:
    """One row for each cell: its value as a mark, the other side's record as a hollow circle."""
    records = list(frames.each(rows))
    values = [v for r in records for v in (_value(r), _mirror(r)) if v]
    if not values:
        return style.empty_figure(CHART.height)
    low, high = min(values) / 3, max(values) * 3
    texts = [_title(r) for r in records]
    data = [titled_rows.titles(texts, low * 1.02)]
    for anomaly, look in LOOKS.items():
        group = [(i, r) for i, r in enumerate(records) if r.anomaly == anomaly and _value(r)]
        if group:
            data.append(
                style.points(
                    [_value(r) for _, r in group],
                    [i + titled_rows.UNDER for i, _ in group],
                    look,
                    [look.symbol + _doubt(r) for _, r in group],
                    [style.wrapped(str(r.sentence)) for _, r in group],
                    name=word("anomaly", anomaly),
                    size=12,
                )
            )
    data += _mirrors([(i, r) for i, r in enumerate(records) if _mirror(r)])
    axis = axes.decades(low, high) | {"showgrid": True, "showline": True}
    ends = axes.powers_of_ten(low, high)
    return {"data": data, "layout": titled_rows.rows_layout(len(records), ends, titled_rows.pitch(texts), xaxis=axis)}


def _doubt(row: Any) -> str:
    """Hollow where a cell is doubted and no other record rules it out."""
    return "-open" if row.anomaly == "implausible" and not bool(row.proof) else ""


def _mirror(row: Any) -> int | None:
    return None if style.missing(row.mirror_usd) else int(row.mirror_usd)


def _mirrors(pairs: list[tuple[int, Any]]) -> list[dict[str, Any]]:
    if not pairs:
        return []
    look = theme.Look(theme.GREEN, "circle-open")
    ends = [(_mirror(r), i + titled_rows.UNDER, _value(r), i + titled_rows.UNDER) for i, r in pairs if _value(r)]
    points = style.points(
        [_mirror(r) for _, r in pairs],
        [i + titled_rows.UNDER for i, _ in pairs],
        look,
        ["circle-open"] * len(pairs),
        [style.wrapped(str(r.sentence)) for _, r in pairs],
        name=phrase("mirror"),
        size=12,
    )
    return [style.spans(ends, theme.Look(theme.MUTED, "circle"), 1.5, "dot"), points]


def _title(row: Any) -> str:
    value = _value(row)
    known = {
        "amount": formats.dollars(value) if value else "",
        "what": word("anomaly", row.anomaly),
        "treatment": word("treatment", row.treatment),
    }
    if row.row_table == "investment":
        return phrase("quoted", origin=row.origin, n=int(row.labels), **known)
    names = {side: word("choice.partner", getattr(row, side)) for side in ("exporter", "importer")}
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

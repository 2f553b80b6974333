"""Cells that are not what they seem, beside what other records say of them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dashboard.charts import frames, lines, looks, style, theme, titled_rows, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import formats, word

phrase = Phrases("anomalies")
CHOICES = (Choice("anomaly", ("all", "implausible", "mechanical", "reused")),)
LOOKS = theme.LOOKS["anomaly"]


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `anomalies`; those that are left out of ranks first."""
    rows = frames.chosen(tables["anomalies"], choices, "anomaly")
    return frames.ordered(rows, "treatment anomaly exporter importer period row_key")


def _value(row: Row) -> int | None:
    """The marked cell; a reused figure has no cell of its own, but a value that its rows share."""
    known = [v for v in (row.value_usd, row.value_low_usd) if not pd.isna(v)]
    return int(known[0]) if known else None


def _mirror(row: Row) -> int | None:
    return None if pd.isna(row.mirror_usd) else int(row.mirror_usd)


def draw(rows: pd.DataFrame) -> Figure:
    """One row for each cell: its value as a mark, the other side's record as a hollow circle."""
    records = titled_rows.numbered(rows)
    values = [v for r in records for v in (_value(r), _mirror(r)) if v]
    if not values:
        return {}
    groups = style.groups([r for r in records if _value(r)], "anomaly", LOOKS)
    data = [_marks(word("anomaly", name), look, group) for name, look, group in groups]
    data += _mirrors([r for r in records if _mirror(r)])
    return titled_rows.of_dollars([_title(r) for r in records], data, min(values) / 3, max(values) * 3)


def _marks(name: str, look: theme.Look, rows: list[Row]) -> style.Trace:
    """Marks, hollow where a cell is doubted and no other record rules it out."""
    symbol = looks.filled(look, lambda r: r.anomaly != "implausible" or bool(r.proof))
    return style.marks(rows, look, _hover, x=_value, y="place", symbol=symbol, name=name, size=12)


def _mirrors(rows: list[Row]) -> Iterator[style.Trace]:
    between, look = theme.Look(theme.MUTED, "circle"), theme.Look(theme.GREEN, "circle-open")
    valued = [r for r in rows if _value(r)]
    yield lines.spans(valued, between, x=(_mirror, _value), y="place", width=1.5, dash="dot")
    yield style.marks(rows, look, _hover, x=_mirror, y="place", name=phrase("mirror"), size=12)


def _hover(row: Row) -> str:
    return wording.wrapped(str(row.sentence))


def _title(row: Row) -> str:
    value = _value(row)
    known = {"what": word("anomaly", row.anomaly), "treatment": word("treatment", row.treatment)}
    known["amount"] = formats.dollars(value) if value else ""
    if row.row_table == "investment":
        return phrase("quoted", origin=row.origin, n=int(row.labels), **known)
    names = {side: wording.country(getattr(row, side)) for side in ("exporter", "importer")}
    return phrase("flow", period=row.period, **names, **known)


def facts(rows: pd.DataFrame) -> Facts:
    """How many cells are left out of ranks, and how many are kept and marked; the picture is every sentence."""
    out = int((rows["treatment"] == "left out").sum())
    return {"n": len(rows), "out": out, "marked": len(rows) - out, "alt": " ".join(map(str, rows["sentence"]))}


CHART = Chart(phrase, select, draw, facts, table="anomalies", choices=CHOICES, height=604)

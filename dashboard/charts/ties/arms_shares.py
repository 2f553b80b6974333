"""Shares in the arms trade by SIPRI's volumes: each of the two among the suppliers of the other."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import frames, grids, sides, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, say, word
from dashboard.texts.parties import Parties, parties

ID = "arms-shares"
phrase = wording.Phrases(ID)
COLUMNS = """
    side supplier recipient period_label source from_year to_year tiv_million total_tiv_million share_pct rank
    partners years_recorded
""".split()


def _views(both: Parties) -> dict[str, tuple[str, str, str]]:
    """What is asked -> whose list it is, supplier, recipient."""
    first, second = both.ids
    views = [("imports", first, second), ("exports", first, second)]
    views += [("exports", second, first), ("imports", second, first)]
    return {f"{both.slug(v[1] if v[0] == 'exports' else v[2])}_{v[0]}": v for v in views}


def _offered(tables: TableMap) -> dict[str, str]:
    both = sides.pair(tables)
    return {option: _words("choice.view", both, view) for option, view in _views(both).items()}


def _words(text: str, both: Parties, view: tuple[str, str, str]) -> str:
    side, supplier, recipient = view
    whose, other = (recipient, supplier) if side == "imports" else (supplier, recipient)
    return say(f"{text}.of_{side}", country=both.names[whose], other=both.names[other])


CHOICES = (Choice("view", offered=_offered), Choice("spans", ("several", "single")))


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `arms_shares` for one side of the pair, over several years or year by year, the longest span first."""
    rows = tables["arms_shares"]
    side, supplier, recipient = _views(sides.pair(tables))[choices["view"]]
    rows = rows[(rows["side"] == side) & (rows["supplier"] == supplier) & (rows["recipient"] == recipient)]
    single = (rows["from_year"] == rows["to_year"]).fillna(True)
    rows = rows[single if choices["spans"] == "single" else ~single]
    return frames.ordered(rows, "from_year to_year source", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """A row for each span and state of the register: share, place and volumes."""
    columns = ("span", "register", "share", "place", "volume")
    return grids.listed(ID, columns, rows, _cells, (2,))


def _cells(row: Any) -> grids.Row:
    place = phrase("of", rank=wording.ordinal(int(row.rank)), partners=int(row.partners))
    known = {"n": formats.number(row.tiv_million), "total": formats.number(row.total_tiv_million)}
    return [
        grids.cell(str(row.period_label), "strong"),
        word("series", row.source),
        formats.percent(round(float(row.share_pct) / 100, 3)),
        place,
        phrase("volume", **known),
    ]


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """The share in the newest span of the newest register, its place, and between which shares the spans lie."""
    row = frames.last(rows.sort_values(["to_year", "from_year", "source"], kind="stable"))
    low, high = (formats.percent(round(float(v) / 100, 3)) for v in (rows["share_pct"].min(), rows["share_pct"].max()))
    return {
        "what": _words(f"chart.{ID}", parties(), (row.side, row.supplier, row.recipient)),
        "share": formats.percent(round(float(row.share_pct) / 100, 2)),
        "span": row.period_label,
        "place": wording.ordinal(int(row.rank)),
        "n": len(rows),
        "low": low,
        "high": high,
    }


def listed(rows: pd.DataFrame) -> str:
    """Every span with its share."""
    return "; ".join(f"{r.period_label}: {formats.percent(float(r.share_pct) / 100)}" for r in frames.each(rows))


CHART = Chart(select, draw, facts=facts, id=ID, table="arms_shares", choices=CHOICES, listed=listed)

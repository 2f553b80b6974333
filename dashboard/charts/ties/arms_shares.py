"""Shares in the arms trade by SIPRI's volumes: each of the two among the suppliers of the other."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from dashboard.charts import frames, grids, sides, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Phrases, Row, TableMap
from dashboard.texts import formats, say, word
from dashboard.texts.parties import Parties, parties

phrase = Phrases("arms-shares")


class View(NamedTuple):
    """Whose list it is, the recipient's imports or the supplier's exports, and the two."""

    side: str
    supplier: str
    recipient: str


def _views(both: Parties) -> dict[str, View]:
    """What is asked -> its view."""
    first, second = both.ids
    views = [View("imports", first, second), View("exports", first, second)]
    views += [View("exports", second, first), View("imports", second, first)]
    return {f"{both.slug(v.supplier if v.side == 'exports' else v.recipient)}_{v.side}": v for v in views}


def _offered(tables: TableMap) -> dict[str, str]:
    both = sides.pair(tables)
    return {option: _words("choice.view", both, view) for option, view in _views(both).items()}


def _words(text: str, both: Parties, view: View | Row) -> str:
    whose, other = both.names[view.supplier], both.names[view.recipient]
    if view.side == "imports":
        whose, other = other, whose
    return say(f"{text}.of_{view.side}", country=whose, other=other)


CHOICES = (Choice("view", offered=_offered), Choice("spans", ("several", "single")))


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `arms_shares` for one side of the pair, over several years or year by year, the longest span first."""
    rows = frames.of(tables["arms_shares"], **_views(sides.pair(tables))[choices["view"]]._asdict())
    single = (rows["from_year"] == rows["to_year"]).fillna(True)
    return frames.ordered(rows[single if choices["spans"] == "single" else ~single], "from_year to_year source")


def _cells(row: Row) -> grids.Cells:
    """A span and state of the register: share, place and volumes."""
    known = {"n": formats.number(row.tiv_million), "total": formats.number(row.total_tiv_million)}
    return [
        grids.cell(str(row.period_label), "strong"),
        word("series", row.source),
        _share(row.share_pct),
        phrase("of", rank=wording.ordinal(int(row.rank)), partners=int(row.partners)),
        phrase("volume", **known),
    ]


def _share(percent: float, digits: int = 3) -> str:
    return formats.percent(round(float(percent) / 100, digits))


def facts(rows: pd.DataFrame) -> Facts:
    """The share in the newest span of the newest register, its place, and between which shares the spans lie."""
    row = frames.last(frames.ordered(rows, "to_year from_year source"))
    return {
        "what": _words(f"chart.{phrase.chart}", parties(), row),
        "share": _share(row.share_pct, digits=2),
        "span": row.period_label,
        "place": wording.ordinal(int(row.rank)),
        "n": len(rows),
        "low": _share(rows["share_pct"].min()),
        "high": _share(rows["share_pct"].max()),
    }


def _span(row: Row) -> str:
    return f"{row.period_label}: {formats.percent(float(row.share_pct) / 100)}"


draw = grids.listing(phrase, "span register share place volume", _cells, (2,))
CHART = Chart(phrase, select, draw, facts, table="arms_shares", choices=CHOICES, listed=_span)

"""What one side sold to and bought from the other, by the books of one of them: exports, imports and the balance."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import axes, controls, frames, lines, looks, periods, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.texts import formats, say, word
from dashboard.texts.parties import parties

phrase = Phrases("balance")
FLOWS = ("export", "import")
KEY = ["reporter", "partner", "period", "calendar", "source", "root_family"]


def _books(tables: TableMap) -> dict[str, str]:
    return {c: say("choice.books.of", country=name) for c, name in sides.first_before_second(tables).items()}


CHOICES = (Choice("books", offered=_books), controls.PERIODS)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `partner_ranks` for the pair, exports joined with imports of the same books and period.

    `balance_usd` is the difference of the two cells of a row; E where either of them is an estimate.
    """
    reporter = choices["books"]
    partner = sides.pair(tables).other(reporter)
    rows = frames.of(tables["partner_ranks"], reporter=reporter, partner=partner, basis="as_recorded")
    sold, bought = (frames.known(frames.of(rows, flow=flow), "value_usd") for flow in FLOWS)
    both = sold[[*KEY, "value_usd", "obs_status", "note"]].merge(bought[[*KEY, "value_usd", "obs_status"]], on=KEY)
    both = both.rename(columns={"value_usd_x": "export_usd", "value_usd_y": "import_usd", "obs_status_x": "obs_status"})
    both["obs_status"] = both["obs_status"].where(both["obs_status_y"] == "A", "E")
    both = periods.with_years(both.assign(balance_usd=both["export_usd"] - both["import_usd"]))
    return frames.ordered(periods.full(both) if choices["periods"] == "years" else both, "year source period")


def draw(rows: pd.DataFrame) -> Figure:
    """A line from imports to exports for each row; a triangle at each end, hollow where estimated."""
    records, between = list(frames.each(rows)), theme.Look(theme.MUTED, "circle")
    data = [style.key(phrase(flow), _look(flow)) for flow in FLOWS]
    data += [lines.spans(records, between, x=_place, y=("import_usd", "export_usd"), width=1.5)]
    for flow in FLOWS:
        look = _look(flow)
        data += [style.marks(records, look, _hover, x=_place, y=f"{flow}_usd", symbol=looks.firm(look), size=11)]
    money = axes.money([*rows["export_usd"], *rows["import_usd"]])
    return style.figure(data, axes.years(**periods.ends(rows)), money)


def _look(flow: str) -> theme.Look:
    first, second = parties().ids
    colour = theme.country(first if flow == "export" else second).colour
    return theme.Look(colour, "triangle-up" if flow == "export" else "triangle-down")


def _place(row: Row) -> float:
    """Two figures of one year are drawn a little apart, so that neither hides the other."""
    aside = 0.18 if row.source in ("russian-officials", "official_statements") else 0.0
    return round(periods.row_place(row) + aside, 3)


def _hover(row: Row) -> str:
    basis = word("obs_status", row.obs_status)
    return wording.words(
        periods.period_words(row), word("series", row.source), phrase("hover", **_amounts(row, row.balance_usd)), basis
    )


def _amounts(row: Row, balance: int) -> dict[str, str]:
    values = {"sold": row.export_usd, "bought": row.import_usd, "balance": balance}
    return {name: formats.dollars(value) for name, value in values.items()}


def facts(rows: pd.DataFrame) -> Facts:
    """The newest full year: sold, bought, and the difference, with whose books say so."""
    row = frames.last(periods.full(rows))
    if row is None:
        return {}
    return {
        "year": int(row.year),
        "period": periods.period_words(row),
        "country": wording.country(row.reporter),
        "other": wording.country(row.partner),
        "kind": phrase("surplus" if row.balance_usd >= 0 else "deficit"),
        "series": word("series", row.source),
        "basis": word("obs_status", row.obs_status),
        **_amounts(row, abs(row.balance_usd)),
    }


CHART = Chart(phrase, select, draw, facts, table="partner_ranks", choices=CHOICES, dated=True)

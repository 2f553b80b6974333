"""What one side sold to and bought from the other, by the books of one of them: exports, imports and the balance."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import axes, frames, looks, periods, sides, style, theme, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import formats, say, word
from dashboard.texts.parties import parties

ID = "balance"
phrase = wording.Phrases(ID)
FLOWS = ("export", "import")
KEY = ["reporter", "partner", "period", "calendar", "source", "root_family"]
COLUMNS = """
    reporter partner period calendar year full_year source root_family export_usd import_usd balance_usd
    obs_status note
""".split()


def _books(tables: TableMap) -> dict[str, str]:
    return {c: say("choice.books.of", country=name) for c, name in sides.first_before_second(tables).items()}


CHOICES = (Choice("books", offered=_books), Choice("periods", ("years", "all")))


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `partner_ranks` for the pair, exports joined with imports of the same books and period.

    `balance_usd` is the difference of the two cells of a row; E where either of them is an estimate.
    """
    ranks = tables["partner_ranks"]
    reporter = choices["books"]
    partner = sides.pair(tables).other(reporter)
    rows = ranks[(ranks["reporter"] == reporter) & (ranks["partner"] == partner) & ranks["value_usd"].notna()]
    rows = rows[rows["basis"] == "as_recorded"]
    sold, bought = rows[rows["flow"] == "export"], rows[rows["flow"] == "import"]
    both = sold[[*KEY, "value_usd", "obs_status", "note"]].merge(bought[[*KEY, "value_usd", "obs_status"]], on=KEY)
    both = both.rename(columns={"value_usd_x": "export_usd", "value_usd_y": "import_usd", "obs_status_x": "obs_status"})
    both["obs_status"] = both["obs_status"].where(both["obs_status_y"] == "A", "E")
    both = periods.with_years(both.assign(balance_usd=both["export_usd"] - both["import_usd"]))
    if choices["periods"] == "years":
        both = both[both["full_year"].fillna(False)]
    return frames.ordered(both, "year source period", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """A line from imports to exports for each row; a triangle at each end, hollow where estimated."""
    records = list(frames.each(rows))
    between = [(_place(r), int(r.import_usd), _place(r), int(r.export_usd)) for r in records]
    data = [style.key(phrase(flow), _look(flow)) for flow in FLOWS]
    data += [style.spans(between, theme.Look(theme.MUTED, "circle"), 1.5), *[_ends(records, flow) for flow in FLOWS]]
    money = axes.money([*rows["export_usd"], *rows["import_usd"]])
    return style.figure(data, axes.years(**periods.ends(rows)), money)


def _look(flow: str) -> theme.Look:
    first, second = parties().ids
    colour = theme.country(first if flow == "export" else second).colour
    return theme.Look(colour, "triangle-up" if flow == "export" else "triangle-down")


def _ends(records: list[Any], flow: str) -> style.Trace:
    look = _look(flow)
    return style.marks(records, look, _hover, x=_place, y=f"{flow}_usd", symbol=looks.firm(look), size=11)


def _place(row: Any) -> float:
    """Two figures of one year are drawn a little apart, so that neither hides the other."""
    aside = 0.18 if row.source in ("russian-officials", "official_statements") else 0.0
    return round(periods.row_place(row) + aside, 3)


def _hover(row: Any) -> str:
    values = {"sold": row.export_usd, "bought": row.import_usd, "balance": row.balance_usd}
    text = phrase("hover", **{name: formats.dollars(value) for name, value in values.items()})
    return wording.words(
        periods.period_words(row), word("series", row.source), text, word("obs_status", row.obs_status)
    )


def facts(rows: pd.DataFrame) -> dict[str, Any]:
    """The newest full year: sold, bought, and the difference, with whose books say so."""
    row = frames.last(rows[rows["full_year"].fillna(False)])
    if row is None:
        return {}
    return {
        "year": int(row.year),
        "period": periods.period_words(row),
        "country": wording.country(row.reporter),
        "other": wording.country(row.partner),
        "sold": formats.dollars(row.export_usd),
        "bought": formats.dollars(row.import_usd),
        "kind": phrase("surplus" if row.balance_usd >= 0 else "deficit"),
        "balance": formats.dollars(abs(row.balance_usd)),
        "series": word("series", row.source),
        "basis": word("obs_status", row.obs_status),
    }


CHART = Chart(select, draw, id=ID, table="partner_ranks", choices=CHOICES, facts=facts, dated=True)

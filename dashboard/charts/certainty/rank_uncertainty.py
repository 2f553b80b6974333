"""How firm a rank is when every figure may be off by what two reporters differ by."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.charts import frames, grids, periods, sides, wording
from dashboard.charts.base import Chart, Choice, Choices, Figure, TableMap
from dashboard.texts import catalogue, formats, say, word

ID = "rank-uncertainty"
phrase = wording.Phrases(ID)
COLUMNS = """
    reporter partner period calendar year full_year flow source root_family basis value_usd rank rank_best
    rank_worst partners sigma sigma_from place_named chance_at chance_within noise_best noise_worst flip_up_pct
    flip_down_pct typical_gap resolvable cell_basis sentence
""".split()


def _places(tables: TableMap) -> dict[str, str]:
    """The places whose chances the rows give; nothing to choose where it is one."""
    places = [str(place) for place in dict.fromkeys(tables["rank_uncertainty"]["place_named"])]
    return {place: _ordinal(place) for place in places} if len(places) > 1 else {}


def _ordinal(place: object) -> str:
    """A place in words where we have one: fifth, else 41st."""
    name = f"ordinal_word.{place}"
    return say(name) if name in catalogue() else wording.ordinal(int(str(place)))


CHOICES = (
    Choice("reporter", offered=sides.second_before_first),
    Choice("flow", ("total", "export", "import")),
    Choice("basis", ("as_recorded", "eu_one")),
    Choice("place", offered=_places),
)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """Rows of `rank_uncertainty` for one country's partners, oldest first."""
    rows = tables["rank_uncertainty"]
    rows = frames.chosen(rows, choices, reporter="reporter", flow="flow", basis="basis")
    if choices["place"]:
        rows = rows[rows["place_named"] == int(choices["place"])]
    rows = periods.with_years(rows[rows["noise_best"].notna()])
    return frames.ordered(rows, "year source period", COLUMNS)


def draw(rows: pd.DataFrame) -> Figure:
    """A row for each list: the place with and without missing partners, under noise, and the chance of a place."""
    ranked = rows[rows["rank"].notna()]
    if ranked.empty:
        return {}
    head = [say(f"columns.{ID}.{name}") for name in ("list", "books", "valued", "missing", "noise")]
    head.append(say(f"columns.{ID}.chance", place=_ordinal(ranked["place_named"].iloc[0])))
    return grids.figure(head, [_cells(r) for r in frames.each(ranked.iloc[::-1])])


def _cells(row: Any) -> grids.Row:
    return [
        grids.cell(periods.period_words(row), "strong"),
        f"{wording.family(row.root_family)} ({word('cell_basis', row.cell_basis)})",
        phrase("of", rank=wording.ordinal(int(row.rank)), partners=int(row.partners)),
        wording.places(row.rank_best, row.rank_worst),
        wording.places(row.noise_best, row.noise_worst),
        formats.percent(round(float(row.chance_within), 2)),
    ]


def finding(rows: pd.DataFrame) -> str:
    """The newest list: the place among the partners with a value, and between which places noise leaves it."""
    ranked = rows[rows["rank"].notna()]
    if ranked.empty:
        return ""
    row = frames.last(ranked)
    return phrase.head(
        partner=wording.country(row.partner),
        rank=wording.ordinal(int(row.rank)),
        noise=wording.places(row.noise_best, row.noise_worst),
        year=int(row.year),
    )


def detail(rows: pd.DataFrame) -> str:
    """The newest list: rank as recorded and under noise, chance of a place or better, and whether it is resolvable."""
    row = frames.last(rows[rows["rank"].notna()])
    if row is None:
        return ""
    text = phrase(
        "finding",
        partner=wording.country(row.partner),
        period=periods.period_words(row),
        reporter=wording.country(row.reporter),
        rank=int(row.rank),
        best=int(row.noise_best),
        worst=int(row.noise_worst),
        place=_ordinal(row.place_named),
        chance=formats.percent(row.chance_within),
        family=wording.family(row.root_family),
    )
    resolvable = "unknown" if pd.isna(row.resolvable) else "yes" if bool(row.resolvable) else "no"
    return text + " " + phrase(f"resolvable_{resolvable}")


CHART = Chart(select, draw, finding, detail, id=ID, table="rank_uncertainty", choices=CHOICES)

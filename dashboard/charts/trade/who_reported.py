"""Who reported: for each partner or each source, year by year, whether anybody recorded the flow."""

from __future__ import annotations

import pandas as pd

from dashboard.charts import controls, frames, grids, periods, sides
from dashboard.charts.base import Chart, Choice, Choices, Facts, Figure, Phrases, Row, TableMap
from dashboard.charts.trade import _pairs
from dashboard.texts import say, word
from dashboard.texts.parties import Parties, parties

phrase = Phrases("who-reported")
EXPORTS = ("exporter", "importer")  # the side of the one whose trade it is, and the other
MOST = 14  # partners
#: state -> its sign and tone, the best first
STATES = {
    "both": ("■", "yes"),
    "one": ("●", "strong"),
    "estimated": ("◇", "open"),
    "stated": ("⊙", ""),
    "nobody": ("–", ""),
}


def _books(both: Parties) -> dict[str, tuple[str, str]]:
    """Option -> country and side: exports and imports of the second country, then of the first."""
    return {f"{both.slug(c)}_{side}": (c, side) for c in reversed(both.ids) for side in ("exports", "imports")}


def _whose(tables: TableMap) -> dict[str, str]:
    both = sides.pair(tables)
    return {o: say(f"choice.whose.{side}", country=both.names[c]) for o, (c, side) in _books(both).items()}


CHOICES = (
    Choice("by", ("partner", "source")),
    Choice("whose", offered=_whose),
    *controls.ends("coverage", "period", "2010", "1992"),
)


def select(tables: TableMap, choices: Choices) -> pd.DataFrame:
    """One row for each partner (or source of the pair) and year; `nobody` where the package has no record."""
    home, flow = _books(sides.pair(tables))[choices["whose"]]
    by_source = choices["by"] == "source"
    partners = _names(tables, home)
    rows = _sources(tables, home, flow) if by_source else _partners(tables, home, flow, partners)
    rows = rows[controls.within(rows["year"], choices)]
    if rows.empty:
        return rows
    rows = rows.sort_values("state", key=lambda states: states.map([*STATES].index), kind="stable").drop_duplicates(
        ["row", "year"]
    )
    names = list(dict.fromkeys(rows["row"])) if by_source else partners
    years = range(int(choices["since"]), int(rows["year"].max()) + 1)
    index = pd.MultiIndex.from_product([names, list(years)], names=["row", "year"])
    whole = rows.set_index(["row", "year"]).reindex(index).reset_index()
    return whole.assign(state=whole["state"].fillna("nobody"))


def _names(tables: TableMap, home: str) -> list[str]:
    """The other of the two, and the partners that the article lists, else those of which the most years are held."""
    both, cover = parties(), tables["coverage"]
    held = pd.concat([cover.loc[cover[side] == home, other] for side, other in (EXPORTS, EXPORTS[::-1])])
    others = both.order("partners") or [c for c in held.value_counts().index if c not in both.ids][:MOST]
    return [both.other(home), *others]


def _partners(tables: TableMap, home: str, flow: str, partners: list[str]) -> pd.DataFrame:
    """Rows of `coverage`, and years for which only `official_figures` holds something."""
    side, other = EXPORTS if flow == "exports" else EXPORTS[::-1]
    cover = frames.of(tables["coverage"], **{side: home})
    cover = cover[cover[other].isin(partners)]
    cover = cover.assign(row=cover[other], year=pd.to_numeric(cover["period"], errors="coerce").astype("Int64"))
    cover = cover.assign(state=[_state(r) for r in frames.each(cover)], series=None)
    # years in which an authority printed, or an official stated, the flow of a partner
    stated = frames.of(tables["official_figures"], reporter=home, flow=flow.removesuffix("s"))
    stated = _reported(frames.known(stated[stated["partner"].isin(partners)], "value_usd"))
    stated = stated.assign(row=stated["partner"], **{side: home, other: stated["partner"]})
    return pd.concat([cover, stated], ignore_index=True)


def _state(row: Row) -> str:
    """What the two sides' cells are: only an observed one is a record, and two estimates are an estimate."""
    cells = [c for c in (row.exporter_recorded, row.importer_recorded) if not pd.isna(c) and c != "M"]
    records = cells.count("A")
    return ("estimated" if cells else "nobody") if not records else "both" if records == 2 else "one"


def _reported(rows: pd.DataFrame) -> pd.DataFrame:
    """Full years with their state; a statement before the end of its period reports nothing."""
    rows = periods.full(periods.with_years(rows[~rows["forecast"].fillna(False).astype(bool)]))
    return rows.assign(state=rows["cell_basis"].map({"observed": "one", "stated": "stated"}).fillna("estimated"))


def _sources(tables: TableMap, home: str, flow: str) -> pd.DataFrame:
    """The flow between the two in each series of `trade` and `official_figures`."""
    both = sides.pair(tables)
    importer = both.other(home) if flow == "exports" else home
    direction, exporter = f"to_{both.slug(importer)}", both.other(importer)
    rows = pd.concat([_pairs.flow(tables, direction), _pairs.printed(tables, direction)], ignore_index=True)
    known = {"exporter": exporter, "importer": importer, "exporter_recorded": None, "importer_recorded": None}
    return _reported(rows).assign(row=lambda d: d["series"], **known)


def draw(rows: pd.DataFrame) -> Figure:
    """A grid of signs: one row for each partner or source, one column for each year."""
    years = range(int(rows["year"].min()), int(rows["year"].max()) + 1)
    body: list[grids.Cells] = []
    for name, group in rows.groupby("row", sort=False):
        states = {int(r.year): str(r.state) for r in frames.each(group)}
        title = word("choice.partner" if name in parties().names else "series", name)
        body.append([title, *[grids.cell(*STATES[states[y]]) for y in years]])
    head = [phrase("row"), *[phrase("year", year=f"{y % 100:02d}") for y in years]]
    return grids.figure(head, body, matrix=True)


def facts(rows: pd.DataFrame) -> Facts:
    """How many cells since the event there are, and how many of each state; how many rows the grid has."""
    states = rows.loc[rows["year"].ge(parties().event_year).fillna(False), "state"]
    counts = {state: int((states == state).sum()) for state in STATES}
    none = {} if len(states) else {"head": "", "finding": ""}
    return {"shown": rows["row"].nunique(), "n": len(states), **counts, **none}


CHART = Chart(phrase, select, draw, facts, table="coverage", choices=CHOICES, height=571)

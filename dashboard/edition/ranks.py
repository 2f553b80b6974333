"""The rank of any partner, whose choices cannot be counted: its rows in files, each with the words and marks that the
server would give it, for scripts/ranks.js to choose from, draw and put into a headline.

What is decided here is what depends on one row; what depends on several (axes, headline, looks of several partners) is
done by the script, and a test holds its figures against those of the server.
"""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from dashboard.charts import event_lines, events, grids, looks, periods, phrases, style, theme, wording
from dashboard.charts.base import Chart
from dashboard.charts.settings import COLUMNS
from dashboard.charts.trade import partner_rank
from dashboard.edition import tables
from dashboard.package.cells import plain
from dashboard.package.store import Package
from dashboard.svg import legend
from dashboard.texts import catalogue, say, word
from dashboard.ui import chart_options

ID = partner_rank.CHART.id
#: the choices that a file stands for; the others are made within it
FILED = ("reporter", "flow", "basis")
_AMONG = [f"{name}_{flow}" for name in ("among", "all") for flow in ("total", "export", "import")]
_TEXTS = ("axis", "none", "head", "more", "finding", "place", "newest", "alt.one", "alt.other", "what", *_AMONG)
_SHARED = ("chart.empty", "subtitle.year", "subtitle.years", "source.more", "grid.mark", "grid.value_of_mark")


def files(chart: Chart, package: Package) -> dict[str, bytes]:
    """Name of a file -> its rows, for each combination of FILED; `chart` has the options of `package`."""
    options = [next(c.options for c in chart.choices if c.name == name) for name in FILED]
    files_of_years = {}
    for chosen in itertools.product(*options):
        rows, name = _rows(package, dict(zip(FILED, chosen, strict=True))), "-".join(chosen)
        columns = [tables.cells(values) for values in zip(*rows, strict=True)]
        call = json.dumps(columns or [tables.cells([])], ensure_ascii=False, separators=(",", ":"))
        files_of_years[f"packs/{ID}-{name}.js"] = f'ledger.ranks("{name}",{call});\n'.encode()
    return files_of_years


def _rows(package: Package, chosen: Mapping[str, str]) -> list[list[Any]]:
    """The rows of every partner, in the order of the server's."""
    ranks = package.words["partner_ranks"]
    every = {str(p) for p in ranks["partner"].unique()}
    selected = partner_rank.select_of(
        package.words, {**chosen, "family": "all", "periods": "all", "since": "1", "until": "latest"}, every
    )
    yearly = set(periods.full_or_nearly(selected, ["partner", "root_family"]).index)
    return [_row(r, r.Index in yearly) for r in selected.itertuples()]


def _row(row: Any, yearly: bool) -> list[Any]:
    """partner, family, source, year, for years alone, x, y, best, worst, mark, hover, place, rank, period, CSV."""
    worst = None if pd.isna(row.rank_worst) else int(row.rank_worst)
    mark = looks.symbol(theme.Look("", ""), row.obs_status, row.full_year)
    numbers = [periods.row_place(row), partner_rank.shown(row), int(row.rank_best), worst]
    place, rank = (write(row.rank_best, row.rank_worst) for write in (wording.places, wording.rank_words))
    words = [partner_rank.hover(row), place, rank, periods.period_words(row)]
    cells = [_line([plain(getattr(row, c)), ""]).removesuffix(",\n") for c in COLUMNS[ID]]
    named = [str(row.partner), str(row.root_family), "" if pd.isna(row.source) else str(row.source)]
    return [*named, int(row.year), int(yearly), *numbers, mark, *words, *cells]


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue()


def settings(chart: Chart, package: Package) -> dict[str, Any]:
    """What the script needs beside the rows: choices, words, looks, the names of publishers."""
    ranks = package.words["partner_ranks"]
    partners = sorted(str(p) for p in ranks["partner"].unique())
    families = sorted(str(f) for f in ranks["root_family"].unique())
    texts = {name: say(f"chart.{ID}.{name}") for name in _TEXTS} | {name: say(name) for name in _SHARED}
    reporters = next(c.options for c in chart.choices if c.name == "reporter")
    named = (*theme.COUNTRIES.values(), *theme.FAMILIES.values())
    marks = dict.fromkeys([*theme.SHAPES, *(look.symbol for look in named)])
    return {
        "usual": {c.name: c.usual for c in chart.choices},
        "header": _line(COLUMNS[ID]),
        "height": chart.height,
        "limits": {"headline": phrases.LIMIT, "few": grids.FEW, "sources": chart_options.MOST},
        "ticks": partner_rank.TICKS,
        "open": partner_rank.OPEN,
        "named": {"list": legend.LIST, "entry": legend.ENTRY, "signs": {mark: _sign(mark) for mark in marks}},
        "dark": theme.DARK,
        "events": [[e.when, e.words] for e in chart.events],
        "lanes": _lanes(),
        "empty": style.empty_figure(chart.height),
        "texts": texts,
        "reporters": {reporter: wording.country(reporter) for reporter in reporters},
        "partners": {p: [wording.country(p), _look(theme.country(p)), p in theme.COUNTRIES] for p in partners},
        "families": {f: [wording.family(f), _look(theme.family(f))] for f in families},
        "looks": [_look(theme.Look(colour, mark)) for mark in theme.SHAPES for colour in theme.COLOURS],
        "sources": _publishers(package, ranks),
        "table": str(package.resources[chart.table]["title"]),
    }


def _lanes() -> dict[str, Any]:
    """What charts/events.py measures words by, and charts/event_lines.py draws."""
    sizes = [[size, events.ACROSS[size], events.LANES[size]] for size in (events.WIDE, events.NARROW)]
    line = {"color": theme.MUTED, "width": event_lines.WIDTH}
    return {
        "sizes": sizes,
        "letter": events.LETTER,
        "lane": events.LANE,
        "gap": events.GAP,
        "frame": event_lines.FRAME,
        "line": line,
    }


def _sign(mark: str) -> str:
    return legend.sign({"mode": "markers", "marker": {"symbol": mark}})


def _look(look: theme.Look) -> list[str]:
    return [look.colour, look.symbol, look.dash]


def _publishers(package: Package, ranks: pd.DataFrame) -> dict[str, str]:
    """Id of a source -> the short name of its publisher."""
    ids = [str(i) for i in ranks["source"].dropna().unique()]
    named = {s["id"]: word("publisher_short", s["publisher"]) for s in package.rows("sources") if s["id"] in ids}
    series = {i: say(f"series_short.{i}") for i in ids if f"series_short.{i}" in catalogue()}
    return series | named

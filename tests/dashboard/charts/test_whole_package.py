"""Every chart over the package of this branch: all options, honest words, plain JSON, download equal to picture."""

from __future__ import annotations

import itertools
import json
import math
import re
from collections.abc import Iterator
from html import unescape
from typing import Any, NamedTuple

import pandas as pd
import pytest

from dashboard import svg
from dashboard.charts import theme
from dashboard.charts.base import Chart
from dashboard.charts.registry import CHARTS
from dashboard.http import chart_files
from dashboard.package.store import Package
from dashboard.svg import legend
from dashboard.texts import parties
from dashboard.ui import chart_options
from etl.contract.tables import TABLES
from etl.package import redact
from tests.dashboard.charts import made

# by module: all tests of a chart run one after another, over pictures that were drawn once
EVERY = pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda c: c.id, indirect=True, scope="module")
TRACES = {"scatter", "bar"}  # what the small bundle of plotly can draw, and the small pictures too
MANY = 40  # combinations above which one option is changed at a time
UNFILLED = re.compile(r"\{[a-z_]*\}|<NA>|\bnan\b|\bNone\b(?! of)|\bNaN\b")


class Drawn(NamedTuple):
    """A chart under some choices: its rows and its figure."""

    choices: dict[str, str]
    rows: pd.DataFrame
    figure: dict[str, Any]


@pytest.fixture(scope="module")
def chart(request: pytest.FixtureRequest, now: Package) -> Chart:
    parties.use(now.parties)
    return request.param.with_options(now.tables)


@pytest.fixture(scope="module")
def drawings(chart: Chart, now: Package) -> list[Drawn]:
    """The chart under each of its combinations of choices."""
    rows = [(choices, chart.select(now.tables, choices)) for choices in combinations(chart)]
    return [Drawn(choices, selected, chart.draw(selected)) for choices, selected in rows]


def combinations(chart: Chart) -> Iterator[dict[str, str]]:
    """All choices together where they are few, else every option with the others at their default."""
    # a choice whose options the package offers stays at its default here: its own test walks some of them
    names, options = [c.name for c in chart.choices], [made.sample(c) or (c.usual,) for c in chart.choices]
    usual = {c.name: c.usual for c in chart.choices}
    if math.prod(len(o) for o in options) <= MANY:
        yield from (dict(zip(names, combo, strict=True)) for combo in itertools.product(*options))
        return
    yield usual
    for choice in chart.choices:
        yield from (usual | {choice.name: option} for option in made.sample(choice))


def texts(node: Any) -> Iterator[str]:
    """Every text in a figure."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        yield from (t for value in node.values() for t in texts(value))
    elif isinstance(node, list):
        yield from (t for value in node for t in texts(value))


@EVERY
def test_every_choice_draws_plain_json_of_the_traces_we_ship(drawings: list[Drawn]) -> None:
    for _, _, figure in drawings:
        assert json.loads(json.dumps(figure, allow_nan=False)) == figure
        assert {trace["type"] for trace in figure["data"]} <= TRACES
        assert figure["layout"]["height"] > 100
        assert bool(figure["data"]) or figure["layout"].get("table") or figure["layout"]["annotations"]
        for trace in figure["data"]:
            assert len(trace["x"]) == len(trace["y"]) > 0
        assert svg.draw(figure, "t", "a").endswith("</svg>")


@EVERY
def test_words_are_filled_in_and_end_as_sentences(chart: Chart, drawings: list[Drawn]) -> None:
    for choices, rows, figure in drawings:
        result = chart.alt(rows)
        assert result[0].isupper() or result[0].isdigit() or result[0] in "$“↳", (choices, result)
        assert result.rstrip("”) ")[-1] in ".!?…", (choices, result)
        for text in (chart.finding(rows), result, *texts(figure)):
            assert not UNFILLED.search(text), (choices, text)


@EVERY
def test_the_default_choices_have_rows_or_say_what_is_missing(chart: Chart, now: Package) -> None:
    rows = chart.select(now.tables, {c.name: c.usual for c in chart.choices})
    assert len(rows) or chart.id == "products"
    assert rows.columns.is_unique
    assert not [c for c in rows if c.endswith(("_x", "_y"))]


@EVERY
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_two_series_look_alike_in_any_view(drawings: list[Drawn], scheme: str) -> None:
    for choices, _, figure in drawings:
        data = figure["data"]
        for size in ("wide", "narrow"):
            named = [t for t in legend.named(data) if t.get("meta", {}).get("only", size) == size]
            looks = [_look(t, scheme) for t in named]
            assert len(looks) == len(set(looks)), (choices, size, [t["name"] for t in named])


@EVERY
def test_a_name_at_a_mark_has_its_colour_and_mark(drawings: list[Drawn]) -> None:
    """A series that is named in the picture and one in the legend of a phone are one look."""
    for choices, _, figure in drawings:
        data = figure["data"]
        keys = {t["name"]: t["marker"] for t in legend.named(data) if t.get("meta") == {"only": "narrow"}}
        for trace in data:
            if trace.get("mode") == "markers+text" and trace.get("meta") == {"only": "wide"}:
                for text, colour, mark in zip(
                    trace["text"], trace["marker"]["color"], trace["marker"]["symbol"], strict=True
                ):
                    named = keys[unescape(text)]
                    assert (named["color"], named["symbol"]) == (colour, mark), (choices, text)


def _look(trace: dict[str, Any], scheme: str) -> tuple[str, ...]:
    """Mark, hatching, dash and the colour of a scheme: what tells series apart."""
    marker, line = trace.get("marker", {}), trace.get("line", {})
    first = {k: v[0] if isinstance(v, list) else v for k, v in marker.items() if k in ("symbol", "color")}
    hatch, colour = str(marker.get("pattern", {}).get("shape", "")), first.get("color") or line.get("color", "")
    shown = theme.DARK.get(colour, colour) if scheme == "dark" else colour
    return (trace["type"], first.get("symbol", ""), shown, hatch, str(line.get("dash", "")))


@EVERY
def test_a_chart_is_drawn_without_the_values_that_may_not_be_passed_on(chart: Chart, now: Package) -> None:
    blank = dict(now.tables)
    for table, column in ((c.table, c.column) for c in redact.revealing() if c.quote or not c.required):
        field = next(f for f in TABLES[table].fields if f.name == column)
        text = field.type == "string"
        blank[table] = (
            blank[table]
            .assign(**{column: "Not passed on." if text else pd.NA})
            .astype({} if text else {column: now.tables[table][column].dtype})
        )
    for choices in combinations(chart):
        rows = chart.select(blank, choices)
        assert json.dumps(chart.draw(rows), allow_nan=False)
        assert chart.finding(rows)
        assert not UNFILLED.search(chart.alt(rows))


@EVERY
def test_every_column_of_the_rows_has_a_title(chart: Chart, now: Package) -> None:
    rows = chart.select(now.tables, {c.name: c.usual for c in chart.choices})
    described = chart_files.fields(chart, now)
    assert [c for c in rows if not described.get(c, {}).get("title")] == []
    assert [c for c in rows if c.endswith("_usd") and described[c].get("unit") != "USD"] == []


def test_every_chart_that_a_claim_names_is_one(now: Package) -> None:
    named = {name for result in now.tables["parts"]["charts"].dropna() for name in result.split()}
    assert sorted(named - set(CHARTS)) == []


@EVERY
def test_the_source_line_names_no_missing_cell(chart: Chart, now: Package, drawings: list[Drawn]) -> None:
    for choices, rows, _ in drawings:
        line = chart_options.source(now, chart, rows)
        assert line
        assert not UNFILLED.search(line), (choices, line)

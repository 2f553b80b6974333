"""What holds for every chart, walked over the registry: adding a chart is adding a file, forgetting it is a failure."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from dashboard import charts, svg
from dashboard.charts.base import Chart, Choice, UnknownChoice
from dashboard.charts.registry import CHARTS
from dashboard.charts.settings import COLUMNS
from dashboard.package.store import Package
from tests.dashboard.charts import made

FOLDER = Path(charts.__file__).parent
EVERY = pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda c: c.id, indirect=True)


def variations(chart: Chart) -> Iterator[dict[str, str]]:
    """The defaults, and each option of each choice with the others at their default."""
    usual = {c.name: c.usual for c in chart.choices}
    yield usual
    for choice in chart.choices:
        for option in made.sample(choice):
            yield usual | {choice.name: option}


def test_every_chart_has_a_file_of_its_name() -> None:
    names = {path.stem.replace("_", "-") for path in FOLDER.glob("*/*.py")}
    assert set(CHARTS) <= names
    assert "russia-rank" in CHARTS


def test_columns_are_named_of_charts_that_there_are_each_once() -> None:
    assert set(COLUMNS) <= set(CHARTS)
    assert all(len(names) == len(set(names)) for names in COLUMNS.values())


@EVERY
def test_rows_have_the_columns_of_their_chart_in_order(chart: Chart, package: Package) -> None:
    rows = chart.select(package.tables, {c.name: c.usual for c in chart.choices})
    assert [*rows] == COLUMNS[chart.id]


@EVERY
def test_a_chart_knows_no_file_and_no_dash(chart: Chart) -> None:
    (path,) = FOLDER.glob(f"*/{chart.id.replace('-', '_')}.py")
    source = path.read_text(encoding="utf-8")
    assert "import dash\n" not in source
    assert "from dash " not in source
    assert "open(" not in source
    assert "pathlib" not in source


@EVERY
def test_every_choice_draws_its_rows_as_plain_json(chart: Chart, package: Package) -> None:
    for choices in variations(chart):
        rows = chart.select(package.tables, choices)
        figure = chart.draw(rows)
        assert set(figure) == {"data", "layout"}
        assert json.loads(json.dumps(figure, allow_nan=False)) == figure
        assert "template" not in figure["layout"]
        assert chart.finding(rows).strip()
        assert chart.alt(rows).strip()
        assert svg.draw(figure, "t", "a").startswith("<svg")


@EVERY
def test_an_empty_frame_draws_an_honest_empty_picture(chart: Chart, package: Package) -> None:
    rows = chart.select(package.tables, {c.name: c.usual for c in chart.choices}).iloc[:0]
    figure = chart.draw(rows)
    assert figure["data"] == []
    assert figure["layout"]["annotations"][0]["text"]
    assert chart.finding(rows)
    assert chart.alt(rows)
    assert "<polyline" not in svg.draw(figure, "t", "a")


@EVERY
def test_select_leaves_the_tables_as_they_are(chart: Chart, package: Package) -> None:
    before = package.tables[chart.table].copy(deep=True)
    for choices in variations(chart):
        chart.draw(chart.select(package.tables, choices))
    pd.testing.assert_frame_equal(package.tables[chart.table], before)


@EVERY
def test_the_canonical_address_drops_defaults_and_sorts(chart: Chart) -> None:
    assert chart.canonical({}) == ""
    assert chart.canonical({c.name: c.usual for c in chart.choices}) == ""
    others = {c.name: next(o for o in c.options if o != c.usual) for c in chart.choices if len(c.options) > 1}
    orders = itertools.islice(itertools.permutations(others.items()), 6)
    written = {chart.canonical(dict(order)) for order in orders}
    assert len(written) == 1
    names = [pair.partition("=")[0] for pair in written.pop().split("&") if pair]
    assert names == sorted(others)


@EVERY
def test_an_unknown_choice_is_refused_with_what_is_allowed(chart: Chart) -> None:
    with pytest.raises(UnknownChoice) as unknown:
        chart.complete({"nonsense": "1"})
    assert unknown.value.allowed == tuple(c.name for c in chart.choices)
    choice = chart.choices[0]
    with pytest.raises(UnknownChoice) as wrong:
        chart.complete({choice.name: "nonsense"})
    assert wrong.value.allowed == choice.options


def test_the_first_option_is_the_default_unless_another_is_named() -> None:
    assert Choice("a", ("x", "y")).usual == "x"
    assert Choice("a", ("x", "y"), default="y").usual == "y"


SEVERAL = Choice("a", ("x", "y", "z"), default="y", kind="several")


@pytest.mark.parametrize(("given", "meant"), [("z,x", "x,z"), ("x,x", "x"), ("", "y"), ("z,", "z")])
def test_several_options_are_written_in_the_order_of_the_list(given: str, meant: str) -> None:
    assert SEVERAL.checked(given) == meant


@pytest.mark.parametrize("choice", [SEVERAL, Choice("a", ("x", "y"))])
def test_an_option_that_is_not_offered_is_refused_among_several_too(choice: Choice) -> None:
    with pytest.raises(UnknownChoice):
        choice.checked("x,w")


def test_choices_that_a_chart_does_not_have_are_left_out_where_a_claim_asks_for_them(package: Package) -> None:
    chart = CHARTS["agreements-ladder"].with_options(package.tables)
    assert chart.known({"sector": "arms", "flow": "total"}) == {"sector": "arms"}
    assert chart.known({"sector": "nowhere"}) == {}

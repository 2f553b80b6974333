"""Marks that charts share: firmness by shape, no line over a gap, titles that fit."""

from __future__ import annotations

import pytest

from dashboard.charts import axes, looks, style, theme, titled_rows, wording
from dashboard.svg import symbols

LOOK = theme.Look("#000000", "circle")


@pytest.mark.parametrize(
    ("basis", "whole", "symbol"),
    [
        ("A", True, "circle"),
        ("observed", True, "circle"),
        ("observed", False, "circle-open"),
        ("stated", True, "circle-open-dot"),
        ("stated", False, "circle-open-dot"),
        ("E", True, "circle-open"),
        ("imputed", True, "circle-open"),
        ("V", True, "circle-open"),
        (None, True, "circle-open"),
    ],
)
def test_only_what_is_observed_in_full_is_filled(basis: str | None, whole: bool, symbol: str) -> None:
    assert looks.symbol(LOOK, basis, whole) == symbol


def test_series_of_one_family_keep_its_colour_and_change_the_mark() -> None:
    family = [looks.varied(LOOK, place) for place in range(8)]
    assert {look.colour for look in family} == {LOOK.colour}
    assert len({look.symbol for look in family}) == 8


@pytest.mark.parametrize(
    ("date", "moment", "day"),
    [("2022", 2022.5, "2022"), ("2022-10", 2022.792, "Oct 2022"), ("2022-07-19", 2022.55, "19 Jul 2022")],
)
def test_a_date_is_placed_and_said_as_far_as_it_is_known(date: str, moment: float, day: str) -> None:
    assert axes.moment(date) == pytest.approx(moment, abs=0.001)
    assert wording.day(date) == day


def test_a_title_fits_a_phone_in_two_lines_and_a_wide_screen_in_one() -> None:
    text = "A very long title of an agreement that nobody can read on a telephone in one line & goes on for ever"
    trace = titled_rows.titles([text, "Short"], 0)
    lines = trace["text"][0].split("<br>")
    assert len(lines) == 2
    assert all(len(line) <= 50 for line in lines)
    assert "&amp;" in trace["meta"]["wide"][0]
    assert "<br>" not in trace["meta"]["wide"][0]
    assert titled_rows.pitch([text]) > titled_rows.pitch(["Short"])


def test_rows_grow_the_picture_and_the_first_is_on_top() -> None:
    few, many = (titled_rows.figure(["a title"] * count, [], [0, 1])["layout"] for count in (3, 30))
    assert many["height"] > few["height"]
    assert few["yaxis"]["range"][0] > few["yaxis"]["range"][1]


def test_labels_are_safe_and_leave_out_what_is_empty() -> None:
    assert wording.words("A <b>", "", "c & d") == "<b>A &lt;b&gt;</b><br>c &amp; d"
    assert wording.words("", "") == ""


def test_every_country_of_the_world_has_a_look_of_its_own() -> None:
    names = [f"C{n:03d}" for n in range(250)]
    own = looks.of_countries([*theme.COUNTRIES, *names])
    assert len({(look.colour, look.symbol) for look in own.values()}) == len(theme.COUNTRIES) + 250


@pytest.mark.parametrize("shape", theme.SHAPES)
def test_the_still_picture_knows_every_mark(shape: str) -> None:
    assert symbols.symbol({"symbol": f"{shape}-open", "color": theme.BLUE}, 0, 5, 5).startswith("<")


def test_equal_looks_differ_by_their_mark() -> None:
    own = looks.apart([theme.Look(theme.BLUE, "circle")] * 5)
    assert own[0].symbol == "circle"
    assert len({look.symbol for look in own}) == 5
    assert {look.colour for look in own} == {theme.BLUE}


def test_there_are_looks_for_more_countries_than_marks() -> None:
    """A run over live answers has more than 150 countries; 72 pairs of colour and mark are there."""
    names = [f"C{i:03}" for i in range(300)]
    own = looks.of_countries(names)
    assert set(own) == set(names)
    assert len(looks.apart(own[name] for name in names)) == 300


def test_neighbours_in_a_lane_lie_at_different_heights() -> None:
    assert style.lifted([0, 1, 0, 0], (0.0, 0.25)) == [0.0, 1.0, 0.25, 0.0]


def test_an_axis_says_what_is_below_zero_with_a_minus() -> None:
    assert axes.labelled((-3, 3), [-2, 0, 2])["ticktext"] == ["−2", "0", "2"]

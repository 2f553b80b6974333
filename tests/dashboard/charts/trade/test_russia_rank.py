"""The pattern of a chart: its rows, and how each kind of row is drawn."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from dashboard.charts.trade._ranks import KNOWN
from dashboard.charts.trade.russia_rank import CHART
from dashboard.package.reading import load
from dashboard.package.store import Package

USUAL = {c.name: c.usual for c in CHART.choices}


def rows_of(package: Package, **choices: str) -> pd.DataFrame:
    return CHART.select(package.tables, USUAL | choices)


def drawn(rows: pd.DataFrame) -> list[dict[str, object]]:
    """The traces that stand for rows: those of the legend hold no point."""
    return [t for t in CHART.draw(rows)["data"] if t["x"] != [None]]


def test_rows_are_russias_alone_in_their_order(package: Package) -> None:
    rows = rows_of(package)
    assert list(rows["period"]) == ["2015", "1401", "1402-11m", "2025"]
    assert list(rows["year"]) == [2015, 2022, 2023, 2025]
    assert list(rows["full_year"]) == [True, True, False, True]


@pytest.mark.parametrize(
    ("choices", "periods"),
    [
        ({"flow": "export"}, ["2025"]),
        ({"basis": "eu_one"}, ["2025"]),
        ({"family": "iran_customs"}, ["2015", "1401", "1402-11m"]),
        ({"periods": "all"}, ["2015", "1401", "1402-11m", "1402-5m", "2025"]),
        ({"family": "partner_reports"}, []),
    ],
)
def test_every_choice_chooses_rows(package: Package, choices: dict[str, str], periods: list[str]) -> None:
    assert list(rows_of(package, **choices)["period"]) == periods


def test_what_is_known_is_large_and_in_words(package: Package) -> None:
    figure = CHART.draw(rows_of(package))
    words = next(t for t in figure["data"] if t["mode"] == "text")
    assert words["text"] == ["<b>7th</b>", "<b>5th, 6–7th with Iraq</b>"]
    large = {t["legendgroup"]: t for t in drawn(rows_of(package)) if t.get("marker", {}).get("size") == 15}
    assert large["iran_customs"]["y"] == [7]
    assert large["iran_customs"]["marker"]["symbol"] == ["circle-open"]  # a part of a year
    assert large["imf_estimate"]["y"] == [6.0]  # from fifth, without Iraq, to seventh: as its label says
    assert large["imf_estimate"]["marker"]["symbol"] == ["diamond-open"]  # an estimate


def test_what_is_not_known_is_faint(package: Package) -> None:
    wide = next(t for t in drawn(rows_of(package)) if t["mode"] == "lines" and t["line"]["dash"] == "dot")
    assert wide["opacity"] < 0.7
    assert wide["y"][:2] == [4, 12]  # nothing bounds it below: to the foot of the picture
    assert wide["y"][3:5] == [6, 12]  # 6th to 15th: a wide interval is hardly known


def test_only_one_partner_that_other_books_put_above_is_named(package: Package) -> None:
    rows = rows_of(package).assign(leaning_on="IRQ OMN")
    words = next(t for t in CHART.draw(rows)["data"] if t["mode"] == "text")
    assert words["text"][1] == "<b>6–7th</b>"


def test_the_articles_fifth_is_marked_and_first_is_on_top(package: Package) -> None:
    layout = CHART.draw(rows_of(package))["layout"]
    assert (layout["shapes"][0]["y0"], layout["shapes"][0]["y1"]) == (5, 5)
    assert layout["annotations"][0]["y"] == 5
    assert layout["yaxis"]["range"][0] > layout["yaxis"]["range"][1]


def test_every_row_is_drawn(package: Package) -> None:
    rows = rows_of(package, periods="all")
    assert sum(len(t["x"]) for t in drawn(rows) if t.get("hoverinfo") == "text") == len(rows)


def test_old_rows_alone_find_nothing_since_2022(package: Package) -> None:
    rows = rows_of(package)
    finding = CHART.finding(rows[rows["period"] == "2015"])
    assert finding == "No ranking of Russia since 2022 matches these choices."


def test_the_alternative_names_the_newest_row_of_each_family(package: Package) -> None:
    result = CHART.alt(rows_of(package))
    assert "4 intervals from 2015 to 2025" in result
    assert "Iran’s customs, 1402, first 11 months (Mar\u00a02023–Feb\u00a02024): 7" in result
    assert "IMF estimates, 2025: 6 to 7" in result


def test_hover_texts_cannot_carry_tags(package: Package) -> None:
    rows = rows_of(package).assign(period="<b>2025</b>")
    texts = [t["hovertext"] for t in CHART.draw(rows.assign(year=2025))["data"] if "hovertext" in t]
    assert texts
    assert not any("<b>2025" in str(text).replace("<b>&lt;b&gt;", "") for text in texts)


def test_the_real_lists_show_both_places_where_a_silent_partner_ranks_above() -> None:
    rows = rows_of(load(Path("data/processed")))
    texts = next(t for t in CHART.draw(rows)["data"] if t["mode"] == "text")["text"]
    # 2020, 2022 and 2024 in the IMF's lists: fifth among those with a value, sixth with Iraq
    assert texts.count("<b>5–6th</b>") == 3
    assert texts[-1] == "<b>5th, 6–7th with Iraq</b>"


def test_a_phone_has_the_newest_place_of_each_family_in_short(package: Package) -> None:
    rows = rows_of(load(Path("data/processed")))
    wide, narrow = (t for t in CHART.draw(rows)["data"] if t["mode"] == "text")
    assert (wide["meta"]["only"], narrow["meta"]["only"]) == ("wide", "narrow")
    assert len(narrow["text"]) == rows[rows["rank_worst"] - rows["rank_best"] <= KNOWN]["root_family"].nunique()
    assert max(len(text) for text in narrow["text"]) <= len("<b>14–15th</b>")


def test_a_place_on_a_phone_lies_on_no_mark_of_another_year() -> None:
    rows = rows_of(load(Path("data/processed")))
    _, narrow = (t for t in CHART.draw(rows)["data"] if t["mode"] == "text")
    at = dict(zip(narrow["text"], narrow["textposition"], strict=True))
    assert at["<b>4–5th</b>"] == "top center", "2020 and 2022 have marks beside and below it"
    assert at["<b>7th</b>"] == "bottom center"

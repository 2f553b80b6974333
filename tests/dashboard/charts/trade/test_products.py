"""Products: the largest chapters of the newest year, or what is missing."""

from __future__ import annotations

from dashboard.charts import phrases
from dashboard.charts.trade.products import CHART, MOST
from tests.dashboard.charts import made


def _goods(period: str, **chapters: int) -> list[dict[str, object]]:
    return [
        made.trade("RUS", "IRN", period, value, commodity=code.removeprefix("hs"), source="comtrade")
        for code, value in chapters.items()
    ]


def test_the_newest_year_with_chapters_is_drawn_the_largest_first() -> None:
    rows = [*_goods("2020", hs10=9), *_goods("2021", hs10=500, hs44=20, hs15=300), made.trade("RUS", "IRN", "2022", 1)]
    chosen = made.rows_of(CHART, made.tables(trade=rows))
    assert list(chosen["commodity"]) == ["10", "15", "44"]
    (bars,) = made.marks(CHART.draw(chosen))
    assert bars["x"] == [500, 300, 20]
    titles = next(t for t in CHART.draw(chosen)["data"] if t.get("mode") == "text")
    assert titles["text"][0].startswith("Cereals")
    assert "Cereals ($500)" in CHART.alt(chosen)


def test_no_more_chapters_than_a_picture_holds() -> None:
    chapters = {f"hs{code:02d}": code for code in range(1, 60)}
    rows = made.rows_of(CHART, made.tables(trade=_goods("2021", **chapters)))
    assert len(rows) == MOST
    assert rows["commodity"].iloc[0] == "59"


def test_finer_codes_and_the_other_direction_are_not_mixed_in() -> None:
    rows = [made.trade("RUS", "IRN", "2021", 5, commodity="1001"), made.trade("IRN", "RUS", "2021", 7, commodity="08")]
    assert made.rows_of(CHART, made.tables(trade=rows)).empty
    assert list(made.rows_of(CHART, made.tables(trade=rows), direction="to_russia")["commodity"]) == ["08"]


def test_without_rows_it_says_that_the_live_source_was_not_asked() -> None:
    rows = made.rows_of(CHART, made.tables())
    assert "Comtrade" in phrases.empty(CHART.id)
    assert CHART.draw(rows)["data"] == []

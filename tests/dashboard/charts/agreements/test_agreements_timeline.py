"""The timeline: a mark for each agreement, at its stage, filled where work is evidenced."""

from __future__ import annotations

from dashboard.charts.agreements.agreements_timeline import CHART, SHORT
from dashboard.package.store import Package
from tests.dashboard.charts import made

TABLES = made.tables(
    agreements=[
        made.agreed("A1", "1992-08-25", "D", state="in_force", sector_group="nuclear"),
        made.agreed("A2", "2016-08", "W", state="stalled"),
        made.agreed("A3", "2018", "C"),
        made.agreed("A4", "2022-07-19", "M", counts=False, umbrella=True),
        made.agreed("A5", "2024-06-26", "M", state="stalled"),
    ]
)


def test_frames_and_restatements_are_a_choice() -> None:
    assert list(made.rows_of(CHART, TABLES)["id"]) == ["A1", "A2", "A3", "A5"]
    assert "A4" in set(made.rows_of(CHART, TABLES, rows="all")["id"])
    assert list(made.rows_of(CHART, TABLES, sector="nuclear")["id"]) == ["A1"]


def test_height_is_the_stage_fill_the_evidence_and_shape_the_state() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES, rows="all"))
    result = {}
    for trace in made.marks(drawn):
        for x, y, symbol in zip(trace["x"], trace["y"], trace["marker"]["symbol"], strict=True):
            result[round(x)] = (round(y), symbol)
    assert result == {
        1993: (5, "square"),
        2017: (4, "triangle-up"),
        2018: (3, "circle-open-dot"),
        2023: (2, "circle-open"),
        2024: (2, "triangle-up-open"),
    }
    assert drawn["layout"]["yaxis"]["ticktext"][2] == "memorandum"


def test_two_of_one_stage_do_not_hide_each_other() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES, rows="all"))
    heights = [y for t in made.marks(drawn) for y in t["y"]]
    assert len(heights) == len(set(heights)) == 5


def test_the_finding_counts_by_what_is_evidenced() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert "4 agreements from 1992 to 2024: 2 with evidence" in result
    assert "1 that stop at a contract or loan, 1 at a memorandum" in result


def test_marks_have_names_the_farthest_stage_first(now: Package) -> None:
    rows = made.rows_of(CHART, now.tables)
    names = {t["meta"]["only"]: t["text"] for t in CHART.draw(rows)["data"] if t["mode"] == "text"}
    assert len(names["wide"]) > len(names["narrow"]) > 3
    assert max(len(text.strip("\u00a0")) for text in names["wide"]) <= SHORT

"""The votes one by one: a letter in every mark, no mark where no vote is known."""

from __future__ import annotations

from typing import Any

from dashboard.charts.ties.ukraine_votes import CHART, THEMES
from tests.dashboard.charts import made
from tests.dashboard.sample import published

COLUMNS = ("IRN", "RUS", "BLR", "SYR", "CHN", "IND", "KAZ", "ARM", "AZE", "TUR", "UKR", "USA")


def _call(name: str, date: str, theme: str = "integrity, aggression, peace", **more: Any) -> dict[str, Any]:
    usual = {
        "resolution_id": name,
        "resolution": f"A/{name}",
        "date": date,
        "title": f"Text {name}",
        "theme": theme,
        "about_ukraine": True,
        "yes": 141,
        "no": 5,
        "abstain": 35,
        "source": "un_undl",
        "root_family": "un_record",
    }
    return usual | more


def _votes(name: str, **votes: str) -> list[dict[str, str]]:
    return [{"resolution_id": name, "country": country, "vote": vote} for country, vote in votes.items()]


TABLES = made.tables(
    un_resolutions=[
        _call("UV1", "2014-03-27"),
        _call("UV2", "2022-03-02"),
        _call("UV3", "2025-12-03", "accountability"),
        _call("UV4", "2025-12-18", "human rights in Iran", about_ukraine=False),
    ],
    un_votes=[
        *_votes("UV1", IRN="X", RUS="N"),
        *_votes("UV2", IRN="A", RUS="N", UKR="Y", FRA="Y"),
        *_votes("UV3", IRN="N", RUS="N"),
        *_votes("UV4", IRN="N"),
    ],
)


def test_rows_are_votes_joined_with_their_roll_call_the_newest_first() -> None:
    rows = made.rows_of(CHART, TABLES)
    assert list(zip(rows["resolution_id"], rows["country"], rows["vote"], strict=True)) == [
        ("UV3", "IRN", "N"),
        ("UV3", "RUS", "N"),
        ("UV2", "IRN", "A"),
        ("UV2", "RUS", "N"),
        ("UV2", "UKR", "Y"),
        ("UV1", "IRN", "X"),
        ("UV1", "RUS", "N"),
    ]
    assert set(made.rows_of(CHART, TABLES, theme="iran")["resolution_id"]) == {"UV4"}
    assert set(made.rows_of(CHART, TABLES, theme="peace", since="2022")["resolution_id"]) == {"UV2"}


def test_every_vote_is_a_letter_under_its_country_and_empty_where_none_is_known() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    rows = made.table(drawn)
    assert drawn["layout"]["table"]["head"][1:] == list(COLUMNS)
    assert rows[0][0] == "3 Dec 2025: Text UV3"
    assert [row[1:3] for row in rows] == [["N", "N"], ["A", "N"], ["X", "N"]]
    assert rows[0][3:] == [""] * 10
    assert made.tones(drawn, 1) == ["no", "open", ""]


def test_the_finding_counts_irans_votes_beside_russias() -> None:
    assert CHART.alt(made.rows_of(CHART, TABLES)).startswith(
        "Iran’s votes on these 3 texts: 1 × no, 1 × abstention, 1 × not voting; the same as Russia’s on 1."
    )


def test_every_theme_and_country_of_the_package_has_a_place() -> None:
    tables = published().tables
    assert set(tables["un_resolutions"]["theme"]) <= set(THEMES.values())
    assert set(tables["un_votes"]["country"]) == set(COLUMNS)

"""Investment, cargo, arms and votes: what each gives, what cannot be compared, and what could be known by a day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from etl.judge.specification import Specification
from etl.judge.ties import arms_share, contact_rate, votes_against
from tests.etl.judge.readings import frame

TURN = "2025-02-24"
PEACE = "integrity, aggression, peace"


def shares(*rows: tuple[str, str, float | None], until: date | None = None) -> list[Specification]:
    """Shares of Russia in Iran's imports as (period, source, share)."""
    some = [
        {
            "side": "imports",
            "supplier": "RUS",
            "recipient": "IRN",
            "period_label": period,
            "source": source,
            "from_year": int(period[:4]),
            "to_year": int(period[-4:]),
            "share_pct": share,
        }
        for period, source, share in rows
    ]
    ask = {"supplier": "RUS", "recipient": "IRN", "periods": ["1995-2024", "2020-2024"]}
    return arms_share({"arms_shares": pd.DataFrame(some)}, ask, until)


def test_shares_of_arms_are_those_of_the_periods_asked_by_edition_of_the_register() -> None:
    result = shares(
        ("1995-2024", "new", 59.6), ("2020-2024", "new", 100.0), ("2020-2024", "old", None), ("2007", "new", 5.0)
    )
    assert [(r.period, r.series, r.low, r.why_not) for r in result] == [
        ("1995-2024", "new", 59.6, ""),
        ("2020-2024", "new", 100, ""),
        ("2020-2024", "old", None, "no-denominator"),
    ]
    assert {r.root_family for r in result} == {"sipri"}


def test_a_span_that_ends_later_could_not_be_known() -> None:
    assert shares(("1995-2024", "new", 59.6), until=date(2024, 3, 19)) == []
    assert arms_share({}, {"supplier": "RUS", "recipient": "IRN", "periods": []}, None) == []


def votes(*rows: tuple[str, str, str, bool], family: str = "un_record") -> dict[str, Any]:
    """Roll calls of (date, theme, Iran's vote, about Ukraine)."""
    texts = [
        {
            "resolution_id": f"U{i}",
            "resolution": "R",
            "date": d,
            "title": "T",
            "theme": theme,
            "about_ukraine": about,
            "source": "un",
            "root_family": family,
        }
        for i, (d, theme, _, about) in enumerate(rows)
    ]
    cast = [{"resolution_id": f"U{i}", "country": "IRN", "vote": vote} for i, (*_, vote, _) in enumerate(rows)]
    cast += [{"resolution_id": f"U{i}", "country": "RUS", "vote": "N"} for i in range(len(rows))]
    return {"un_resolutions": frame("un_resolutions", *texts), "un_votes": frame("un_votes", *cast)}


def against(made: dict[str, Any], until: date | None = None) -> dict[tuple[str, str], float | None]:
    readings = votes_against(made, {"country": "IRN", "turn": TURN}, until)
    return {(r.choices["theme"], r.choices["era"]): r.point for r in readings}


def test_votes_are_counted_by_theme_and_era_and_absence_is_no_no() -> None:
    result = votes(
        ("2014-03-27", PEACE, "X", True),
        ("2022-03-02", PEACE, "A", True),
        ("2025-02-24", PEACE, "A", True),
        ("2026-02-24", PEACE, "N", True),
        ("2022-04-07", "accountability", "N", True),
        ("2025-12-18", "human rights in Iran", "N", False),
    )
    assert against(result) == {
        ("peace", f"to-{TURN}"): 0,
        ("peace", f"after-{TURN}"): 100,
        ("other", f"to-{TURN}"): 100,
    }


def test_votes_that_could_not_be_known_are_left_out() -> None:
    result = votes(("2022-03-02", PEACE, "A", True), ("2026-02-24", PEACE, "N", True))
    assert list(against(result, date(2024, 3, 19))) == [("peace", f"to-{TURN}")]
    assert against(result, date(2000, 1, 1)) == {}


def test_a_press_report_of_a_register_is_no_second_family() -> None:
    readings = votes_against(
        votes(("2022-03-02", PEACE, "A", True), family="press_reports"), {"country": "IRN", "turn": TURN}, None
    )
    assert [(r.root_family, r.basis) for r in readings] == [("un_record", "stated")]


ASKED = {"level": "president", "kinds": ["visit"], "since": "2015-01-01", "event": "2022-02-24"}
ASKED |= {"claim": "contacts", "part": "more-since-2022", "level_of_chance": 0.95}


def visit(day: str) -> dict[str, Any]:
    return {"id": f"C{day}", "date": day, "contact_kind": "visit", "level": "president", "counts": True}


def looked(day: str, part: str = "more-since-2022") -> dict[str, Any]:
    return {"id": "S", "claim": "contacts", "part": part, "date": day}


def met(before: int, after: int, searched: str = "2026-11-27", until: date | None = None) -> Specification:
    """So many visits of presidents each side of the day of the article, in a register last looked through then."""
    days = [f"2016-01-{n + 1:02d}" for n in range(before)] + [f"2023-01-{n + 1:02d}" for n in range(after)]
    made = {"contacts": pd.DataFrame(map(visit, days)), "searches": pd.DataFrame([looked(searched)])}
    (found,) = contact_rate(made, ASKED, until)
    return found


def test_the_register_of_contacts_ends_on_the_day_it_was_looked_through() -> None:
    assert met(15, 10).ends == date(2026, 11, 27)
    assert met(15, 10).point == pytest.approx(10 / 15 * 2611 / 1737)
    assert met(15, 10, until=date(2024, 3, 19)).ends == date(2024, 3, 19)
    early = met(15, 10, searched="2023-01-04")
    assert (early.ends, early.row_key.count("C2023")) == (date(2023, 1, 4), 4)  # what is dated later is not counted


def test_a_search_for_another_part_ends_no_register() -> None:
    days = [visit("2016-01-01"), visit("2023-01-01")]
    searches = pd.DataFrame([looked("2024-05-05"), looked("2026-11-27", "numerous"), looked("2026-11-28", "")])
    (found,) = contact_rate({"contacts": pd.DataFrame(days), "searches": searches}, ASKED, None)
    assert found.ends == date(2024, 5, 5)


def test_no_contact_since_is_a_rate_of_zero_and_none_before_is_no_rate() -> None:
    none = met(5, 0)
    assert none.low == none.point == 0
    assert none.high is not None
    assert none.high > 1
    later = pd.DataFrame([visit("2023-01-01")])
    assert contact_rate({"contacts": later, "searches": pd.DataFrame([looked("2026-11-27")])}, ASKED, None) == []
    assert contact_rate({}, ASKED, None) == []


def test_few_contacts_leave_a_rise_and_a_fall_open_and_many_do_not() -> None:
    few, many, fall = met(15, 10), met(10, 28), met(28, 3)
    assert few.low is not None
    assert few.high is not None
    assert few.low < 1 < few.high
    assert many.low is not None
    assert many.low > 1
    assert fall.high is not None
    assert fall.high < 1

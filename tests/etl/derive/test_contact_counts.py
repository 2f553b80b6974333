"""Contacts by year: what counts, and which side of the invasion a date without a day lies on."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from etl.derive.contact_counts import contact_counts
from tests.etl.derive.making import table


def contact(date: str, number: int = 1, **given: Any) -> dict[str, Any]:
    base = {"id": f"C{number}{date}", "date": date, "contact_kind": "visit", "level": "president", "counts": True}
    return {**base, "source_url": "https://a.example/1", "publisher": "P", **given}


def counted(*rows: dict[str, Any]) -> pd.DataFrame:
    return contact_counts({"contacts": table("contacts", list(rows))}, "2022-02-24")


@pytest.mark.parametrize(
    ("date", "span"),
    [
        ("2022-02-23", "before"),
        ("2022-02-24", "after"),
        ("2022-01", "before"),
        ("2022-02", "after"),
        ("2021", "before"),
        ("2023", "after"),
    ],
)
def test_the_day_of_the_invasion_is_after_it(date: str, span: str) -> None:
    assert counted(contact(date))["span"].tolist() == [span]


def test_what_does_not_count_is_left_out_and_second_places_are_counted() -> None:
    result = counted(
        contact("2024-01-01"),
        contact("2024-05-01", 2, source_url_2="https://b.example/1"),
        contact("2024-05-01", 3, counts=False),
    )
    assert result[["contacts", "two_publishers"]].iloc[0].tolist() == [2, 1]


def test_every_contact_that_counts_is_counted_once(published: dict[str, pd.DataFrame]) -> None:
    held = published["contacts"]
    assert published["contact_counts"]["contacts"].sum() == held["counts"].astype(bool).sum()


def test_presidents_meetings_before_and_after(published: dict[str, pd.DataFrame]) -> None:
    rows = published["contact_counts"].query("level == 'president' and contact_kind != 'phone_call'")
    assert set(rows["span"]) == {"before", "after"}
    # none in person in the pandemic, so a rise against 2020 and 2021 says nothing of the war
    assert rows[rows["year"].isin((2021,))].empty

"""Frames with what shows evidence of work."""

from __future__ import annotations

import pandas as pd

from etl.derive.umbrellas import umbrellas
from tests.etl.derive.making import WORDS, table

Published = dict[str, pd.DataFrame]


def agreement(id: str, **given: object) -> dict[str, object]:
    base = {
        "id": id,
        "signed_date": "2022-07-19",
        "title": id,
        "sector": "oil",
        "instrument": "MoU",
        "furthest": "M",
        "state": "active",
        "umbrella": False,
        "counts": True,
        "status_text": "s",
        "publisher": "P",
        "status_asof": "2025-03-08",
        "value_status": "stated by a party",
    }
    return {**base, **given}


def framed(*parts: dict[str, object], value: int | None = 100) -> str:
    frame = agreement("F", umbrella=True, counts=False, value_usd=value)
    rows = umbrellas({"agreements": table("agreements", [frame, *parts])}, WORDS)
    return str(rows["sentence"].iloc[0])


def part(**given: object) -> dict[str, object]:
    return agreement("P", parent_id="F", relation="component", value_usd=25 * 10**9, **given)


def test_words_for_nothing_found_a_share_an_interval_and_no_value() -> None:
    whole = 100 * 10**9
    assert "no evidence of work was found for its named parts as of 2025-03-08" in framed(value=whole)
    assert "parts with evidence of work make up 25 %" in framed(part(furthest="W"), value=whole)
    assert "by one side's word it is 25 %" in framed(part(furthest="R", furthest_claimed="W"), value=whole)
    # a claim of contracts is no claim of work
    assert "no evidence of work" in framed(part(furthest="R", furthest_claimed="C"), value=whole)
    assert "no value of the whole is known" in framed(value=None)


def test_work_of_a_value_that_nobody_or_one_side_gives_is_still_work() -> None:
    whole, at_work = 100 * 10**9, part(furthest="W")
    for known, high in ({"value_usd": None}, 100), ({"value_status": "disputed"}, 25):
        assert f"parts with evidence of work make up 0 to {high} % of 100 billion USD" in framed(
            at_work | known, value=whole
        )


def test_the_forty_billion_as_an_interval_with_its_date(published: Published) -> None:
    row = published["umbrellas"].set_index("id").loc["EA31"]
    assert (row["share_low"], row["share_high"], row["status_asof"]) == (0, 0, "2025-03-08")
    assert pd.isna(row["claimed"])

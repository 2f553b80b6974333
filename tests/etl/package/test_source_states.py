"""What is known of each source: when it was asked, when it answered, and what its answers are worth."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from etl.collect.entry import Entry
from etl.contract.tables import TABLES
from etl.package.source_states import _TIMES, sources, standing
from etl.sources import SOURCES
from etl.sources.bundled import Tables


def ledger(*lines: tuple[str, str, str]) -> pd.DataFrame:
    """Lines of (source, retrieved, outcome)."""
    rows = [dict.fromkeys(Entry._fields, "") | {"source": s, "retrieved": r, "outcome": o} for s, r, o in lines]
    return pd.DataFrame(rows, columns=Entry._fields, dtype="str")


def told(observed: Tables, *lines: tuple[str, str, str]) -> dict[str, Any]:
    bundled = observed["sources"]
    result = sources(observed, bundled[bundled["id"] == "imts_rus"], [], ledger(*lines))
    return dict(result.to_dict("records")[0])


def test_a_source_says_when_it_was_tried_and_when_it_answered(observed: Tables) -> None:
    row = told(observed, ("imts_rus", "2026-01-02T03:04:05Z", "ok"), ("imts_rus", "2026-02-03T00:00:00Z", "failed"))
    assert (row["last_tried"], row["last_succeeded"], row["last_outcome"]) == ("2026-02-03", "2026-01-02", "failed")
    assert row["newest_observation"] == "2024"
    assert row["rows"] == (observed["trade"]["source"] == "imts_rus").sum()


@pytest.mark.parametrize(
    ("lines", "standing", "stale_after"),
    [
        ([("2026-01-02", "ok")], "answered", "2026-04-18"),
        ([("2026-01-02", "accepted")], "answered", "2026-04-18"),
        ([("2026-01-02", "ok"), ("2026-02-03", "failed")], "failing", "2026-04-18"),
        ([("2026-01-02", "failed")], "failing", None),
        ([("2026-01-02", "ok"), ("2026-02-03", "doubtful")], "doubtful", "2026-04-18"),
        ([("2026-02-03", "doubtful")], "failing", None),
        ([], "unasked", None),
    ],
)
def test_what_the_answers_of_a_source_are_worth(
    observed: Tables, lines: list[tuple[str, str]], standing: str, stale_after: str | None
) -> None:
    row = told(observed, *(("imts_rus", day, outcome) for day, outcome in lines))
    assert row["standing"] == standing
    assert (None if pd.isna(row["stale_after"]) else row["stale_after"]) == stale_after


def test_no_row_is_counted_twice() -> None:
    for table in TABLES.values():
        if table.kind == "observed" and "source" in table.names:
            assert len(set(_TIMES) & set(table.names)) <= 1, table.name


def test_the_message_of_an_outcome_decides_nothing() -> None:
    assert standing("failed", "2026-02-03", "2026-01-02") == "failing"
    assert standing("doubtful", "2026-02-03", "2026-01-02") == "doubtful"
    assert standing("ok: of two", "2026-02-03", "2026-02-03") == "failing"


def test_an_unchanged_answer_is_a_good_answer(observed: Tables) -> None:
    row = told(observed, ("imts_rus", "2026-01-02", "ok"), ("imts_rus", "2026-02-03", "unchanged"))
    assert row["last_succeeded"] == "2026-02-03"


def test_one_question_that_fails_is_reported_though_others_were_answered_after_it(observed: Tables) -> None:
    bundled = observed["sources"]
    one = bundled[bundled["id"] == "imts_rus"]

    def said(*lines: tuple[str, str, str]) -> str:
        rows = [
            dict.fromkeys(Entry._fields, "") | {"source": "imts_rus", "request": q, "retrieved": r, "outcome": o}
            for q, r, o in lines
        ]
        result = sources(observed, one, [], pd.DataFrame(rows, columns=Entry._fields, dtype="str"))
        return str(result["last_outcome"].iloc[0])

    assert said(("a", "2026-02-03T01", "failed"), ("b", "2026-02-03T02", "ok")) == "failed"
    assert said(("a", "2026-02-03T01", "failed"), ("a", "2026-02-03T02", "ok")) == "ok"
    # a call that was made again and then answered, and a question that is not asked any more
    assert said(("", "2026-02-03T01", "failed"), ("a", "2026-02-03T02", "ok")) == "ok"
    assert said(("old", "2024-01-01T01", "failed"), ("a", "2026-02-03T02", "ok")) == "ok"


def test_a_bundled_series_that_is_also_fetched_is_asked_under_its_source(observed: Tables) -> None:
    bundled = observed["sources"]
    lines = ledger(("imts_rus", "2026-01-02", "ok"), ("imf_imts", "2026-02-03", "failed"))
    result = sources(observed, bundled[bundled["id"] == "imts_rus"], [SOURCES["imf_imts"]], lines)
    tried = dict(zip(result["id"], result["last_tried"], strict=True))
    assert tried == {"imts_rus": "2026-02-03", "imts_irn": "2026-02-03", "imts_partners": "2026-02-03"}
    assert result.set_index("id")["mode"]["imts_rus"] == "bundled"


def test_a_source_that_was_never_asked_says_so(observed: Tables) -> None:
    row = told(observed, ("other", "2026-01-02", "ok"))
    assert pd.isna(row["last_tried"])
    assert row["last_outcome"] == "never asked"


def test_every_source_of_the_package_answered_and_has_rows(published: dict[str, pd.DataFrame]) -> None:
    rows = published["sources"]
    bundled = rows[rows["mode"] == "bundled"]
    assert bundled["last_succeeded"].notna().all()
    assert (bundled["rows"] > 0).all()
    assert set(published["trade"]["source"]) <= set(rows["id"])

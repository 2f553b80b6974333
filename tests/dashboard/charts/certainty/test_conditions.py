"""What a rule asks: three states, each with a mark and a word; what does not count is not counted."""

from __future__ import annotations

from typing import Any

from dashboard.charts.certainty.conditions import CHART
from tests.dashboard.charts import made


def _one(position: int, met: bool | None, required: bool = True, **more: Any) -> dict[str, Any]:
    usual = {
        "claim": "trade-rank",
        "part": "cause",
        "position": position,
        "criterion": f"c{position}",
        "title": f"Title {position}",
        "required": required,
        "met": met,
        "sentence": f"Said of {position}.",
    }
    return usual | more


TABLES = made.tables(
    conditions=[
        _one(2, False),
        _one(1, False, required=False),
        _one(3, None),
        _one(4, True),
        _one(1, True, claim="alignment", part="expediency"),
    ]
)


def test_rows_come_in_the_order_of_the_rule_and_the_question_is_a_choice() -> None:
    assert list(made.rows_of(CHART, TABLES)["position"]) == [1, 2, 3, 4]
    assert len(made.rows_of(CHART, TABLES, cause="alignment.expediency")) == 1


def test_each_state_is_a_word_with_a_mark_and_what_does_not_count_says_so() -> None:
    drawn = CHART.draw(made.rows_of(CHART, TABLES))
    states = [row[1] for row in made.table(drawn)]
    assert states == ["shown, does not count (not met)", "✗ not met", "? cannot be told", "✓ met"]
    assert made.tones(drawn, 1) == ["", "no", "open", "yes"]


def test_the_finding_leaves_out_what_does_not_count() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert result.startswith("Of 3 conditions of the rule 1 are met, 1 are not, and 1 cannot be told.")


def test_the_text_says_every_sentence() -> None:
    result = CHART.alt(made.rows_of(CHART, TABLES))
    assert all(f"Said of {i}." in result for i in (1, 2, 3, 4))

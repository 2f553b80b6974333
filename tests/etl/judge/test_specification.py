"""A reading: its stable name, and when two of them read the same rows."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from etl.contract.fields import COLUMNS
from etl.judge.specification import Specification

CHOICES = st.dictionaries(st.sampled_from(["eu", "flow", "theme"]), st.sampled_from(["", "one", "two words"]))


def reading(choices: dict[str, str], low: float = 1) -> Specification:
    return Specification(
        root_family="f",
        series="s",
        period="to 2025",
        calendar="gregorian",
        basis="observed",
        low=low,
        high=low,
        point=low,
        choices=choices,
    )


@given(CHOICES)
def test_a_name_is_one_word_and_does_not_depend_on_the_order_of_the_choices(choices: dict[str, str]) -> None:
    name = reading(choices).id
    assert name == reading(dict(reversed(choices.items()))).id
    assert re.fullmatch(COLUMNS["specification"].pattern, name)


def test_a_name_holds_the_choices_that_were_made() -> None:
    assert reading({"flow": "total", "eu": "", "theme": "two words"}).id == "f/s/to_2025/flow=total/theme=two_words"


def test_the_union_as_one_reads_the_same_rows_only_when_it_gives_the_same_answer() -> None:
    singly, one = reading({"eu": "countries"}), reading({"eu": "one"})
    assert singly.same_rows() == one.same_rows()
    assert singly.same_rows() != reading({"eu": "one"}, low=2).same_rows()
    assert singly.same_rows() != reading({"eu": "countries", "flow": "export"}).same_rows()

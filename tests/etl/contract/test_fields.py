"""Every column is described once, in words a reader of the codebook understands."""

from __future__ import annotations

import re

import pytest

from etl.contract import enums
from etl.contract.fields import COLUMNS
from etl.contract.schema import Field

ALL = sorted(COLUMNS.values(), key=lambda f: f.name)


def explains(words: str, option: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(option)}(?!\w)", words) is not None


@pytest.mark.parametrize("field", ALL, ids=lambda f: f.name)
def test_a_column_says_what_it_is(field: Field) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", field.name)
    assert field.title
    assert field.title[0].isupper() or not field.title[0].isalpha()
    assert field.description.endswith(".")
    assert len(field.description) > 10
    assert "|" not in field.description, "it would break the codebook's table"


def test_every_name_is_its_own_key() -> None:
    assert all(name == field.name for name, field in COLUMNS.items())


@pytest.mark.parametrize("field", [f for f in ALL if f.enum], ids=lambda f: f.name)
def test_every_option_of_a_closed_list_is_documented(field: Field) -> None:
    assert len(set(field.enum)) == len(field.enum)
    assert field.type == "string"
    letters = [o for o in field.enum if len(o) == 1]
    named = [COLUMNS[name] for name in re.findall(r"`(\w+)`", field.description) if name in COLUMNS]
    words = " ".join([field.description, *(f.description for f in named)])
    assert [o for o in letters if not explains(words, o)] == []


@pytest.mark.parametrize("field", [f for f in ALL if f.type in ("integer", "number")], ids=lambda f: f.name)
def test_money_and_shares_have_their_units(field: Field) -> None:
    if field.name.endswith("_usd"):
        assert (field.type, field.unit) == ("integer", "USD"), "money is whole US dollars"
    if field.name.endswith("_pct"):
        assert field.unit == "%"
    if field.minimum is not None and field.maximum is not None:
        assert field.minimum < field.maximum


@pytest.mark.parametrize("field", [f for f in ALL if f.pattern], ids=lambda f: f.name)
def test_patterns_are_anchored(field: Field) -> None:
    assert field.pattern.startswith("^")
    assert field.pattern.endswith("$")
    re.compile(field.pattern)


def test_lists_that_other_modules_use_are_those_of_the_columns() -> None:
    assert COLUMNS["verdict"].enum == enums.VERDICTS
    assert COLUMNS["rule"].enum == enums.RULES
    assert COLUMNS["furthest"].enum == enums.STAGES
    assert COLUMNS["obs_status"].enum == ("A", "E", "M", "V")
    assert COLUMNS["flow"].enum == ("export", "import", "total")

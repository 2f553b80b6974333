"""No part is unsettleable for ever: made-up rows that settle it either way move its verdict, for every claim file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import pytest

from etl import claims
from etl.claims.model import Part, Proposition, Rows
from etl.contract.frames import conform, empty
from etl.contract.schema import Field, Table
from etl.contract.tables import TABLES
from etl.judge import causes, judged
from etl.judge.context import Condition
from etl.judge.measures import MEASURES
from etl.judge.specification import Specification
from tests.etl.derive.making import saying
from tests.etl.judge.making import context
from tests.etl.judge.readings import COUNTRIES

PARTS = [p for c in claims.load(set(MEASURES)) for p in c.parts]
BY_TYPE: Mapping[str, Any] = {"integer": 1, "number": 1.0, "boolean": True, "date": "2024-01-01", "day": "2024-01-01"}


def named(rule: str) -> list[Any]:
    return [pytest.param(p, id=f"{p.claim}/{p.id}") for p in PARTS if p.rule == rule]


def verdict(part: Part, tables: Mapping[str, pd.DataFrame]) -> str:
    whole = {name: empty(table) for name, table in TABLES.items()} | dict(tables)
    return str(judged(part, context(whole, gap=0.1)).verdict["verdict"])


def made_up(table: Table, rows: Rows, stance: str, number: int) -> dict[str, Any]:
    """A row of `table` that `rows` selects, on the side `stance`, of a witness of its own."""
    row: dict[str, Any] = {f.name: _of(f, number) for f in table.fields if f.name in table.filled}
    row |= {n: f"witness {number}" for n in ("root", "root_authority", "publisher") if n in table.names}
    row |= {"stance": stance} if "stance" in table.names else {}
    for name, wanted in rows.where.items():
        column, _, suffix = name.rpartition("_")
        if suffix == "not" and column in table.names:
            row[column] = "other"
        elif suffix in ("from", "to", "has") and column in table.names:
            row[column] = wanted
        else:
            row[name] = wanted[0] if isinstance(wanted, list) else wanted
    return row


def _of(field: Field, number: int) -> Any:
    return field.enum[0] if field.enum else BY_TYPE.get(field.type, f"x{number}")


def with_rows(part: Part, stances: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Tables in which the part's file finds one row for each of `stances`, where it can find such a row."""
    tables: dict[str, list[dict[str, Any]]] = {}
    for number, stance in enumerate(stances):
        rows = next((r for r in part.rows if r.stance in (stance, "row")), None)
        if rows is not None:
            tables.setdefault(rows.table, []).append(made_up(TABLES[rows.table], rows, stance, number))
    return {name: conform(TABLES[name], pd.DataFrame(some)) for name, some in tables.items()}


@pytest.mark.parametrize("part", [*named("dated_fact"), *named("statement")])
def test_facts_and_statements_move_with_what_is_found(part: Part) -> None:
    nothing = verdict(part, {})
    assert nothing in ("not shown", "not yet checked")
    assert verdict(part, with_rows(part, ["for"])) == "supported"
    if any(r.stance in ("against", "row") for r in part.rows):
        assert verdict(part, with_rows(part, ["against"])) == "contradicted"


def agreement(part: Part, **given: Any) -> dict[str, pd.DataFrame]:
    row = {f.name: _of(f, 0) for f in TABLES["agreements"].fields if f.name in TABLES["agreements"].filled}
    row |= {"id": part.agreement, "furthest": "R", "root_authority": "one; other", "signed_date": "2022-07-19", **given}
    return {"agreements": conform(TABLES["agreements"], pd.DataFrame([row]))}


@pytest.mark.parametrize("part", named("ladder"))
def test_ladders_move_with_what_is_reached_claimed_and_denied(part: Part) -> None:
    assert verdict(part, agreement(part)) == "not shown"
    assert verdict(part, agreement(part, furthest="D")) == "supported"
    assert verdict(part, agreement(part, furthest="D", root_authority="one")) == "depends"
    assert verdict(part, agreement(part, furthest_claimed="D")) == "depends"
    if part.expressly_not:
        assert verdict(part, agreement(part, **{part.expressly_not: "no"})) == "contradicted"
    if any(r.stance in ("against", "row") for r in part.rows):
        denied = agreement(part) | with_rows(part, ["against"])
        assert verdict(part, denied) == "contradicted"


def lists(part: Part, value: float, weak: float | None = None) -> list[Specification]:
    """Four lists of two families, the natural reading's first, all with one value."""
    wanted = dict(part.natural_is)
    family, series = wanted.pop("root_family", "natural"), wanted.pop("series", "s")
    period = wanted.pop("period", "2024")
    return [
        Specification(
            root_family=f,
            series=s,
            period=period,
            calendar="gregorian",
            basis="observed",
            low=value,
            high=value,
            weak_interval=None if weak is None else (weak, weak),
            unit="%",
            choices=wanted,
            flip_pct=900.0,
        )
        for f, s in ((family, series), (family, f"{series}-2"), ("other", "a"), ("other", "b"))
    ]


def on_side(is_: Proposition, holds: bool) -> float:
    step = {"==": 0, "<=": 0, "<": -1, ">=": 0, ">": 1}[is_.op]
    away = {"==": 1, "<=": 1, "<": 1, ">=": -1, ">": -1}[is_.op]
    return is_.value + (step if holds else away)


@pytest.mark.parametrize("part", named("measure"))
def test_measures_move_with_what_their_lists_give(part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    assert part.strong_is is not None
    assert part.weak_is is not None
    given: list[Specification] = []
    monkeypatch.setitem(MEASURES, part.measure, lambda *_: list(given))
    assert verdict(part, {}) == "not yet checked"
    given[:] = lists(part, on_side(part.strong_is, True))
    assert verdict(part, {}) == "supported"
    given[:] = lists(part, on_side(part.strong_is, False), weak=on_side(part.weak_is, True))
    assert verdict(part, {}) == "overstated"
    given[:] = lists(part, on_side(part.strong_is, False), weak=on_side(part.weak_is, False))
    assert verdict(part, {}) == "contradicted"
    given[1:] = []
    assert verdict(part, {}) == ("contradicted" if part.source_kind == "register" else "cannot be settled")


@pytest.mark.parametrize("part", named("cause"))
def test_causes_move_with_their_conditions(part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    for met, opposite, expected in (
        (True, False, "consistent with"),
        (False, True, "contradicted"),
        (None, False, "not established"),
    ):
        condition = Condition(
            criterion="timing", met=met, opposite=opposite, sentence=saying("Said."), short=saying("a reason")
        )
        monkeypatch.setitem(causes.RULES, part.params["rule"], lambda *_, c=condition: [c])
        assert verdict(part, {"countries": COUNTRIES}) == expected

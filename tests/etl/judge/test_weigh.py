"""Weights, propositions held against intervals, shares, the natural reading, and what an answer turns on."""

from __future__ import annotations

import operator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.claims.model import Proposition
from etl.claims.reading import COMPARISONS
from etl.judge.specification import Specification, holds
from etl.judge.weigh import find, flips, flips_on, share, weigh
from tests.etl.judge.making import THRESHOLDS, part, reading, weighed

VALUES = st.integers(min_value=-6, max_value=6)
COMPARE = {"==": operator.eq, "<=": operator.le, ">=": operator.ge, "<": operator.lt, ">": operator.gt}


@given(VALUES, st.integers(0, 5), st.sampled_from(COMPARISONS), VALUES)
def test_a_proposition_holds_in_all_of_an_interval_in_none_or_cannot_be_decided(
    low: int, width: int, op: str, value: int
) -> None:
    answers = {COMPARE[op](v, value) for v in range(low, low + width + 1)}
    expected = answers.pop() if len(answers) == 1 else None
    result = holds(low, low + width, Proposition(op=op, value=value))
    assert result == expected


@given(VALUES, st.sampled_from(COMPARISONS), VALUES)
def test_an_open_end_tells_only_what_every_value_beyond_would(bound: int, op: str, value: int) -> None:
    far = 100
    for low, high, reach in ((bound, None, (bound, far)), (None, bound, (-far, bound))):
        result = holds(low, high, Proposition(op=op, value=value))
        closed = holds(*reach, Proposition(op=op, value=value))
        assert result in (closed, None)
        assert result is not None or closed is None or op == "=="


def test_an_unknown_value_cannot_be_decided() -> None:
    assert [holds(None, None, Proposition(op=op, value=5)) for op in COMPARISONS] == [None] * 5


@pytest.mark.parametrize(
    ("low", "high", "fifth", "top_ten"),
    [
        (5, 5, True, True),
        (6, 7, False, True),
        (5, 7, None, True),
        (6, None, False, None),
        (9, 12, False, None),
        (11, 12, False, False),
        (None, 4, False, True),
    ],
)
def test_ranks_as_intervals(low: float | None, high: float | None, fifth: bool | None, top_ten: bool | None) -> None:
    (spec,) = weigh([reading(low=low, high=high)], part())
    assert (spec.holds_strong, spec.holds_weak) == (fifth, top_ten)


@st.composite
def many_readings(draw: st.DrawFn) -> list[Specification]:
    keys = st.tuples(
        st.sampled_from("ABC"),
        st.sampled_from(["2022", "2023", "1402"]),
        st.sampled_from(["s", "t"]),
        st.sampled_from(["kept", "dropped"]),
    )
    return [
        reading(family=f, period=p, series=s, low=rank, high=rank, unspecified=u)
        for (f, p, s, u), rank in draw(st.dictionaries(keys, st.integers(1, 12), min_size=1)).items()
    ]


@given(many_readings())
def test_weights_sum_to_one_and_every_family_weighs_the_same(readings: list[Specification]) -> None:
    specs = weigh(readings, part())
    assert sum(s.weight for s in specs) == pytest.approx(1)
    families = {r.root_family for r in readings}
    for family in families:
        own = [s for s in specs if s.root_family == family]
        assert sum(s.weight for s in own) == pytest.approx(1 / len(families))
        periods = {s.period for s in own}
        for period in periods:
            inside = sum(s.weight for s in own if s.period == period)
            assert inside == pytest.approx(1 / len(families) / len(periods))


@given(many_readings())
def test_the_order_of_the_readings_changes_nothing(readings: list[Specification]) -> None:
    assert weigh(readings, part()) == weigh(list(reversed(readings)), part())


@given(many_readings())
def test_strong_implies_weak(readings: list[Specification]) -> None:
    assert all(s.holds_weak for s in weigh(readings, part()) if s.holds_strong)


def test_ten_labels_of_one_family_are_one_witness() -> None:
    many = [reading(family="customs", series=f"label-{i}", low=5, high=5) for i in range(10)]
    specs = weigh([*many, reading(family="imf", low=9, high=9)], part())
    assert share(specs, "holds_strong") == pytest.approx(0.5)


def test_readings_of_the_same_rows_are_one() -> None:
    singly, one = reading(eu="countries", flow="total"), reading(eu="one", flow="total")
    assert [s.id for s in weigh([one, singly], part())] == [singly.id]
    other = reading(eu="one", flow="total", low=6, high=6)
    assert len(weigh([singly, other], part())) == 2
    assert len(weigh([singly, reading(eu="countries", flow="total", period="2023")], part())) == 2


def test_shares_are_taken_over_what_can_be_decided() -> None:
    specs = [weighed(True, weight=0.2), weighed(False, True, weight=0.2), weighed(None, True, weight=0.6)]
    assert share(specs, "holds_strong") == 0.5
    assert share(specs, "holds_weak") == 1
    assert share([weighed(None)], "holds_strong") is None
    assert share([], "holds_strong") is None


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))))
def test_shares_fall_on_the_right_side_of_every_threshold(counts: tuple[int, int]) -> None:
    n, k = counts
    result = share([weighed(i < k, weight=1 / n) for i in range(n)], "holds_strong")
    assert result is not None
    for threshold in ("0.8", "0.5", "0.2", "0.65", "0.9", "0.7", "0.1"):
        assert (result >= float(threshold)) is (Fraction(k, n) >= Fraction(threshold))
        assert (result <= float(threshold)) is (Fraction(k, n) <= Fraction(threshold))


def test_the_natural_reading_is_the_latest_that_can_be_decided() -> None:
    old, new, unknown = (
        weighed(True, period=p, low=v, high=v, eu="countries") for p, v in (("2022", 5), ("2023", 6), ("2024", None))
    )
    other = weighed(True, family="imf", period="2025", eu="countries")
    specs = [old, new, unknown, other]
    assert find(specs, {"root_family": "customs", "eu": "countries"}) is new
    assert find(specs, {"root_family": "customs", "eu": "countries"}, besides=new) is old
    assert find([unknown], {"root_family": "customs"}) is unknown
    assert find(specs, {"root_family": "nobody"}) is None
    assert find(specs, {}) is None


def test_an_answer_turns_on_books_when_they_part() -> None:
    specs = [weighed(True, family="a"), weighed(False, family="b")]
    assert flips(specs)["root_family"] == {"a": 1, "b": 0}
    assert flips_on(specs, THRESHOLDS) == ["root_family"]
    mixed = [*specs, weighed(True, family="b", period="2023")]
    assert "root_family" not in flips_on(mixed, THRESHOLDS)


def test_an_answer_turns_on_a_choice_only_when_nothing_else_differs() -> None:
    same = [weighed(True, eu="countries"), weighed(False, eu="one")]
    assert flips_on(same, THRESHOLDS) == ["eu"]
    apart = [weighed(True, eu="countries"), weighed(False, eu="one", period="2023")]
    assert flips_on(apart, THRESHOLDS) == []


def test_an_answer_turns_on_estimates_and_on_the_period() -> None:
    specs = [weighed(True, basis="observed", period="2022"), weighed(False, basis="imputed", period="2023")]
    assert flips_on(specs, THRESHOLDS) == ["basis", "period"]
    assert flips_on([weighed(True), weighed(True, family="b")], THRESHOLDS) == []
    assert flips_on([], THRESHOLDS) == []

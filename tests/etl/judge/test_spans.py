"""Sums by year say of every span what weighing its specifications anew says."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from etl.judge import spans
from etl.judge.measure_rule import Grounds
from etl.judge.specification import Specification
from etl.judge.weigh import weigh, weights
from tests.etl.judge.making import part, reading

READINGS = st.lists(
    st.tuples(
        st.sampled_from("ABC"),
        st.sampled_from(("2019", "2020", "2022", "2023")),
        st.sampled_from(("s", "t")),
        st.sampled_from((None, 3, 4, 5, 6, 9)),
        st.sampled_from(("countries", "one")),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda r: (r[0], r[1], r[2], r[4]),
)


def made(rows: list[tuple[str, str, str, int | None, str]]) -> list[Specification]:
    return [
        replace(reading(family, period, eu=eu), series=series, low=low, high=low, point=low, row_key=f"{number}")
        for number, (family, period, series, low, eu) in enumerate(rows)
    ]


@given(READINGS, READINGS)
def test_every_span_has_the_grounds_of_its_specifications(
    rows: list[tuple[str, str, str, int | None, str]], others: list[tuple[str, str, str, int | None, str]]
) -> None:
    asked = part(natural_is={"root_family": "A"})
    specs = weigh(made(rows), asked)
    silent = {s.id: s for s in weigh(made(others), asked)}
    taken = [replace(s, holds_strong=silent.get(s.id, s).holds_strong) for s in specs]
    own = [s.year for s in specs]
    years = sorted(set(own))
    result = dict(spans.of_spans(specs, taken, own, years, part=asked, gap=0.1))
    assert len(result) == len(years) * (len(years) + 1) // 2
    for (first, last), grounded in result.items():
        inside = [i for i, y in enumerate(own) if years[first] <= y <= years[last]]
        shares = weights([specs[i] for i in inside])
        weighed = [replace(taken[i], weight=shares[specs[i].id]) for i in inside]
        expected = Grounds.of(weighed, asked, 0.1)
        one, other = (replace(g, natural=None) for g in (grounded, expected))
        assert one == other
        assert (grounded.natural and grounded.natural.id) == (expected.natural and expected.natural.id)


def test_a_period_whose_readings_end_in_several_years_is_counted_once_in_a_span() -> None:
    asked = part(natural_is={"root_family": "A"})
    specs = weigh([reading("A", "era", eu="countries"), reading("A", "era", eu="one", low=9, high=9)], asked)
    result = dict(spans.of_spans(specs, specs, [2024, 2025], [2024, 2025], part=asked, gap=0.1))
    assert result[0, 1].strong_share == Grounds.of(specs, asked, 0.1).strong_share
    assert result[0, 1].lists == 1
    assert [result[span].computable for span in ((0, 0), (1, 1), (0, 1))] == [1, 1, 2]

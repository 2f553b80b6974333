"""The lines in which breaks are looked for, year by year."""

from __future__ import annotations

import pytest

from etl.derive.break_lines import break_lines
from etl.derive.breaks import breaks
from tests.etl.derive.test_breaks import SAY, line_list


def test_every_year_of_a_line_stands_beside_the_level_of_its_side() -> None:
    given = line_list({y: 1e9 if y <= 2018 else 2e9 for y in range(2010, 2025)})
    lines = break_lines(given, breaks(given, SAY))
    assert list(lines["year"]) == list(range(2010, 2025))
    assert lines["actual"].to_numpy() == pytest.approx(lines["level"].to_numpy())
    assert lines.groupby("level")["year"].agg(["min", "max"]).to_numpy().tolist() == [[2010, 2018], [2019, 2024]]
    assert set(lines["cell_basis"]) == {"observed"}
    assert set(lines["root_family"]) == {given[0].families[2010]}


def test_a_line_without_a_break_has_no_rows() -> None:
    given = line_list(dict.fromkeys(range(2020, 2025), 1000000000.0))
    assert break_lines(given, breaks(given, SAY)).empty

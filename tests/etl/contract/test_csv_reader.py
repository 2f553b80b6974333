"""One limit of a cell, whoever else reads CSV in the same process."""

from __future__ import annotations

import csv

import pytest

from etl.contract.csv_reader import LONGEST_CELL, csv_reader


@pytest.mark.parametrize("limit", [10, 2**31 - 1])
def test_the_limit_of_another_library_is_not_ours(limit: int) -> None:
    before = csv.field_size_limit(limit)
    try:
        assert list(csv_reader(["a,bbbbbbbbbbbbbbbbbbbb\n"])) == [["a", "b" * 20]]
        with pytest.raises(csv.Error, match="field larger than"):
            next(csv_reader(["a" * (LONGEST_CELL + 1)]))
    finally:
        csv.field_size_limit(before)


def test_a_stray_quote_is_refused_on_request() -> None:
    assert next(csv_reader(['a,"b'])) == ["a", "b"]
    with pytest.raises(csv.Error):
        next(csv_reader(['a,"b"c'], strict=True))

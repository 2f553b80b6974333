"""Cells of `trade`: found by all that names them, and told from parts of years and from groups."""

from __future__ import annotations

from etl.measures.cells import CELL, among, country_cells
from tests.etl.measures.test_lists_from_trade import SIDE, trade


def test_only_whole_years_between_countries_are_cells() -> None:
    book = trade(export={"IRQ": 1, "WLD": 1, "OTH": 1, "NES490": 1, "CHN": 0, "TUR": 1, "KAZ": 1, "ARE": None})
    book.loc[book["importer"] == "TUR", "period"] = "2020-M10"
    book.loc[book["importer"] == "KAZ", "list_scope"] = "remainder"
    assert country_cells(book)[["importer", "year"]].to_numpy().tolist() == [["IRQ", 2024]]


def test_cells_are_found_by_all_that_names_them() -> None:
    frame = trade(export=SIDE)
    own = tuple(frame.loc[1, [*CELL]])
    assert among(frame, {own}).tolist() == [False, True, False, False]
    assert not among(frame, {(*own[:3], "2020", own[4])}).any()
    assert not among(frame, set()).any()

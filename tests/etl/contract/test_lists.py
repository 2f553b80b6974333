from __future__ import annotations

import pytest

from etl.contract import enums
from etl.contract.fields import COLUMNS, described
from etl.contract.lists import by_name, csv_rows, toml_tables
from etl.contract.schema import Field, Table
from etl.contract.tables import TABLES

ROW = dict.fromkeys(csv_rows("fields/trade.csv")[0], "") | {
    "name": "a",
    "type": "number",
    "title": "A",
    "description": "A.",
}


def test_rows_and_tables_in_their_order() -> None:
    assert csv_rows("countries.csv")[0]["id"]
    assert next(iter(toml_tables("tables/ledgers.toml"))) == "sources"


@pytest.mark.parametrize("described", [[*COLUMNS.values()], [*TABLES.values()]])
def test_nothing_is_described_twice(described: list[Field | Table]) -> None:
    assert [*by_name(described).values()] == described
    with pytest.raises(ValueError, match=f"{described[1].name} is described twice"):
        by_name([*described, described[1]])


def test_an_empty_cell_says_the_usual() -> None:
    field = described(ROW)
    assert (field.unit, field.enum, field.minimum, field.maximum) == ("", (), -1e18, 1e18)
    assert (field.digits, field.decimals, field.reveals) == (12, 6, "")


def test_cells_become_what_they_mean() -> None:
    field = described(ROW | {"minimum": "0", "maximum": "1e14", "digits": "15", "named_by": "series root"})
    assert (field.minimum, field.maximum, field.digits) == (0, 1e14, 15)
    assert isinstance(field.minimum, int)
    assert field.named_by == ("series", "root")


@pytest.mark.parametrize(("cell", "values"), [("STAGES", enums.STAGES), ("FOB|CIF", ("FOB", "CIF"))])
def test_a_closed_list_by_its_name_or_its_values(cell: str, values: tuple[str, ...]) -> None:
    assert described(ROW | {"type": "string", "enum": cell}).enum == values


def test_an_unknown_list_stops() -> None:
    with pytest.raises(AttributeError):
        described(ROW | {"type": "string", "enum": "NO_SUCH_LIST"})

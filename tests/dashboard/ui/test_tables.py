"""Tables of a page: caption, headings, a region for the keyboard, and the CSV's text of every cell."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.package.store import Package
from dashboard.ui import elements as html
from dashboard.ui import tables
from dashboard.ui.html import render


def test_a_table_has_a_caption_headings_and_a_region_for_the_keyboard(package: Package) -> None:
    rows = package.tables["partner_ranks"].head(2)
    text = render(tables.table(rows, package.fields("partner_ranks"), ["period", "value_usd", "note"], "Ranks"))
    assert "<caption>Ranks</caption>" in text
    assert 'tabindex="0" role="region"' in text or 'role="region" tabindex="0"' in text
    assert '<th class="num" scope="col">Value</th>' in text
    assert "Note" not in text  # empty in every row
    assert text.count("<tr>") == 3


def test_a_cell_written_otherwise_carries_the_csvs_text(package: Package) -> None:
    rows = package.tables["partner_ranks"].query("source == 'imts_2025'").head(1)
    text = render(tables.table(rows, package.fields("partner_ranks"), list(rows.columns), "c", every=True))
    assert 'data-value="2411000000"><span class="rounded">$2.41' in text
    assert text.count("<td") == len(rows.columns)


def test_a_specification_leads_to_its_page() -> None:
    row = {"claim": "trade-rank", "part": "level", "specification": "imf/a/2024"}
    text = render(tables.table(pd.DataFrame([row]), {}, list(row), "c"))
    assert 'href="/claims/trade-rank/level/imf.a.2024"' in text
    none = pd.DataFrame([{**row, "specification": None}])
    assert "href" not in render(tables.table(none, {}, list(row), "c", every=True))


def test_a_row_of_a_table_is_named_by_its_first_cell_and_numbers_are_set_to_the_right() -> None:
    columns, note = ("table", "rows", "what"), html.Td("long", className="wide")

    def grid(*rows: Any, **more: Any) -> str:
        return render(tables.grid("data", columns, rows, "All", numbers=("rows",), **more))

    text = grid(["a", "1", note])
    assert '<th class="num" scope="col">Rows</th>' in text
    assert '<tr><th scope="row">a</th><td class="num">1</td><td class="wide">long</td></tr>' in text
    assert '<tr id="x"><td>a</td>' in grid(html.Tr(["a", "1", note], id="x"), named=False)

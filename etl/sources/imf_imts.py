"""IMF, International Trade in Goods by partner country (IMTS), annual, exports FOB and imports CIF.

Of the groups of countries only the world is used, as the denominator of shares. What the world has beyond the countries
listed is one remainder row. All years are fetched; rows begin with 1992.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from etl.contract.types import USD
from etl.sources import imf_rows
from etl.sources.answers import Answer, Reader, Row
from etl.sources.base import Request, RequestContext
from etl.sources.bilateral import CELL, bilateral, trade_frame
from etl.sources.left_out import LeftOut, Of, no_year

FIRST_YEAR = "1992"
_SERIES = {"RUS": "imts_rus", "IRN": "imts_irn"}
_FLOWS = "+".join(imf_rows.FLOWS)


def _questions(context: RequestContext) -> Iterator[Request]:
    """Iran and Russia as country and as counterpart, four questions."""
    for side, series in (("country", "{}.{}.*.A"), ("counterpart", "*.{1}.{0}.A")):
        yield from (imf_rows.question(f"{side}-{code}", series.format(code, _FLOWS)) for code in _SERIES)


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    """Rows of `imf_rows` that answer the question `key`."""
    side, code = key.split("-")
    at, flows = (0 if side == "country" else 2), imf_rows.FLOWS
    other = Of(at, 1, 3, test=lambda own, flow, freq: own != code or flow not in flows or freq != "A")
    faults = (("a row that was not asked for", other), no_year(4))
    return Answer(imf_rows.read(body, left, faults, (-1, USD[1])))


def _is_used(row: Row) -> bool:
    return bool(row[0] != imf_rows.WORLD and imf_rows.partner(row[0]) and imf_rows.partner(row[2]))


def _figure(row: Row) -> Row | None:
    """The cell of a row; what is read as missing (below zero) or dropped (a group) is no figure, and may not hide that
    those held are gone."""
    return row[:5] if _is_used(row) and not row[5].startswith("-") else None


def _frame(key: str, rows: Sequence[Row]) -> pd.DataFrame:
    own = key.startswith("country-")
    # what Iran and Russia record of each other is taken from their own answers
    used = [r for r in rows if r[4] >= FIRST_YEAR and _is_used(r) and (own or r[0] not in _SERIES)]
    values = [round(float(r[5])) for r in used]
    marks = [imf_rows.basis(r[0], r[4], *r[6:]) for r in used]
    columns = {
        "period": [r[4] for r in used],
        "source": [_SERIES.get(r[0], "imts_partners") for r in used],
        "value_usd": [value if value >= 0 else None for value in values],
        "obs_status": [status for status, _ in marks],
        "root_family": [root for _, root in marks],
        "note": [imf_rows.note(*r[6:]) for r in used],
    }
    frame = trade_frame("imf_imts", imf_rows.flows(used), columns).drop_duplicates(CELL, ignore_index=True)
    return imf_rows.add_remainder(frame) if own else frame


_PROBE = imf_rows.question("country-RUS", f"RUS.{imf_rows.EXPORTS}.IRN.A")
_READER = Reader(read=_read, figure=_figure)
SOURCE = bilateral("imf_imts", _READER, _frame, questions=_questions, probes=lambda context: [_PROBE])

"""IMF, International Trade in Goods by partner country (IMTS), annual, exports FOB and imports CIF.

Of the groups of countries only the world is used, as the denominator of shares. What the world has beyond the countries
listed is one remainder row. All years are fetched; rows begin with 1992.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from etl.contract.bounds import USD
from etl.sources import answers, imf_rows, trade_rows
from etl.sources.answers import Answer, Row
from etl.sources.base import Request, RequestContext
from etl.sources.bilateral import bilateral, recorded
from etl.sources.left_out import LeftOut

FIRST_YEAR = "1992"
_SERIES = {"RUS": "imts_rus", "IRN": "imts_irn"}
_FLOWS = "+".join(imf_rows.FLOWS)
_is_year = imf_rows.remembered(answers.is_year)


def requests(context: RequestContext) -> Iterator[Request]:
    """Iran and Russia as country and as counterpart, four questions."""
    own = [imf_rows.question(f"country-{country}", f"{country}.{_FLOWS}.*.A") for country in _SERIES]
    others = [imf_rows.question(f"counterpart-{country}", f"*.{_FLOWS}.{country}.A") for country in _SERIES]
    return answers.due(context, [*own, *others], SOURCE.cadence_days)


def probes(context: RequestContext) -> Iterator[Request]:
    yield imf_rows.question("country-RUS", f"RUS.{imf_rows.EXPORTS}.IRN.A")


def _read(key: str, body: bytes, left: LeftOut) -> Answer:
    """Rows of `imf_rows` that answer the question `key`."""
    side, code = key.split("-")
    at = 0 if side == "country" else 2
    faults = (
        (
            "a row that was not asked for",
            lambda *row: row[at] != code or row[1] not in imf_rows.FLOWS or row[3] != "A",
        ),
        ("a period that is no year", lambda *row: not _is_year(row[4])),
        ("what is not a value", lambda *row: not imf_rows.is_value(row[5], (-1, USD[1]))),
        ("what is neither a country nor a group", lambda *row: not all(map(imf_rows.is_code, (row[0], row[2])))),
        ("a country that is in none of our lists", lambda *row: any(map(imf_rows.is_unknown, (row[0], row[2])))),
    )
    return Answer(left.doubled(left.usable(imf_rows.read(body, left), faults), 5))


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
    marks = [imf_rows.basis(r[0], r[4], r[6], r[7]) for r in used]
    frame = recorded(
        imf_rows.flows(used),
        {
            "period": [r[4] for r in used],
            "source": [_SERIES.get(r[0], "imts_partners") for r in used],
            "value_usd": [v if v >= 0 else None for v in values],
            "obs_status": [status if v >= 0 else "M" for (status, _), v in zip(marks, values, strict=True)],
            "root_family": [root for _, root in marks],
            "publisher": "IMF IMTS",
            "note": [imf_rows.note(r[6], r[7]) for r in used],
        },
    )
    frame = frame.drop_duplicates(trade_rows.CELL, ignore_index=True)
    return trade_rows.with_remainder(frame) if own else frame


SOURCE = bilateral("imf_imts", answers.Reader(read=_read, figure=_figure), _frame, requests=requests, probes=probes)

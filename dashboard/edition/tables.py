"""The rows of each table in a script of its own, for scripts/tables.js to search, filter, sort and hand out.

A page on a disk may load a script and may not fetch a file. A column with values that come again holds each of them
once and a sign for each row, which compresses to less than the lines of the CSV.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.package import arrange, filters
from dashboard.package.cells import CODED
from dashboard.package.store import Package
from dashboard.texts import calendars, catalogue, word

FIRST_SIGN, SURROGATES, PAST = 40, 0xD800, 0xE000  # signs are letters from "(" on; surrogates are none
WORDS = ("shown", "shown_of", "none", "page", "pages", "first_page", "before", "after", "last_page")


def name(table: str) -> str:
    """The file of a table, which scripts/tables.js writes in the same way."""
    return f"packs/table-{table}.js"


def files(now: Package) -> dict[str, bytes]:
    """Name of a file -> the rows of a table that has any."""
    return {name(table): _file(now, table) for table, frame in now.tables.items() if len(frame)}


def _file(now: Package, table: str) -> bytes:
    text = now.files[now.resources[table]["path"]].decode("utf-8")
    head, *lines = csv.reader(io.StringIO(text, newline=""))
    fields, names = now.fields(table), arrange.code_names(now, table)
    columns = [
        {
            "name": column,
            "title": str(fields[column].get("title", column)),
            "number": fields[column]["type"] in ("integer", "number"),
            **cells([line[at] for line in lines]),
        }
        for at, column in enumerate(head)
    ]
    for column in columns:
        beside = _beside(column, names.get(str(column["name"]), {}))
        column |= {"beside": beside} if beside else {}
    content = {"columns": columns, "rows": len(lines), "time": filters.time_column(head), "page": filters.PAGE}
    content["apart"] = now.parties.calendars[calendars.IRANIAN]
    content["words"] = {word: catalogue()[f"table.{word}"] for word in WORDS}
    call = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f'ledger.table("{table}",{call});\n'.encode()


def cells(values: Sequence[Any]) -> dict[str, Any]:
    """The values of a column: one for each row, or each different one once and a sign for each row."""
    places: dict[Any, int] = {}
    for value in values:
        places.setdefault(value, len(places))
    if len(places) * 2 > len(values) or len(places) > PAST:
        return {"values": list(values)}
    return {"once": list(places), "signs": "".join(_sign(places[value]) for value in values)}


def _sign(place: int) -> str:
    at = place + FIRST_SIGN
    return chr(at if at < SURROGATES else at + PAST - SURROGATES)


def _beside(column: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """Code -> what it is called, for the codes that a column holds."""
    labels = set(column.get("once", column.get("values", ())))
    if column["name"] in CODED:
        return {code: called for code in sorted(labels - {""}) if (called := word(str(column["name"]), code)) != code}
    return {code: names[code] for code in sorted(labels) if code in names}

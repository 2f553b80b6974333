"""Evidence rows: what a part's `rows` select from the tables, as pieces of evidence of one shape."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.claims import Part, Rows
from etl.contract.countries import COUNTRIES
from etl.contract.errors import ClaimError
from etl.contract.tables import TABLES
from etl.judge.facts import Piece

Tables = Mapping[str, pd.DataFrame]
_SUMMARY = ("title", "statement", "quote", "status_text", "basis_text")
_DATES = ("date", "signed_date", "source_date", "period", "period_text")


def pieces(tables: Tables, part: Part, say: Mapping[str, Any], until: str = "") -> list[Piece]:
    """All evidence of `part`, each row once, in the order of table and key; `until` leaves out what is later.

    `say` holds the templates of `words.toml` for what a row says.
    """
    found: dict[tuple[str, str], Piece] = {}
    for rows in part.rows:
        for record in select(tables, rows, f"{part.claim}, part {part.id}").to_dict("records"):
            piece = _piece(rows, record, say)
            if not until or _speaks_of(record, piece) <= until:
                found.setdefault((piece.table, piece.key), piece)
    return [found[k] for k in sorted(found)]


def _speaks_of(record: Mapping[str, Any], piece: Piece) -> str:
    """End of the period a row speaks of, whenever it was said; else the row's date; empty when it has none."""
    ends = record.get("period_end")
    return ends if isinstance(ends, str) else piece.date


def select(tables: Tables, rows: Rows, where: str) -> pd.DataFrame:
    """Rows of one table that match: equal, one of a list, `_not`, `_from` and `_to` a value (text order for dates)."""
    if rows.table not in tables:
        raise ClaimError(f"{where}: unknown table {rows.table!r}")
    frame = tables[rows.table]
    for name, wanted in rows.where.items():
        column, _, how = name.rpartition("_") if name.rpartition("_")[2] in ("not", "from", "to") else (name, "", "")
        if column not in frame:
            raise ClaimError(f"{where}: table {rows.table} has no column {column!r}")
        frame = frame[_matches(frame[column], how, wanted)]
    return frame


def _matches(column: pd.Series[Any], how: str, wanted: Any) -> pd.Series[Any]:
    if how == "not":
        return column.notna() & (column != wanted)
    if how == "from":
        return (column >= wanted).fillna(False).astype(bool)
    if how == "to":
        return (column <= wanted).fillna(False).astype(bool)
    return column.isin(wanted if isinstance(wanted, list) else [wanted])


def _piece(rows: Rows, record: Mapping[str, Any], say: Mapping[str, Any]) -> Piece:
    text = {k: "" if v is None or v is pd.NA or (isinstance(v, float) and v != v) else v for k, v in record.items()}
    key = TABLES[rows.table].row_key(text)
    basis = str(text.get("cell_basis", "")) or ("observed" if rows.table in ("arms", "un_votes") else "stated")
    return Piece(
        table=rows.table,
        key=key,
        stance=rows.stance,
        summary=_summary(rows.table, text, say),
        date=_first(text, _DATES),
        root=str(text.get("root", "")) or str(text.get("publisher", "")),
        authority=str(text.get("root_authority", "")),
        family=str(text.get("root_family", "")),
        basis=basis,
        publisher=str(text.get("publisher", "")),
        url=str(text.get("source_url", "")),
        publisher_2=str(text.get("publisher_2", "")),
        url_2=str(text.get("source_url_2", "")),
        denial=str(text.get("denial", "")),
    )


def _first(text: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((str(text[n]) for n in names if text.get(n)), "")


def scope(name: str, say: Mapping[str, Any]) -> str:
    """Among whom a rank is one, in words."""
    return str(say["scope"].get(name, name))


def _summary(table: str, text: Mapping[str, Any], say: Mapping[str, Any]) -> str:
    if table == "investment":
        value = say["money"].format(int(text["value_usd"]) / 1e6) if text["value_usd"] != "" else say["missing"]
        rank = say["rank_alone"].format(text["rank_printed"]) if text["rank_printed"] != "" else ""
        kind = text["measure_kind"].replace("_", " ")
        return say["investment"].format(
            origin=text["origin"], period=text["period_label"], kind=kind, value=value, rank=rank
        )
    if table == "arms":
        names = {side: COUNTRIES[text[side]].name for side in ("supplier", "recipient")}
        return say["arms"].format(**names, period=text["period"], value=text["tiv_million"])
    if table == "sightings":
        value = say["money"].format(int(text["value_usd"]) / 1e6) if text["value_usd"] != "" else say["missing"]
        return say["row_sightings"].format(value=value, rank=text["rank_printed"], scope=scope(text["rank_scope"], say))
    if table == "growth_statements":
        return say["growth"].format(**text)
    if table == "agreements":
        return say["agreement"].format(**text)
    return _first(text, _SUMMARY)

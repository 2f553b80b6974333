"""From a specification back to the printed rows it read: a sceptic's way from the verdict to a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from etl.contract.countries import COUNTRIES
from etl.contract.tables import TABLES
from etl.judge.facts import Piece
from etl.judge.rows import scope
from etl.judge.weigh import Weighed

Tables = Mapping[str, pd.DataFrame]
PAIR = ("IRN", "RUS")
_STANCE = {True: "for", False: "against", None: "context"}


def pieces(tables: Tables, specs: Sequence[Weighed], say: Mapping[str, Any]) -> list[Piece]:
    """The rows behind `specs`, each once; a row that one specification reads for and another against is context.

    `say` holds the templates of `words.toml` for what a row says.
    """
    found: dict[tuple[str, str], Piece] = {}
    stances: dict[tuple[str, str], set[str]] = {}
    for spec in specs:
        for piece in _rows(tables, spec, say):
            key = (piece.table, piece.key)
            found.setdefault(key, piece)
            stances.setdefault(key, set()).add(_STANCE[spec.strong])
    return [_with(found[k], stances[k]) for k in sorted(found)]


def _with(piece: Piece, stances: set[str]) -> Piece:
    stance = next(iter(stances)) if len(stances) == 1 else "context"
    return Piece(**{**piece.__dict__, "stance": stance})


def _rows(tables: Tables, spec: Weighed, say: Mapping[str, Any]) -> list[Piece]:
    r = spec.reading
    keys = r.row_key.split()
    if r.row_table == "partner_ranks":
        reporter, partner, period, calendar, flow, source = keys[:6]
        if source in set(tables["trade"]["source"]):
            return _trade(tables, source, [period], say)
        figures = tables["official_figures"]
        listed = figures[
            (figures["reporter"] == reporter)
            & (figures["period"] == period)
            & (figures["calendar"] == calendar)
            & (figures["flow"] == flow)
            & ((figures["series"] == source) | (figures["root_family"] == source))
        ]
        own = listed[listed["partner"] == partner]
        # a list without the partner is evidence as well: whoever it names stands above
        return _sightings(tables, own if len(own) else listed, say)
    if r.row_table == "trade":
        return _trade(tables, keys[0], keys[1:], say)
    if r.row_table == "official_figures":
        figures = tables["official_figures"]
        both = figures[figures["reporter"].isin(PAIR) & figures["partner"].isin(PAIR)]
        return _sightings(tables, both[(both["series"] == keys[0]) & both["period"].isin(keys[1:])], say)
    return _by_id(tables, r.row_table, keys, say)


def _trade(tables: Tables, source: str, periods: Sequence[str], say: Mapping[str, Any]) -> list[Piece]:
    trade = tables["trade"]
    rows = trade[
        (trade["source"] == source)
        & trade["period"].isin(periods)
        & trade["exporter"].isin(PAIR)
        & trade["importer"].isin(PAIR)
        & (trade["commodity"] == "TOTAL")
        & trade["current"].astype(bool)
    ]
    pages = tables["sources"].set_index("id")["homepage"] if "sources" in tables else pd.Series(dtype="str")
    out = []
    for t in rows.itertuples(index=False):
        key = TABLES["trade"].row_key(t._asdict())
        said = say["trade"].format(
            exporter=_name(t.exporter),
            importer=_name(t.importer),
            period=t.period,
            value=_money(t.value_usd, say),
            by=t.recorded_by,
            valuation=t.valuation,
        )
        basis = "observed" if t.obs_status == "A" else "imputed"
        out.append(
            Piece(
                table="trade",
                key=key,
                stance="",
                summary=said,
                date="",
                root=t.source,
                authority=t.publisher,
                family=t.root_family,
                basis=basis,
                publisher=t.publisher,
                url=_text(pages.get(t.source)),
            )
        )
    return out


def _money(value: Any, say: Mapping[str, Any]) -> str:
    return say["missing"] if pd.isna(value) else say["money"].format(value / 1e6)


def _name(country: str) -> str:
    return COUNTRIES[country].name if country in COUNTRIES else country


def _sightings(tables: Tables, figures: pd.DataFrame, say: Mapping[str, Any]) -> list[Piece]:
    seen = tables["sightings"].merge(figures.drop(columns=["note", "reading_confidence", "correction"]), on="figure_id")
    out = []
    for s in seen.itertuples(index=False):
        rank = "" if pd.isna(s.rank_printed_x) else say["rank"].format(s.rank_printed_x, scope(s.rank_scope_x, say))
        said = say["sighting"].format(
            partner=_name(s.partner), flow=s.flow, period=s.period_label, value=_money(s.value_usd_x, say), rank=rank
        )
        out.append(
            Piece(
                table="sightings",
                key=s.sighting_id,
                stance="",
                summary=said,
                date=_text(s.source_date),
                root=s.figure_id,
                authority=_text(s.authority),
                family=s.root_family,
                basis=s.cell_basis,
                publisher=s.publisher,
                url=_text(s.source_url),
            )
        )
    return out


def _by_id(tables: Tables, table: str, keys: Sequence[str], say: Mapping[str, Any]) -> list[Piece]:
    frame = tables[table]
    if table == "arms":
        rows = frame[(frame["supplier"] == keys[0]) & (frame["recipient"] == keys[1]) & (frame["period"] == keys[2])]
    else:
        rows = frame[frame[TABLES[table].key[0]].isin(keys)]
    out = []
    for record in rows.to_dict("records"):
        key = TABLES[table].row_key(record)
        if table == "corridor" and not _text(record["qualifier"]):
            record["qualifier"] = record["cargo_kind"]
        said = say[f"row_{table}"].format(**{k: _shown(k, v) for k, v in record.items()})
        out.append(
            Piece(
                table=table,
                key=key,
                stance="",
                summary=said,
                date=_text(record.get("source_date")) or _text(record.get("date")),
                root=_text(record.get("root")) or _text(record.get("source")) or _text(record.get("publisher")),
                authority=_text(record.get("root_authority")),
                family=_text(record.get("root_family")),
                basis=_text(record.get("cell_basis")) or "observed",
                publisher=_text(record.get("publisher")),
                url=_text(record.get("source_url")),
            )
        )
    return out


def _shown(column: str, value: Any) -> str:
    if value is None or pd.isna(value):
        return "-"
    if column in ("supplier", "recipient"):
        return _name(value)
    return f"{value / 1e6:g}" if column == "tonnes" else str(value)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

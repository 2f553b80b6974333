"""`anomalies`: cells that are not what they seem, with the test that marks them; those with proof leave the ranks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from etl.claims.message import columns, message
from etl.contract.distinct import taken, where
from etl.contract.frames import Tables, Words, of_rows
from etl.contract.rows import records, tuples
from etl.contract.tables import TABLES
from etl.derive.current import recorded_trade
from etl.measures.cells import CELL, among, cell_keys
from etl.measures.detectors import mechanical_cells, reused_numbers
from etl.measures.plausibility import implausible_cells


def anomalies(tables: Tables, words: Words) -> pd.DataFrame:
    """Frame of `anomalies` from the current vintages of `trade` and from `investment`; `words` are its sentences."""
    trade = recorded_trade(tables)
    total = np.flatnonzero(where(trade["commodity"], "TOTAL".__eq__))
    cells = taken(trade, total, [*TABLES["trade"].key, "value_usd", "list_scope", "doubted", "note"])
    alike, implausible = mechanical_cells(cells), implausible_cells(cells)
    doubted = cells[where(cells["doubted"], bool)]
    # what a test finds needs no reader's doubt beside it
    doubted = doubted[~among(doubted, cell_keys(implausible))]
    found = cells[among(cells, [key for some in (alike, implausible, doubted) for key in cell_keys(some)])]
    whole = tuples(found, TABLES["trade"].key)
    keys = {cell: " ".join(map(str, key)) for cell, key in zip(cell_keys(found), whole, strict=True)}
    rows = [_mechanical(r, keys, words) for r in records(alike)]
    rows += [_implausible(r, keys, words) for r in records(implausible)]
    rows += [_read(r, keys, words) for r in records(doubted)]
    rows += [_reused(r, words) for r in records(reused_numbers(tables["investment"]))]
    return of_rows(TABLES["anomalies"], rows)


_MARKED = {"proof": False, "treatment": "marked"}


def _cell(r: Mapping[str, Any], keys: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
    """What all rows of a cell of `trade` say; without proof it is marked."""
    key = keys[tuple(r[c] for c in CELL)]
    return {**{c: r[c] for c in (*CELL, "value_usd")}, "row_table": "trade", "row_key": key, **_MARKED}


def _about(r: Mapping[str, Any]) -> dict[str, str]:
    """Who, what and when of a cell; the reporter is the side that recorded it."""
    side, other = ("exporter", "importer") if r["recorded_by"] == "exporter" else ("importer", "exporter")
    return {
        "reporter": r[side],
        "partner": r[other],
        "flow": side.removesuffix("er"),
        "year": r["period"],
        "value": _millions(r["value_usd"]),
    }


def _mechanical(r: dict[str, Any], keys: Mapping[Any, str], words: Words) -> dict[str, Any]:
    others = r["shared_with"].split()
    return {
        **_cell(r, keys),
        "anomaly": "mechanical",
        "shared_factor": r["factor"],
        "shared_with": r["shared_with"],
        "fired": "shared_factor",
        **columns(sentence=message("depth.anomaly.mechanical", words, others=others, **_about(r))),
    }


def _implausible(r: dict[str, Any], keys: Mapping[Any, str], words: Words) -> dict[str, Any]:
    about = _about(r)
    reasons = [
        message(f"depth.anomaly.{test}", words, **_reason(test, r), partner=about["partner"])
        for test in r["fired"].split()
    ]
    names = ("mirror_usd", "mirror_period", "mirror_source", "mirror_ratio", "history_ratio", "world_total_usd")
    key = "implausible" if r["proof"] else "doubtful"
    return {
        **_cell(r, keys),
        **{c: r[c] for c in (*names, "fired", "not_run", "proof")},
        "anomaly": "implausible",
        **({"treatment": "left out"} if r["proof"] else {}),
        **columns(sentence=message(f"depth.anomaly.{key}", words, reasons=reasons, **about)),
    }


def _read(r: dict[str, Any], keys: Mapping[Any, str], words: Words) -> dict[str, Any]:
    """A cell that no test covers and that the reader of the table doubted; its note gives the reason."""
    why = message("depth.anomaly.read", words, note=str(r["note"]))
    return {
        **_cell(r, keys),
        "anomaly": "implausible",
        "fired": "read",
        "not_run": "mirror world_total history",
        **columns(sentence=message("depth.anomaly.doubtful", words, reasons=[why], **_about(r))),
    }


def _reason(test: str, r: Mapping[str, Any]) -> dict[str, str]:
    if test == "mirror":
        times, other = _times(r["mirror_ratio"]), _millions(r["mirror_usd"])
        return {"times": times, "mirror": other, "mirror_year": r["mirror_period"]}
    if test == "world_total":
        return {"total": _millions(r["world_total_usd"])}
    return {"times": _times(r["history_ratio"])}


def _reused(r: dict[str, Any], words: Words) -> dict[str, Any]:
    size = "point" if r["low_usd"] == r["high_usd"] else "span"
    value = message(f"depth.anomaly.{size}", words, low=_millions(r["low_usd"]), high=_millions(r["high_usd"]))
    periods = r["period_labels"].replace(" | ", "; ")
    about = {"origin": r["origin"], "labels": str(r["labels"]), "periods": periods, "value": [value]}
    return {
        "anomaly": "reused",
        "row_table": "investment",
        "row_key": r["ids"],
        **{c: r[c] for c in ("origin", "root", "labels", "period_labels")},
        "value_low_usd": r["low_usd"],
        "value_high_usd": r["high_usd"],
        "fired": "same_value",
        **_MARKED,
        **columns(sentence=message("depth.anomaly.reused", words, **about)),
    }


def _millions(value: Any) -> str:
    return f"{int(value) / 1e6:,.1f}".removesuffix(".0")


def _times(value: Any) -> str:
    return f"{float(value):,.0f}"

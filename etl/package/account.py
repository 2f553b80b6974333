"""`account`: what the project can and cannot say, in sentences with numbers of its own."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from etl.claims.message import Message, columns, message
from etl.claims.render import names
from etl.contract.distinct import distinct
from etl.contract.frames import Tables, conform
from etl.contract.pair import pair_of
from etl.contract.tables import TABLES
from etl.derive.alignment import ON_UKRAINE
from etl.derive.reporter_gaps import measured_gap
from etl.derive.roll_calls import YARDSTICK

OPEN = ("cannot be settled", "not shown", "not established", "not yet checked")


def account(tables: Tables, typical: float | None, words: Mapping[str, Any]) -> pd.DataFrame:
    """Frame of `account` in the order of the words; a sentence whose numbers are not known is left out."""
    known = pair_of(tables)._asdict() | numbers(tables, typical) | missing(tables, words)
    rows = []
    for i, entry in enumerate(words["depth"]["account"]):
        fields = names(entry["sentence"])
        if fields <= set(known):
            key, values = f"depth.account.{i}", {name: known[name] for name in fields}
            rows.append(
                columns(title=message(f"{key}.title", words), sentence=message(f"{key}.sentence", words, **values))
            )
    frame = pd.DataFrame(rows, columns=["title", "sentence", "messages"]).assign(position=range(1, len(rows) + 1))
    return conform(TABLES["account"], frame)


def numbers(tables: Tables, typical: float | None) -> dict[str, Any]:
    """The numbers the sentences may name; `differ` is missing when no gap of any pair is known."""
    verdicts, recounts = tables["verdicts"], tables["recounts"]
    measured = verdicts[(verdicts["rule"] == "measure") & (verdicts["verdict"] != "not yet checked")]
    # with too few readings no threshold is asked, and nothing can move the verdict
    movable = measured[measured["verdict"] != "cannot be settled"]
    treatment, confidence = tables["anomalies"]["treatment"], tables["sightings"]["reading_confidence"]
    corrected = Counter[str]()
    for codes, texts in (distinct(f["correction"]) for f in tables.values() if "correction" in f):
        corrected.update(texts[code] for code in codes[codes >= 0].tolist())
    out: dict[str, Any] = {
        "recounts": len(recounts),
        "recounts_agree": int(recounts["agrees"].sum()),
        "parts": len(verdicts),
        "unsettled": int(verdicts["verdict"].isin(OPEN).sum()),
        "limited": int((verdicts["evidence"] == "thin").sum()),
        "measured": len(measured),
        "movable": len(movable),
        "stable": int(movable["stable"].fillna(False).sum()),
        "without": int((movable["verdict"] == movable["verdict_without_imputed"]).sum()),
        "recounts_rows": int((recounts["counted_from"] == "rows").sum()),
        "left_out": int((treatment == "left out").sum()),
        "marked": int((treatment == "marked").sum()),
        "sightings": len(confidence),
        "high": int((confidence == "high").sum()),
        "corrected": corrected.total(),
        "bulk": max(corrected.values(), default=0),
    }
    errors = tables["errata"]
    if len(errors):
        moved = {p for text in errors["moved"] for p in text.split() if "/" in p}
        out |= {"errata": len(errors), "moved": len(moved)}
    if typical is not None:
        out["differ_crude" if measured_gap(tables) is None else "differ"] = f"{100 * math.expm1(typical):.0f}"
    return out | _newest_list(tables["rank_uncertainty"], pair_of(tables).second)


def _newest_list(ranks: pd.DataFrame, reporter: str) -> dict[str, Any]:
    """How firm the first country's place is in the newest list of the second's partners; nothing when there is none."""
    use = ranks[(ranks["reporter"] == reporter) & (ranks["flow"] == "total") & (ranks["basis"] == "as_recorded")]
    if use.empty:
        return {}
    row = use.sort_values(["period", "place_named"], ascending=[True, False]).to_dict("records")[-1]
    chance = {"place": int(row["place_named"]), "within": f"{100 * row['chance_within']:.0f}"}
    # an only partner has no neighbour
    near = [p for p in (row["flip_up_pct"], row["flip_down_pct"]) if not pd.isna(p)]
    return {"year": row["period"], **chance, **({"near": f"{min(near):.0f}"} if near else {})}


def missing(tables: Tables, words: Mapping[str, Any]) -> dict[str, list[Message]]:
    """What stays open for want of data; nothing when all is there."""
    fits, ties, votes = tables["comparators"], tables["trade_ties"], tables["alignment"]
    there = {
        "pool_a": bool((fits["computed"].astype(bool) & (fits["pool"] == "a")).any()),
        "roll_calls": bool(((votes["vote_set"] != ON_UKRAINE) & (votes["yardstick"] == YARDSTICK)).any()),
        "intensity": bool(ties.loc[ties["yardstick"] == "intensity", "value"].notna().any()),
    }
    lacking = [name for name, present in there.items() if not present]
    values = {"pool_a": {"second": pair_of(tables).second}}
    phrases = [message(f"depth.missing.{name}", words, **values.get(name, {})) for name in lacking]
    return {"missing": phrases} if phrases else {}

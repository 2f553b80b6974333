"""What `anomalies` marks, for the tables that are made of `trade`: cells left out, cells marked, notes on ranks."""

from __future__ import annotations

import numpy as np
import pandas as pd

from etl.contract.distinct import where
from etl.contract.rows import each, tuples
from etl.measures.cells import CELL, CellKey, cell_keys

OF_RANKS = [*CELL, "row_table", "anomaly", "treatment", "shared_with"]  # columns that ranks read


def left_out(anomalies: pd.DataFrame) -> list[CellKey]:
    """Keys of the cells that are left out of ranks: implausible, with proof."""
    return cell_keys(anomalies[anomalies["treatment"] == "left out"])


def marked_cells(anomalies: pd.DataFrame) -> list[CellKey]:
    """Keys of the cells that are kept and marked: mechanical, doubted, or implausible without proof."""
    return cell_keys(anomalies[(anomalies["treatment"] == "marked") & (anomalies["row_table"] == "trade")])


def with_notes(ranks: pd.DataFrame, anomalies: pd.DataFrame) -> pd.DataFrame:
    """`partner_ranks` with a note on every rank that rests on a marked cell; the rank itself stays."""
    notes: dict[tuple[str, ...], str] = {}
    for r in each(anomalies[(anomalies["treatment"] == "marked") & anomalies["exporter"].notna()]):
        words = f"mechanical: one factor shared with {r.shared_with}" if r.anomaly == "mechanical" else "doubtful cell"
        for reporter, partner, flow in ((r.exporter, r.importer, "export"), (r.importer, r.exporter, "import")):
            for direction in (flow, "total"):
                notes[reporter, partner, r.period, r.source, direction] = words
    if not notes:
        return ranks
    key_columns = ("reporter", "partner", "period", "source", "flow")
    near = np.logical_and.reduce(
        [where(ranks[c], {key[at] for key in notes}.__contains__) for at, c in enumerate(key_columns)]
    )
    rows = ranks.loc[near, [*key_columns, "note"]]
    texts = [notes.get(key) for key in tuples(rows, key_columns)]
    old, fresh = rows["note"], pd.Series(texts, index=rows.index, dtype="str")
    note = ranks["note"].copy()
    note[near] = (old + "; " + fresh).fillna(old).fillna(fresh)
    return ranks.assign(note=note)
